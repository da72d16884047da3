import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, foldWithOrigin } from "../src/text/fold.ts";

/** Each line: ways of writing the same text. */
const SAME: readonly (readonly string[])[] = [
  ["straße", "STRASSE", "STRAẞE", "Straße", "strasse"],
  ["bluesky", "ＢＬＵＥＳＫＹ", "𝓑𝓵𝓾𝓮sky", "Blue\u00adsky", "blue\u200bsky"],
  ["café", "cafe\u0301", "CAFÉ"],
  ["ガンダム", "ｶﾞﾝﾀﾞﾑ", "カ\u3099ンダム"],
  ["don't", "don’t", "donʼt", "DON’T"],
  ["σίσυφος", "ΣΊΣΥΦΟΣ", "σίσυφοσ"],
  ["❤", "❤\ufe0f"],
  ["한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"],
];

const DIFFERENT: readonly (readonly [string, string])[] = [
  ["cafe", "café"],
  ["ı", "i"],
  ["fuß", "fus"],
];

test("ways of writing the same text fold to the same", () => {
  for (const [first = "", ...others] of SAME) {
    for (const other of others) {
      assert.equal(fold(other), fold(first), `${other} and ${first}`);
    }
  }
});

test("what differs stays different", () => {
  for (const [a, b] of DIFFERENT) {
    assert.notEqual(fold(a), fold(b), `${a} and ${b}`);
  }
});

test("folded texts are those of docs/formats.md", () => {
  assert.equal(fold("Straße ’ʼ ＡＢＣ \u00adÄ"), "strasse '' abc ä");
  assert.equal(fold("ﬁ ① ㍿"), "fi 1 株式会社");
  assert.equal(fold("İ"), "i\u0307");
});

test("folding piece by piece gives the whole, with its origin", () => {
  for (const text of [
    ...SAME.flat(),
    "e\u200b\u0301x",
    "a👩‍👩‍👧b",
    "\u0301x",
    "\u200b",
    "",
    "\u202eabc\u202c",
    "a\u0327\u0301",
  ]) {
    const origin = foldWithOrigin(text);
    assert.equal(origin.folded, fold(text), JSON.stringify(text));
    assert.equal(origin.starts.length, origin.folded.length);
    for (let unit = 0; unit < origin.folded.length; unit++) {
      const start = origin.starts[unit] ?? -1;
      const end = origin.ends[unit] ?? -1;
      assert.ok(start >= 0 && start < end && end <= text.length, `${JSON.stringify(text)} at ${unit}`);
    }
  }
});
