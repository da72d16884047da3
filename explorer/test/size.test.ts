import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const built = existsSync(new URL("index.html", dist));
const skip = !built && "not built";

function page(): string {
  return readFileSync(new URL("index.html", dist), "utf8");
}

test("the first load is below 100 kB", { skip }, () => {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = files.map((file) => gzipSync(readFileSync(`${file.parentPath}/${file.name}`)).length);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(all > 10_000 && all < 100_000, `${all} bytes`);
});

test("the page has no script or style of its own, and asks only where it came from", { skip }, () => {
  const html = page();
  assert.ok(!/<script(?![^>]*\ssrc="\.\/)/.test(html), html);
  assert.ok(!/<style|\sstyle=|\son[a-z]+=/i.test(html), html);
  assert.ok(!/(?:src|href)="(?:https?:)?\/\//.test(html), html);
  assert.match(html, /default-src &#39;none&#39;|default-src 'none'/);
});
