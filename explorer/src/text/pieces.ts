import type { Entity } from "./entities.ts";
import type { Range } from "./highlight.ts";

/** A run of text that is shown in one way. */
export interface Run {
  readonly text: string;
  readonly marked: boolean;
}

/** Runs that belong to one entity, or to none. */
export interface Piece {
  readonly entity: Entity | null;
  readonly runs: readonly Run[];
}

/** Divides a text at its entities, and each part at its highlights. Joined, the runs are the text again. */
export function pieces(text: string, found: readonly Entity[], marks: readonly Range[]): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const entity of found) {
    if (entity.start > at) {
      result.push({ entity: null, runs: runs(text, at, entity.start, marks) });
    }
    result.push({ entity, runs: runs(text, entity.start, entity.end, marks) });
    at = entity.end;
  }
  if (at < text.length) {
    result.push({ entity: null, runs: runs(text, at, text.length, marks) });
  }
  return result;
}

function runs(text: string, start: number, end: number, marks: readonly Range[]): Run[] {
  const result: Run[] = [];
  let at = start;
  for (const mark of marks) {
    const from = Math.max(mark.start, at);
    const to = Math.min(mark.end, end);
    if (from >= to) {
      continue;
    }
    if (from > at) {
      result.push({ text: text.slice(at, from), marked: false });
    }
    result.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < end) {
    result.push({ text: text.slice(at, end), marked: false });
  }
  return result;
}
