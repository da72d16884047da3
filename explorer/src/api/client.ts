import { problem, RequestError } from "./failure.ts";
import { type Asked, asked } from "./parameters.ts";
import { aggregateAnswer, exportEstimate, FormError, searchAnswer, statusAnswer } from "./readers.ts";
import type { Config, ExportEstimate, ExportParameters, Paths } from "./types.ts";

/** Asks the functions. Every method throws a {@link RequestError} for an answer that is none. */
export class Client {
  constructor(private readonly config: Config) {}

  search(parameters: Asked<Paths["/search"]["parameters"]>, signal: AbortSignal): Promise<Paths["/search"]["answer"]> {
    return getJson(this.searchUrl(parameters), searchAnswer, signal);
  }

  aggregate(
    parameters: Asked<Paths["/aggregate"]["parameters"]>,
    signal: AbortSignal,
  ): Promise<Paths["/aggregate"]["answer"]> {
    return getJson(url(this.config.search, "/aggregate", parameters), aggregateAnswer, signal);
  }

  status(signal: AbortSignal): Promise<Paths["/status"]["answer"]> {
    return getJson(url(this.config.search, "/status", asked()), statusAnswer, signal);
  }

  /** How large the export would be. */
  estimate(parameters: Asked<ExportParameters>, signal: AbortSignal): Promise<ExportEstimate> {
    const estimated = asked<ExportParameters>(parameters);
    estimated.set("estimate", "true");
    return getJson(this.exportUrl(estimated), exportEstimate, signal);
  }

  /** The answer as it streams. */
  async export(parameters: Asked<ExportParameters>, signal: AbortSignal): Promise<Response> {
    const response = await fetch(this.exportUrl(parameters), { signal, credentials: "omit" });
    if (!response.ok) {
      throw await refused(response);
    }
    return response;
  }

  searchUrl(parameters: Asked<Paths["/search"]["parameters"]>): string {
    return url(this.config.search, "/search", parameters);
  }

  exportUrl(parameters: Asked<ExportParameters>): string {
    return url(this.config.export, "/export", parameters);
  }
}

function url<P extends keyof Paths>(base: string, path: P, parameters: Asked<Paths[P]["parameters"]>): string {
  const from = new URL(base.endsWith("/") || base === "" ? base : `${base}/`, document.baseURI);
  const result = new URL(path.slice(1), from);
  result.search = parameters.toString();
  return result.href;
}

async function getJson<T>(address: string, read: (value: unknown) => T, signal: AbortSignal): Promise<T> {
  const response = await fetch(address, { signal, credentials: "omit", headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw await refused(response);
  }
  try {
    return read(await response.json());
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof FormError) {
      throw new RequestError({ kind: "unreadable", status: response.status });
    }
    throw error;
  }
}

async function refused(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null);
  return new RequestError(problem(response.status, response.statusText, response.headers.get("Retry-After"), body));
}

/** Reads `config.json` beside the page, which the page has begun to load before this code: nothing about the requests may differ. */
export async function readConfig(): Promise<Config> {
  const response = await fetch(new URL("config.json", document.baseURI));
  const read: unknown = response.ok ? await response.json().catch(() => null) : null;
  const members = typeof read === "object" && read !== null ? (read as Record<string, unknown>) : {};
  return { search: base(members.search), export: base(members.export) };
}

/** Empty for what is no address of the web: the page's own host is asked then. */
function base(value: unknown): string {
  try {
    return typeof value === "string" && /^https?:$/.test(new URL(value, document.baseURI).protocol) ? value : "";
  } catch {
    return "";
  }
}
