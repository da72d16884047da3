import { fold, foldWithOrigin } from "./fold.ts";

/** A part of a text, in UTF-16 units: `start` is in, `end` is out. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the words occur in a text, by any way of writing them; ranges ascend and do not touch. */
export function highlights(text: string, words: readonly string[]): Range[] {
  const needles = [...new Set(words.map(fold))].filter((needle) => needle !== "");
  if (needles.length === 0) {
    return [];
  }
  const origin = foldWithOrigin(text);
  const found: Range[] = [];
  for (const needle of needles) {
    for (let at = origin.folded.indexOf(needle); at >= 0; at = origin.folded.indexOf(needle, at + 1)) {
      found.push({ start: origin.starts[at] ?? 0, end: origin.ends[at + needle.length - 1] ?? text.length });
    }
  }
  return merged(found);
}

/** The same places, each once, in order. */
export function merged(ranges: readonly Range[]): Range[] {
  const result: { start: number; end: number }[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last !== undefined && range.start <= last.end) {
      last.end = Math.max(last.end, range.end);
    } else {
      result.push({ start: range.start, end: range.end });
    }
  }
  return result;
}
