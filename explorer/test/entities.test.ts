import assert from "node:assert/strict";
import { test } from "node:test";
import { entities, webAddress } from "../src/text/entities.ts";
import { pieces } from "../src/text/pieces.ts";

function found(text: string, of: { links?: string[]; tags?: string[]; mentions?: string[] }): string[] {
  const post = { text, link_uris: of.links ?? [], hashtags: of.tags ?? [], mention_dids: of.mentions ?? [] };
  return entities(post).map((entity) => {
    const shown = text.slice(entity.start, entity.end);
    const target = entity.kind === "link" ? entity.uri : entity.kind === "hashtag" ? entity.tag : entity.account;
    return `${entity.kind} ${shown} → ${target}`;
  });
}

test("links are found whole, without their scheme and shortened", () => {
  const uri = "https://www.example.com/a/long/path";
  assert.deepEqual(found(`see ${uri} now`, { links: [uri] }), [`link ${uri} → ${uri}`]);
  assert.deepEqual(found("see www.example.com/a/long/path", { links: [uri] }), [
    `link www.example.com/a/long/path → ${uri}`,
  ]);
  assert.deepEqual(found("see www.example.com/a/lo... now", { links: [uri] }), [
    `link www.example.com/a/lo... → ${uri}`,
  ]);
  assert.deepEqual(found("see https://other.example", { links: [] }), []);
});

test("only addresses of the web are links", () => {
  assert.deepEqual(found("javascript:alert(1)", { links: ["javascript:alert(1)"] }), []);
  assert.equal(webAddress("javascript:alert(1)"), null);
  assert.equal(webAddress("data:text/html,x"), null);
  assert.equal(webAddress("not a link"), null);
  assert.equal(webAddress("https://example.com/")?.host, "example.com");
});

test("hashtags are those of the record, in any case, without what follows", () => {
  assert.deepEqual(found("on #Energy, and #other", { tags: ["energy"] }), ["hashtag #Energy → energy"]);
  assert.deepEqual(found("＃日本語 #a", { tags: ["日本語", "a"] }), ["hashtag ＃日本語 → 日本語", "hashtag #a → a"]);
});

test("a tag as long as a post may be takes no longer for it", () => {
  const long = "a".repeat(60_000);
  assert.deepEqual(found(`#${long}`, { tags: ["b", "ab"] }), []);
  assert.deepEqual(found(`#${long}!`, { tags: [long] }), [`hashtag #${long} → ${long}`]);
});

test("mentions belong to the record's accounts if they are as many", () => {
  const dids = ["did:plc:one", "did:plc:two"];
  assert.deepEqual(found("@a.example and @b.example", { mentions: dids }), [
    "mention @a.example → did:plc:one",
    "mention @b.example → did:plc:two",
  ]);
  assert.deepEqual(found("@a.example alone", { mentions: dids }), ["mention @a.example → a.example"]);
  assert.deepEqual(found("@a.example", {}), []);
});

test("pieces joined are the text, and highlights cross their edges", () => {
  const text = "see #Energy now";
  const post = { text, link_uris: [], hashtags: ["energy"], mention_dids: [] };
  const parts = pieces(text, entities(post), [{ start: 2, end: 7 }]);
  assert.equal(parts.flatMap((piece) => piece.runs.map((run) => run.text)).join(""), text);
  assert.deepEqual(
    parts.flatMap((piece) => piece.runs.filter((run) => run.marked).map((run) => run.text)),
    ["e ", "#En"],
  );
  assert.deepEqual(
    parts.map((piece) => piece.entity?.kind ?? ""),
    ["", "hashtag", ""],
  );
});
