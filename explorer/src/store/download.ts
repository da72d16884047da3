import { signal } from "@preact/signals";
import { type Failure, failureOf, isAbort } from "../api/failure.ts";
import type { Asked } from "../api/parameters.ts";
import type { ExportParameters } from "../api/types.ts";
import { client } from "./session.ts";

export interface Download {
  readonly state: "idle" | "running" | "done" | "stopped" | "failed";
  readonly bytes: number;
  readonly failure: Failure | null;
  /** The finished file's size in rows is not known to the page: it does not read what it saves. */
  readonly complete: boolean;
  /** Of a snapshot: how many posts were left out because they were taken back since. */
  readonly removed: number;
}

const IDLE: Download = { state: "idle", bytes: 0, failure: null, complete: true, removed: 0 };

export const download = signal<Download>(IDLE);

let running = new AbortController();

export function reset(): void {
  running.abort();
  download.value = IDLE;
}

export function stop(): void {
  running.abort();
  download.value = { ...download.peek(), state: "stopped" };
}

/** Streams an export and gives it to the browser to save when it is whole: a broken one is never saved. */
export async function start(parameters: Asked<ExportParameters>, name: string): Promise<void> {
  running.abort();
  const request = new AbortController();
  running = request;
  download.value = { ...IDLE, state: "running" };
  try {
    const response = await client().export(parameters, request.signal);
    const complete = response.headers.get("X-Complete") !== "false";
    const removed = Number.parseInt(response.headers.get("X-Snapshot-Removed") ?? "0", 10) || 0;
    const parts = await read(response, request);
    save(new Blob(parts, { type: response.headers.get("Content-Type") ?? "" }), name);
    download.value = { ...download.peek(), state: "done", complete, removed };
  } catch (error) {
    if (running === request && !isAbort(error)) {
      download.value = { ...download.peek(), state: "failed", failure: failureOf(error) };
    }
  }
}

async function read(response: Response, request: AbortController): Promise<BlobPart[]> {
  const parts: BlobPart[] = [];
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); reader !== undefined && part?.done === false; part = await reader.read()) {
    parts.push(part.value);
    if (running === request) {
      download.value = { ...download.peek(), bytes: download.peek().bytes + part.value.byteLength };
    }
  }
  return parts;
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
