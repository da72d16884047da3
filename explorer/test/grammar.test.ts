import assert from "node:assert/strict";
import { test } from "node:test";
import { type Node, parseText } from "../src/text/grammar.ts";

/** A short form of the tree: `&` and `|` before what they join, `!` before what is ruled out. */
function shortened(node: Node | null): string {
  switch (node?.kind) {
    case undefined:
      return "error";
    case "words":
      return node.phrase ? `"${node.text}"` : node.text;
    case "hashtag":
      return `#${node.value}`;
    case "operator":
      return `${node.operator}:${node.value}`;
    case "not":
      return `!${shortened(node.of)}`;
    case "and":
      return `(& ${node.of.map(shortened).join(" ")})`;
    case "or":
      return `(| ${node.of.map(shortened).join(" ")})`;
  }
}

const CASES: readonly (readonly [string, string])[] = [
  ["one", "one"],
  ["one two", "(& one two)"],
  ['"one two" three', '(& "one two" three)'],
  ["one OR two three", "(| one (& two three))"],
  ["(one OR two) three", "(& (| one two) three)"],
  ['one -two -"three four"', '(& one !two !"three four")'],
  ["-(one OR two)", "!(| one two)"],
  ["#tag @name.example.com", "(& #tag mentions:name.example.com)"],
  ["from:a.example to:did:plc:abc", "(& from:a.example to:did:plc:abc)"],
  ["FROM:a.example", "from:a.example"],
  ["other:value", "other:value"],
  ["from:", "from:"],
  ["well-known -", "(& well-known -)"],
  ["or OR OR", "error"],
  ['"one', "error"],
  ["(one", "error"],
  ["one)", "error"],
  ["", "error"],
];

for (const [text, expected] of CASES) {
  test(`${JSON.stringify(text)} is ${expected}`, () => {
    assert.equal(shortened(parseText(text)), expected);
  });
}

test("a keycap emoji is a word, and may be a tag", () => {
  assert.deepEqual(parseText("#️⃣"), { kind: "words", text: "#️⃣", phrase: false });
  assert.deepEqual(parseText("##️⃣"), { kind: "hashtag", value: "#️⃣" });
  assert.deepEqual(parseText("##x"), { kind: "words", text: "##x", phrase: false });
});

test("a text without end is none, however deep it is nested", () => {
  for (const part of ["(", "-", '"a" OR ', "(a OR "]) {
    assert.equal(parseText(part.repeat(100_000)), null);
  }
});
