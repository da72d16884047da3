import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { test } from "node:test";
import { curl, python, pythonString, r, rString, shellWord } from "../src/copy/requests.ts";
import { sql, sqlString } from "../src/copy/sql.ts";
import { EVERYTHING } from "../src/query/query.ts";

const NASTY = ["it's", 'say "x"', "$(id) `id` \\", "a\nb", "\u202eabc", "𝓑 ß", "'; DROP TABLE posts; --", "%41&b=c"];

test("a shell reads every word as it was", () => {
  for (const text of NASTY) {
    assert.equal(execFileSync("sh", ["-c", `printf %s ${shellWord(text)}`], { encoding: "utf8" }), text);
  }
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

test("Python reads every string as it was", { skip: !hasPython && "no python3" }, () => {
  const strings = NASTY.map(pythonString).join(", ");
  const code = `import sys; sys.stdout.buffer.write("\\0".join([${strings}]).encode())`;
  assert.deepEqual(execFileSync("python3", ["-c", code], { encoding: "utf8" }).split("\0"), NASTY);
});

test("strings of R and SQL", () => {
  assert.equal(rString('a"b\\c'), '"a\\"b\\\\c"');
  assert.equal(rString("ß𝓑"), '"\\u{df}\\U{1d4d1}"');
  assert.equal(sqlString("it's"), "'it''s'");
});

const PARAMETERS = new URLSearchParams([
  ["text", "wind power"],
  ["lang", "de"],
]);

test("curl", () => {
  assert.equal(
    curl("https://example.com/search", PARAMETERS),
    "curl --get https://example.com/search \\\n  --data-urlencode 'text=wind power' \\\n  --data-urlencode lang=de",
  );
});

test("Python and R have the parameters", () => {
  assert.match(python("https://example.com/search", PARAMETERS), /\("text", "wind power"\),\n {4}\("lang", "de"\),/);
  assert.match(
    r("https://example.com/export", PARAMETERS),
    /text = "wind power",\n {4}lang = "de",\n {4}limit = "100000"/,
  );
});

const NOW = Date.UTC(2026, 6, 4);

test("SQL has the query's conditions", () => {
  const query = {
    ...EVERYTHING,
    text: '(Straße OR "it\'s") -rain #Sun',
    filters: [
      { name: "lang", value: "de", not: false },
      { name: "has", value: "image", not: true },
    ] as const,
    end: "2026-07-03",
  };
  const code = sql(query, NOW);
  assert.ok(code.includes("(contains(text_folded, 'strasse') OR contains(text_folded, 'it''s'))"), code);
  assert.ok(code.includes("NOT coalesce(contains(text_folded, 'rain'), false)"), code);
  assert.ok(code.includes("NOT coalesce((image_count > 0), false)"), code);
  assert.ok(code.includes("sort_at < TIMESTAMPTZ '2026-07-04T00:00:00.000Z'"), code);
  assert.ok(!code.includes("Left out"), code);
});

test("SQL compares the newest values of features", () => {
  const compared = ["toxicity=0.2..0.4", "score >= 0.5", "image_quality is null"];
  const code = sql({ ...EVERYTHING, features: compared, sort: "top" }, NOW);
  assert.ok(
    code.includes(
      "features.toxicity BETWEEN 0.2 AND 0.4\n  AND features.score >= 0.5\n  AND features.image_quality IS NULL",
    ),
    code,
  );
  assert.ok(code.includes("arg_max(score, batch) AS score, arg_max(image_quality, batch)"), code);
  assert.ok(code.includes("'-(\\d+)-\\d+[.]parquet$'"), code);
  assert.ok(code.includes("LEFT JOIN features ON features.uri = posts.uri"), code);
  assert.ok(code.includes("ORDER BY features.like_count DESC NULLS LAST"), code);
  assert.ok(!code.includes("Left out"), code);
  assert.ok(
    sql({ ...EVERYTHING, sort: "random" }, NOW).includes("ORDER BY left(md5(md5('') || posts.uri), 13), posts.uri"),
  );
});

test("what is not seen is named in SQL, and encoded for curl", () => {
  assert.equal(sqlString("\u202eab'c\n"), "(chr(8238) || 'ab''c' || chr(10))");
  assert.equal(sqlString(""), "''");
  const asked = curl("https://example.com/search", new URLSearchParams([["text", "\u202eab c"]]));
  assert.equal(asked, "curl --get https://example.com/search \\\n  --data text=%E2%80%AEab+c");
});

test("a comparison of a link does not leave its comment", () => {
  const code = sql({ ...EVERYTHING, features: ["x > 1\nDROP TABLE posts;\u2028--"] }, NOW);
  assert.match(code, /^-- Left out, .*: feature_filters=x > 1 DROP TABLE posts; --\.$/m);
});

const SNAPSHOT = "20260710T070000Z";

test("SQL over a snapshot reads the files that it names", () => {
  const code = sql({ ...EVERYTHING, snapshot: SNAPSHOT }, NOW);
  assert.ok(code.includes(`read_json(getvariable('bucket') || 'snapshots/${SNAPSHOT}/manifest.json'`), code);
  assert.ok(code.includes("FROM read_parquet(getvariable('files'), hive_partitioning"), code);
  assert.ok(!code.includes("Left out"), code);
  const hostile = sql({ ...EVERYTHING, snapshot: "x/../../y'; DROP TABLE posts; --" }, NOW);
  assert.match(hostile, /-- Left out, .*: snapshot\./);
  assert.ok(!hostile.includes("DROP"), hostile);
});

test("SQL says what it leaves out", () => {
  const query = { ...EVERYTHING, text: '"open', filters: [{ name: "has", value: "alt", not: false }] as const };
  assert.match(sql(query, NOW), /-- Left out, .*: text, has\./);
});
