import assert from "node:assert/strict";
import { test } from "node:test";
import { about, exactly } from "../src/view/events.ts";

function events(count: number, uncounted = 0) {
  return { count, as_of: "2026-07-04T14:31:05.250000Z", counted_hours: 5, uncounted_hours: uncounted };
}

test("a number of events is said in words from a million on", () => {
  const said: readonly (readonly [number, string])[] = [
    [0, "0 events"],
    [1, "1 event"],
    [999_999, "999,999 events"],
    [1_000_000, "1 million events"],
    [1_234_567, "1.2 million events"],
    [38_400_000_000, "38.4 billion events"],
  ];
  for (const [count, text] of said) {
    assert.equal(about(events(count)), text);
  }
});

test("the exact number says as of when it is, and what is not counted", () => {
  assert.equal(exactly(events(1_234_567)), "1,234,567 events up to 4 Jul 2026, 14:31:05 UTC");
  assert.equal(exactly(events(1, 1)), "1 event up to 4 Jul 2026, 14:31:05 UTC; 1 hour is not counted yet");
  assert.equal(exactly({ ...events(2, 1_200), as_of: "?" }), "2 events; 1,200 hours are not counted yet");
  assert.equal(about(events(2_000_000, 3)), "at least 2 million events");
});
