import { signal } from "@preact/signals";
import { Client, readConfig } from "../api/client.ts";
import { isMissing } from "../api/failure.ts";
import type { Status } from "../api/types.ts";

/** The functions that the page asks; set before anything is shown. */
let functions: Client | null = null;

export function client(): Client {
  if (functions === null) {
    throw new Error("the page asks before it knows whom");
  }
  return functions;
}

/** What the lake says of itself; null while it has not, or if the server is too old to. */
export const status = signal<Status | null>(null);
export const statusFailed = signal(false);
export const online = signal(navigator.onLine);
export const now = signal(Date.now());

const BETWEEN_STATUS = 60_000;
const STATUS_PATIENCE = 5_000;

async function readStatus(): Promise<void> {
  try {
    status.value = await client().status(AbortSignal.timeout(STATUS_PATIENCE));
    statusFailed.value = false;
  } catch (error) {
    statusFailed.value = !isMissing(error);
  }
  now.value = Date.now();
}

let first: Promise<void> | null = null;

/** Resolves when the status was asked for once, whatever came of it. */
export function statusKnown(): Promise<void> {
  first ??= readStatus();
  return first;
}

/** Reads `config.json`, and from then on the status every minute while somebody looks. */
export async function start(): Promise<void> {
  functions = new Client(await readConfig().catch(() => ({ search: "", export: "" })));
  window.addEventListener("online", () => {
    online.value = true;
  });
  window.addEventListener("offline", () => {
    online.value = false;
  });
  setInterval(() => {
    if (!document.hidden) {
      void readStatus();
    }
  }, BETWEEN_STATUS);
  void statusKnown();
}
