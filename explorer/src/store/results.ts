import { effect, signal } from "@preact/signals";
import { type Failure, failureOf, isAbort } from "../api/failure.ts";
import { type Asked, asked } from "../api/parameters.ts";
import type { Post, SearchMeta, SearchParameters } from "../api/types.ts";
import { toParameters } from "../query/query.ts";
import { query } from "./navigation.ts";
import { client } from "./session.ts";

export interface Results {
  readonly posts: readonly Post[];
  readonly next: string | null;
  readonly meta: SearchMeta | null;
  readonly state: "loading" | "done" | "failed";
  readonly failure: Failure | null;
}

const PAGE = "50";
const SLOW = 3_000;

const NOTHING: Results = { posts: [], next: null, meta: null, state: "loading", failure: null };

export const results = signal<Results>(NOTHING);
/** Whether the request under way takes so long that the page says so. */
export const slow = signal(false);

let running = new AbortController();

/** Asks for the next part, or for the first one again if there is none yet. */
export function more(): void {
  const known = results.peek();
  if (known.state !== "loading" && (known.next !== null || known.meta === null)) {
    void load(known);
  }
}

/** Stops the request under way, and says so. */
export function cancel(): void {
  running.abort();
  results.value = { ...results.peek(), state: "failed", failure: null };
  slow.value = false;
}

export function again(): void {
  void load(NOTHING);
}

async function load(known: Results): Promise<void> {
  running.abort();
  const request = new AbortController();
  running = request;
  results.value = { ...known, state: "loading", failure: null };
  slow.value = false;
  const timer = setTimeout(() => {
    slow.value = true;
  }, SLOW);
  try {
    const answer = await client().search(parameters(known), request.signal);
    results.value = {
      posts: [...known.posts, ...answer.results],
      next: answer.next_cursor,
      meta: answer.meta,
      state: "done",
      failure: null,
    };
  } catch (error) {
    if (running === request && !isAbort(error)) {
      results.value = { ...known, state: "failed", failure: failureOf(error) };
    }
  } finally {
    clearTimeout(timer);
    if (running === request) {
      slow.value = false;
    }
  }
}

function parameters(known: Results): Asked<SearchParameters> {
  const parameters = toParameters(query.peek(), asked<SearchParameters>());
  parameters.set("limit", PAGE);
  if (known.next !== null) {
    parameters.set("cursor", known.next);
  }
  return parameters;
}

/** From now on every change of the query is asked. */
export function follow(): void {
  let last: string | null = null;
  effect(() => {
    const next = toParameters(query.value, asked<SearchParameters>()).toString();
    if (next !== last) {
      last = next;
      void load(NOTHING);
    }
  });
}
