import { computed, signal } from "@preact/signals";
import { type Filter, sameFilter } from "../query/filters.ts";
import type { Query } from "../query/query.ts";
import { fromSearch, pagePath, toSearch, type View } from "../query/view.ts";

/** What is shown. The page's address always says the same. */
export const view = signal<View>(fromSearch(location.search));

export const query = computed(() => view.value.query);

function address(to: View): string {
  const search = toSearch(to);
  const path = pagePath(location.pathname);
  return search === "" ? path : `${path}?${search}`;
}

/** Shows another view, to which the browser's Back returns. */
export function show(changes: Partial<View>): void {
  const next = { ...view.value, ...changes };
  if (toSearch(next) !== toSearch(view.value)) {
    history.pushState(null, "", address(next));
    view.value = next;
  }
}

export function ask(changes: Partial<Query>): void {
  show({ query: { ...query.value, ...changes } });
}

export function addFilter(filter: Filter): void {
  if (!query.value.filters.some((known) => sameFilter(known, filter))) {
    ask({ filters: [...query.value.filters, filter] });
  }
}

export function removeFilter(filter: Filter): void {
  ask({ filters: query.value.filters.filter((known) => !sameFilter(known, filter)) });
}

export function removeFeature(comparison: string): void {
  ask({ features: query.value.features.filter((known) => known !== comparison) });
}

window.addEventListener("popstate", () => {
  view.value = fromSearch(location.search);
});
