import assert from "node:assert/strict";
import { test } from "node:test";
import { comparisonOf, comparisons, scaleOf, spanOf, withSpan } from "../src/query/features.ts";

test("sliders read the comparisons that they write, and no others", () => {
  assert.deepEqual(spanOf("score>=0.2"), { name: "score", low: 0.2, high: null });
  assert.deepEqual(spanOf("like_count <= 5e2"), { name: "like_count", low: null, high: 500 });
  assert.deepEqual(spanOf("score=-0.5..0.5"), { name: "score", low: -0.5, high: 0.5 });
  for (const other of ["score>0.2", "score=1", "score is null", "Score>=1", ">=1", "a>=b"]) {
    assert.equal(spanOf(other), null, other);
  }
  for (const comparison of ["score>=0.2", "score<=1", "score=-0.5..0.5"]) {
    const span = spanOf(comparison);
    assert.ok(span !== null);
    assert.equal(comparisonOf(span), comparison);
  }
});

test("a span takes the place of the one before, and other comparisons stay", () => {
  const all = comparisons(" score>=0.2, stance is null,,likes=3 ");
  assert.deepEqual(all, ["score>=0.2", "stance is null", "likes=3"]);
  assert.deepEqual(withSpan(all, { name: "score", low: 0.1, high: 0.4 }), [
    "score=0.1..0.4",
    "stance is null",
    "likes=3",
  ]);
  assert.deepEqual(withSpan(all, { name: "score", low: null, high: null }), ["stance is null", "likes=3"]);
  assert.deepEqual(withSpan(all, { name: "likes", low: 5, high: null }), [...all, "likes>=5"]);
});

const feature = (min: number | null, max: number | null) => ({ name: "x", min, max, values: 1 });

test("a scale holds all values in round steps", () => {
  assert.deepEqual(scaleOf(feature(0.0312, 0.987)), { least: 0.031, greatest: 0.987, step: 0.001, decimals: 3 });
  assert.deepEqual(scaleOf(feature(0, 1)), { least: 0, greatest: 1, step: 0.01, decimals: 2 });
  assert.deepEqual(scaleOf(feature(0, 4)), { least: 0, greatest: 4, step: 1, decimals: 0 });
  assert.deepEqual(scaleOf(feature(0.5, 4.25)), { least: 0.5, greatest: 4.25, step: 0.01, decimals: 2 });
  assert.deepEqual(scaleOf(feature(3, 123_456)), { least: 0, greatest: 124_000, step: 1000, decimals: 0 });
  assert.equal(scaleOf(feature(2, 2)), null);
  assert.equal(scaleOf(feature(null, null)), null);
});
