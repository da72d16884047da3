/** Why there is no answer. */
export type Failure =
  /** The function answered with a problem (RFC 9457), in its own words. */
  | {
      readonly kind: "problem";
      readonly status: number;
      readonly title: string;
      readonly detail: string | null;
      readonly parameter: string | null;
      readonly accepts: string | null;
      readonly errorId: string | null;
      /** Seconds after which to ask again; null if it did not say. */
      readonly retryAfter: number | null;
    }
  /** No function answered. */
  | { readonly kind: "unreachable" }
  /** The browser is offline. */
  | { readonly kind: "offline" }
  /** What answered is no function: its answer cannot be read. */
  | { readonly kind: "unreadable"; readonly status: number };

export class RequestError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.kind === "problem" ? (failure.detail ?? failure.title) : failure.kind);
    this.name = "RequestError";
  }
}

/** Whether the function has nothing of this name: an older one. */
export function isMissing(error: unknown): boolean {
  return error instanceof RequestError && error.failure.kind !== "offline" && status(error.failure) === 404;
}

function status(failure: Failure): number {
  return failure.kind === "problem" || failure.kind === "unreadable" ? failure.status : 0;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof RequestError) {
    return error.failure;
  }
  return { kind: navigator.onLine ? "unreachable" : "offline" };
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Nobody waits longer in front of a button, whatever a server says. */
const LONGEST_WAIT = 600;

/** Reads a problem; what of it is missing or of another type is null. */
export function problem(status: number, statusText: string, retryAfter: string | null, body: unknown): Failure {
  const members = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : null;
  if (members === null) {
    return { kind: "unreadable", status };
  }
  const seconds = Number.parseInt(retryAfter ?? "", 10);
  return {
    kind: "problem",
    status,
    title: text(members.title) ?? (statusText || `status ${status}`),
    detail: text(members.detail),
    parameter: text(members.parameter),
    accepts: text(members.accepts),
    errorId: text(members.error_id),
    retryAfter: Number.isNaN(seconds) ? null : Math.min(seconds, LONGEST_WAIT),
  };
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
