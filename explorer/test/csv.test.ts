import assert from "node:assert/strict";
import { test } from "node:test";
import { CsvColumns } from "../src/text/csv.ts";

const CSV = '\ufeffuri,text,langs\r\nat://1,"a ""b"", c\nd",en|de\r\nat://2,,pt\r\n';

test("keeps columns, with their quotes, line breaks and mark", () => {
  assert.equal(
    new CsvColumns(new Set(["uri", "text"])).push(CSV),
    '\ufeffuri,text\r\nat://1,"a ""b"", c\nd"\r\nat://2,\r\n',
  );
  assert.equal(new CsvColumns(new Set(["langs"])).push(CSV), "\ufefflangs\r\nen|de\r\npt\r\n");
  assert.equal(new CsvColumns(new Set(["uri", "text", "langs"])).push(CSV), CSV);
});

test("parts may end anywhere", () => {
  const columns = new CsvColumns(new Set(["text"]));
  const joined = [...CSV].map((character) => columns.push(character)).join("");
  assert.equal(joined, '\ufefftext\r\n"a ""b"", c\nd"\r\n\r\n');
});
