import { asked } from "../api/parameters.ts";
import type { SearchParameters } from "../api/types.ts";
import { fromParameters, type Query, toParameters } from "./query.ts";

export const INTERVALS = ["hour", "day", "week", "month"] as const;
export type Interval = (typeof INTERVALS)[number];

/** At most so many texts are compared with the query's own. */
export const MOST_COMPARED = 3;

/** All that the page shows, and what its address holds. */
export interface View {
  readonly query: Query;
  readonly results: "cards" | "table";
  /** Of the chart; null for one that fits the range. */
  readonly interval: Interval | null;
  readonly measure: "count" | "share";
  /** Other texts, charted under the same filters. */
  readonly compared: readonly string[];
}

/** The query string of a view, without `?`; empty for the page as it first opens. */
export function toSearch(view: View): string {
  const parameters = new URLSearchParams(toParameters(view.query, asked<SearchParameters>()).toString());
  if (view.results !== "cards") {
    parameters.set("results", view.results);
  }
  if (view.interval !== null) {
    parameters.set("interval", view.interval);
  }
  if (view.measure !== "count") {
    parameters.set("measure", view.measure);
  }
  for (const text of view.compared) {
    parameters.append("compare", text);
  }
  return parameters.toString();
}

/** Reads what {@link toSearch} wrote; what cannot be read is as if it were not there. */
export function fromSearch(search: string): View {
  const parameters = new URLSearchParams(search);
  const interval = parameters.get("interval");
  return {
    query: fromParameters(parameters),
    results: parameters.get("results") === "table" ? "table" : "cards",
    interval: INTERVALS.find((known) => known === interval) ?? null,
    measure: parameters.get("measure") === "share" ? "share" : "count",
    compared: parameters
      .getAll("compare")
      .filter((text) => text.trim() !== "")
      .slice(0, MOST_COMPARED),
  };
}

/** The page's own path. One that begins with two slashes would name another host where it stands alone. */
export function pagePath(path: string): string {
  return path.replace(/^\/+/, "/");
}
