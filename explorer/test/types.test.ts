import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { generatedForms } from "../scripts/forms.ts";
import { generated } from "../scripts/types.ts";
import { COLUMNS } from "../src/api/types.ts";

/** But for what the formatter does. */
function bare(code: string): string {
  return code
    .replace(/\s+/g, "")
    .replace(/([:(])\|/g, "$1")
    .replaceAll(",]", "]");
}

test("the types of the answers are those of the OpenAPI document", () => {
  const kept = readFileSync(new URL("../src/api/answers.ts", import.meta.url), "utf8");
  assert.equal(bare(kept), bare(generated()), "run npm run types:generate");
});

test("the forms of the answers are those of the OpenAPI document", () => {
  const kept = readFileSync(new URL("../src/api/forms.ts", import.meta.url), "utf8");
  const plain = (code: string) =>
    bare(code)
      .replace(/["']/g, "")
      .replace(/,(?=\})/g, "");
  assert.equal(plain(kept), plain(generatedForms()), "run npm run types:generate");
});

test("the columns are the members of a post", () => {
  const members = /interface Post \{([^}]*)\}/.exec(generated())?.[1] ?? "";
  assert.deepEqual(
    [...COLUMNS],
    [...members.matchAll(/readonly (\w+):/g)].map((match) => match[1]),
  );
});
