import { effect, signal } from "@preact/signals";
import { type Failure, failureOf, isAbort, isMissing } from "../api/failure.ts";
import { type Asked, asked } from "../api/parameters.ts";
import type {
  AggregateAnswer,
  AggregateParameters,
  Aggregation,
  Bucket,
  Coverage,
  SnapshotRead,
} from "../api/types.ts";
import { filterParameters, type Query } from "../query/query.ts";
import { fittingInterval, instant, parameter, snapshotTime } from "../query/time.ts";
import type { Interval, View } from "../query/view.ts";
import { view } from "./navigation.ts";
import { client, status, statusKnown } from "./session.ts";

export const FACETS = ["author", "hashtag", "lang", "domain"] as const;
export type Facet = (typeof FACETS)[number];

/** One curve of the chart. */
export interface Series {
  readonly text: string;
  readonly buckets: readonly Bucket[];
  readonly total: number;
}

export interface Overview {
  readonly interval: Interval;
  /** The query's own, then those compared with it. */
  readonly series: readonly Series[];
  readonly facets: Readonly<Record<Facet, Aggregation | null>>;
  /** What is certified of the hours of the chart. */
  readonly coverage: Coverage | null;
  /** The snapshot that was searched. */
  readonly snapshot: SnapshotRead | null;
}

/** What `/aggregate` says of the query; `missing` if the server has no such function. */
export type OverviewState =
  | { readonly state: "loading"; readonly last: Overview | null }
  | { readonly state: "done"; readonly last: Overview }
  | { readonly state: "failed"; readonly last: null; readonly failure: Failure }
  | { readonly state: "missing"; readonly last: null };

export const overview = signal<OverviewState>({ state: "loading", last: null });

const TOP = "8";
const HOUR = 3_600_000;
const UNKNOWN_RANGE = 30 * 24 * HOUR;

let running = new AbortController();

/**
 * The range of the chart: the query's, and where that is open the lake's. A post may be an hour older than its hour. What came
 * after a snapshot is not in it, which would look like a fall.
 */
function range(query: Query, now: number): { start: number | null; end: number | null } {
  const first = instant(status.peek()?.first_hour ?? "", now);
  const last = instant(status.peek()?.last_hour ?? "", now);
  const taken = snapshotTime(query.snapshot) ?? Number.POSITIVE_INFINITY;
  return {
    start: instant(query.start, now) ?? (first === null ? null : first - HOUR),
    end: instant(query.end, now) ?? (last === null ? null : Math.min(last + HOUR, taken)),
  };
}

function parametersOf(query: Query, by: readonly string[], now: number): Asked<AggregateParameters> {
  const parameters = filterParameters(query, asked<AggregateParameters>());
  const { start, end } = range(query, now);
  if (query.start === "" && start !== null && (end === null || start < end)) {
    parameters.set("start", parameter(start));
  }
  if (query.end === "" && end !== null && (start === null || start < end)) {
    parameters.set("end", parameter(end));
  }
  for (const dimension of by) {
    parameters.append("by", dimension);
  }
  parameters.set("measures", "count,share");
  parameters.set("top", TOP);
  return parameters;
}

/** The interval that is asked for, or one that fits. */
export function intervalOf(of: View, now: number): Interval {
  const { start, end } = range(of.query, now);
  return of.interval ?? fittingInterval(start === null || end === null ? UNKNOWN_RANGE : end - start);
}

async function load(of: View): Promise<void> {
  running.abort();
  const request = new AbortController();
  running = request;
  overview.value = { state: "loading", last: overview.peek().last };
  try {
    await statusKnown();
    const now = Date.now();
    const interval = intervalOf(of, now);
    const own = parametersOf(of.query, [interval, ...FACETS], now);
    own.set("coverage", "true");
    const requests = [
      own,
      ...of.compared.map((text) => parametersOf({ ...of.query, text, exact: false }, [interval], now)),
    ];
    const answers = await Promise.all(requests.map((parameters) => client().aggregate(parameters, request.signal)));
    if (running === request) {
      overview.value = { state: "done", last: read(of, interval, answers) };
    }
  } catch (error) {
    if (running === request && !isAbort(error)) {
      overview.value = isMissing(error)
        ? { state: "missing", last: null }
        : { state: "failed", last: null, failure: failureOf(error) };
    }
  }
}

function read(of: View, interval: Interval, answers: readonly AggregateAnswer[]): Overview {
  const texts = [of.query.text, ...of.compared];
  const series = answers.map((answer, index) => ({
    text: texts[index] ?? "",
    buckets: answer.aggregations[0]?.buckets ?? [],
    total: answer.meta.total,
  }));
  const own = answers[0]?.aggregations ?? [];
  const facet = (name: Facet) => own.find((aggregation) => aggregation.by[0] === name) ?? null;
  return {
    interval,
    series,
    coverage: answers[0]?.meta.coverage ?? null,
    snapshot: answers[0]?.meta.snapshot ?? null,
    facets: { author: facet("author"), hashtag: facet("hashtag"), lang: facet("lang"), domain: facet("domain") },
  };
}

export function again(): void {
  void load(view.peek());
}

/** From now on every change of what the chart shows is asked. */
export function follow(): void {
  let last: string | null = null;
  effect(() => {
    const { query, interval, compared } = view.value;
    const next = JSON.stringify([filterParameters(query, asked<AggregateParameters>()).toString(), interval, compared]);
    if (next !== last) {
      last = next;
      void load(view.peek());
    }
  });
}
