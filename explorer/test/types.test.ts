import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { generatedForms } from "../scripts/forms.ts";
import { generated } from "../scripts/types.ts";
import { type Asked, asked } from "../src/api/parameters.ts";
import { type AggregateParameters, COLUMNS, type ExportParameters, type SearchParameters } from "../src/api/types.ts";

/** But for what the formatter does. */
function bare(code: string): string {
  return code
    .replace(/\s+/g, "")
    .replace(/([:(])\|/g, "$1")
    .replaceAll(",]", "]");
}

test("the types of the answers are those of the OpenAPI documents", () => {
  const kept = readFileSync(new URL("../src/api/answers.ts", import.meta.url), "utf8");
  assert.equal(bare(kept), bare(generated()), "run npm run types:generate");
});

test("the forms of the answers are those of the OpenAPI documents", () => {
  const kept = readFileSync(new URL("../src/api/forms.ts", import.meta.url), "utf8");
  const plain = (code: string) =>
    bare(code)
      .replace(/["']/g, "")
      .replace(/,(?=\})/g, "");
  assert.equal(plain(kept), plain(generatedForms()), "run npm run types:generate");
});

test("what a function does not know is not asked", () => {
  const aggregate = asked<AggregateParameters>();
  aggregate.set("top", "8");
  // @ts-expect-error: of /search alone.
  aggregate.set("cursor", "x");
  // @ts-expect-error: no function has it.
  asked<SearchParameters>().set("colour", "red");
  // @ts-expect-error: no such order.
  asked<SearchParameters>().set("sort", "best");
  // @ts-expect-error: whose parameters these are is not told.
  const foreign: Asked<AggregateParameters> = new URLSearchParams("top=8");
  // @ts-expect-error: /export has no parameter coverage.
  const other: Asked<SearchParameters> = asked<ExportParameters>();
  assert.equal(`${aggregate}|${foreign}|${other}`, "top=8&cursor=x|top=8|");
});

test("the columns are the members of a post", () => {
  const members = /interface Post \{([^}]*)\}/.exec(generated())?.[1] ?? "";
  assert.deepEqual(
    [...COLUMNS],
    [...members.matchAll(/readonly (\w+):/g)].map((match) => match[1]),
  );
});
