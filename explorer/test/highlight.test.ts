import assert from "node:assert/strict";
import { test } from "node:test";
import { soughtWords } from "../src/text/grammar.ts";
import { highlights } from "../src/text/highlight.ts";

/** The text with what is highlighted in brackets. */
function bracketed(text: string, query: string, exact = false): string {
  let result = "";
  let at = 0;
  for (const { start, end } of highlights(text, soughtWords(query, exact))) {
    result += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return result + text.slice(at);
}

test("highlights what the server finds, by any way of writing it", () => {
  assert.equal(bracketed("Die Straße, die STRASSE", "strasse"), "Die [Straße], die [STRASSE]");
  assert.equal(bracketed("ｶﾞﾝﾀﾞﾑ!", "ガンダム"), "[ｶﾞﾝﾀﾞﾑ]!");
  assert.equal(bracketed("cafe\u0301 cafe", "café"), "[cafe\u0301] cafe");
  assert.equal(bracketed("foxes and Fox", "fox"), "[fox]es and [Fox]");
  assert.equal(bracketed("they don’t", "don't"), "they [don’t]");
  assert.equal(bracketed("blue\u200bsky", "bluesky"), "[blue\u200bsky]");
});

test("half of a ligature highlights all of it", () => {
  assert.equal(bracketed("ﬁre", "f"), "[ﬁ]re");
  assert.equal(bracketed("Straße", "s"), "[S]tra[ß]e");
});

test("operators and excluded words are not highlighted", () => {
  assert.equal(bracketed("solar wind power", 'solar -wind from:a.example "wind power"'), "[solar] [wind power]");
  assert.equal(bracketed("solar wind", "(solar OR rain) lang:en"), "[solar] wind");
  assert.equal(bracketed("or OR", "a OR b"), "or OR");
  assert.equal(bracketed("on #Energy today", "#energy"), "on [#Energy] today");
});

test("an exact text is one phrase, operators and all", () => {
  assert.equal(bracketed("a OR b, a or  b", "a OR b", true), "[a OR b], a or  b");
});

test("what overlaps is one highlight", () => {
  assert.equal(bracketed("aaaa b", "aa aaa"), "[aaaa] b");
  assert.equal(bracketed("foobar", "foob obar"), "[foobar]");
});

test("a text that does not keep to the grammar is taken as words", () => {
  assert.equal(bracketed('say "hello there', '"hello'), 'say ["hello] there');
});
