import { signal } from "@preact/signals";
import { type Failure, failureOf, isAbort } from "../api/failure.ts";
import { CsvColumns } from "../text/csv.ts";
import { client } from "./session.ts";

export interface Download {
  readonly state: "idle" | "running" | "done" | "stopped" | "failed";
  readonly bytes: number;
  readonly failure: Failure | null;
  /** The finished file's size in rows is not known to the page: it does not read what it saves. */
  readonly complete: boolean;
}

const IDLE: Download = { state: "idle", bytes: 0, failure: null, complete: true };

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

/** Columns to keep; null for all, which are handed on byte by byte. */
export type Columns = ReadonlySet<string> | null;

/** Streams an export and gives it to the browser to save when it is whole: a broken one is never saved. */
export async function start(parameters: URLSearchParams, columns: Columns, name: string): Promise<void> {
  running.abort();
  const request = new AbortController();
  running = request;
  download.value = { ...IDLE, state: "running" };
  try {
    const response = await client().export(parameters, request.signal);
    const complete = response.headers.get("X-Complete") !== "false";
    const parts = await read(response, request, columns);
    save(new Blob(parts, { type: "text/csv;charset=utf-8" }), name);
    download.value = { ...download.peek(), state: "done", complete };
  } catch (error) {
    if (running === request && !isAbort(error)) {
      download.value = { ...download.peek(), state: "failed", failure: failureOf(error) };
    }
  }
}

async function read(response: Response, request: AbortController, columns: Columns): Promise<BlobPart[]> {
  const some = columns === null ? null : new CsvColumns(columns);
  const text = new TextDecoder("utf-8", { ignoreBOM: true });
  const parts: BlobPart[] = [];
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); reader !== undefined && part?.done === false; part = await reader.read()) {
    parts.push(some === null ? part.value : some.push(text.decode(part.value, { stream: true })));
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
