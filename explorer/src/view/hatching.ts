import type { Coverage } from "../api/types.ts";

/** A part of the chart, in milliseconds. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * The hours that are not certified complete, as parts of the chart, in their order. A lake that has no certificate of any of
 * them keeps none: nothing is to be told then.
 */
export function uncertified(coverage: Coverage | null): readonly Part[] {
  if (coverage === null || coverage.complete_hours + coverage.incomplete_hours === 0) {
    return [];
  }
  return coverage.stretches
    .map((stretch) => ({ from: Date.parse(stretch.start), to: Date.parse(stretch.end) }))
    .sort((a, b) => a.from - b.from);
}

/** What of the chart is hatched: these parts, and all from `unfinished` on; within the chart, each place once. */
export function hatched(parts: readonly Part[], unfinished: number | null, chart: Part): readonly Part[] {
  const all = unfinished === null ? [...parts] : [...parts, { from: unfinished, to: chart.to }];
  const result: Part[] = [];
  for (const { from, to } of all.sort((a, b) => a.from - b.from)) {
    const start = Math.max(from, chart.from, result.at(-1)?.to ?? chart.from);
    const end = Math.min(to, chart.to);
    if (start < end) {
      result.push({ from: start, to: end });
    }
  }
  return result;
}

const HOUR = 3_600_000;

/** What the hatching means, for those who see it and those who do not; empty if there is nothing to tell. */
export function hatchingNote(coverage: Coverage | null, parts: readonly Part[], chart: Part): string {
  const shown = hatched(parts, null, chart);
  if (coverage === null || shown.length === 0) {
    return "";
  }
  const hours = Math.round(shown.reduce((sum, part) => sum + part.to - part.from, 0) / HOUR);
  const counted = `${hours.toLocaleString("en")} ${hours === 1 ? "hour is" : "hours are"}`;
  return `Hatched: ${counted} not certified complete, so posts may be missing there.`;
}
