import type { Asked, Filters } from "../api/parameters.ts";
import type { SearchParameters } from "../api/types.ts";
import { comparisons } from "./features.ts";
import { FILTER_NAMES, type Filter, type FilterName, isFilterName } from "./filters.ts";

export const SORTS = ["newest", "oldest", "top", "random"] as const satisfies readonly SearchParameters["sort"][];
export type Sort = (typeof SORTS)[number];

/** What is asked of the functions, but for how much of the answer. */
export interface Query {
  readonly text: string;
  /** The whole text is one phrase, without operators. */
  readonly exact: boolean;
  readonly filters: readonly Filter[];
  /** Comparisons of features, such as `toxicity_score>=0.8`; a post meets all of them. */
  readonly features: readonly string[];
  /** As the functions take it: ISO 8601 in UTC, or relative such as `-24h`; empty for none. */
  readonly start: string;
  readonly end: string;
  readonly sort: Sort;
  /** A share such as `0.01`: the same posts every time; empty for all. */
  readonly sample: string;
  /** The time of a snapshot, such as `20260710T070000Z`; empty for the lake as it is. */
  readonly snapshot: string;
}

export const EVERYTHING: Query = {
  text: "",
  exact: false,
  filters: [],
  features: [],
  start: "",
  end: "",
  sort: "newest",
  sample: "",
  snapshot: "",
};

/** The order is one of those that `/search` and `/export` have. */
type Ordered = Filters & Pick<SearchParameters, "sort">;

/** Adds the query to parameters of `/search` or `/export`, always in the same order. */
export function toParameters<A extends Asked<Ordered>>(query: Query, parameters: A): A {
  filterParameters(query, parameters);
  if (query.sort !== "newest") {
    parameters.set("sort", query.sort);
  }
  return parameters;
}

/** Likewise without the order, which does not matter to `/aggregate`. */
export function filterParameters<A extends Asked<Filters>>(query: Query, parameters: A): A {
  if (query.text.trim() !== "") {
    parameters.set("text", query.text.trim());
    if (query.exact) {
      parameters.set("exact", "true");
    }
  }
  for (const name of FILTER_NAMES) {
    appendFilter(parameters, query, name, false);
    appendFilter(parameters, query, name, true);
  }
  if (query.features.length > 0) {
    parameters.set("feature_filters", query.features.join(","));
  }
  for (const name of ["start", "end", "sample", "snapshot"] as const) {
    if (query[name] !== "") {
      parameters.set(name, query[name]);
    }
  }
  return parameters;
}

function appendFilter(parameters: Asked<Filters>, query: Query, name: FilterName, not: boolean): void {
  for (const filter of query.filters) {
    if (filter.name === name && filter.not === not && filter.value !== "") {
      parameters.append(not ? `not_${name}` : name, filter.value);
    }
  }
}

/** Reads what {@link toParameters} wrote; parameters of other names are left alone. */
export function fromParameters(parameters: URLSearchParams): Query {
  const filters: Filter[] = [];
  for (const [key, value] of parameters) {
    const not = key.startsWith("not_");
    const name = not ? key.slice(4) : key;
    if (isFilterName(name) && value !== "") {
      filters.push({ name, value, not });
    }
  }
  const sort = parameters.get("sort");
  return {
    text: parameters.get("text") ?? "",
    exact: ["", "1", "true"].includes(parameters.get("exact") ?? "false"),
    filters,
    features: parameters.getAll("feature_filters").flatMap(comparisons),
    start: parameters.get("start") ?? "",
    end: parameters.get("end") ?? "",
    sort: SORTS.find((known) => known === sort) ?? "newest",
    sample: parameters.get("sample") ?? "",
    snapshot: parameters.get("snapshot") ?? "",
  };
}
