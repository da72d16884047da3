import assert from "node:assert/strict";
import { test } from "node:test";
import type { Coverage } from "../src/api/types.ts";
import { hatched, hatchingNote, uncertified } from "../src/view/hatching.ts";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 6, 4, 12);
const at = (hours: number) => new Date(NOON + hours * HOUR).toISOString();

function coverage(complete: number, stretches: Coverage["stretches"]): Coverage {
  return {
    complete: false,
    complete_hours: complete,
    incomplete_hours: 0,
    unknown_hours: stretches.length,
    unjudged_hours: 0,
    stretches,
    truncated: false,
  };
}

const two = coverage(3, [
  { start: at(4), end: at(5), state: "unknown" },
  { start: at(1), end: at(3), state: "incomplete" },
]);

test("hours that are not certified complete are parts of the chart, in their order", () => {
  assert.deepEqual(uncertified(two), [
    { from: NOON + HOUR, to: NOON + 3 * HOUR },
    { from: NOON + 4 * HOUR, to: NOON + 5 * HOUR },
  ]);
});

test("a lake without any certificate has nothing to hatch", () => {
  assert.deepEqual(uncertified(coverage(0, [{ start: at(0), end: at(9), state: "unknown" }])), []);
  assert.deepEqual(uncertified(null), []);
});

test("each place within the chart is hatched once, and all that is not whole yet", () => {
  const chart = { from: NOON + 2 * HOUR, to: NOON + 6 * HOUR };
  assert.deepEqual(hatched(uncertified(two), NOON + 4.5 * HOUR, chart), [
    { from: NOON + 2 * HOUR, to: NOON + 3 * HOUR },
    { from: NOON + 4 * HOUR, to: NOON + 5 * HOUR },
    { from: NOON + 5 * HOUR, to: NOON + 6 * HOUR },
  ]);
  assert.deepEqual(hatched([], null, chart), []);
});

test("the note counts the hours that are shown", () => {
  const day = { from: NOON, to: NOON + 24 * HOUR };
  assert.equal(
    hatchingNote(two, uncertified(two), day),
    "Hatched: 3 hours are not certified complete, so posts may be missing there.",
  );
  assert.match(hatchingNote(two, uncertified(two), { from: NOON + 4 * HOUR, to: NOON + 9 * HOUR }), /1 hour is not/);
  assert.equal(hatchingNote(two, uncertified(two), { from: NOON + 9 * HOUR, to: NOON + 10 * HOUR }), "");
});
