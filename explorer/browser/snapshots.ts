/** A snapshot of a recording, as `docs/formats.md` has it: of the posts alone, as if all that hides some had come later. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** @param name such as `20250605T070000Z`; @param redacted how many rows were taken out of its files since */
export function takeSnapshot(lake: string, name: string, createdAt: string, redacted: number): void {
  const folder = join(lake, "snapshots", name);
  mkdirSync(folder, { recursive: true });
  const manifest = {
    version: 1,
    created_at: createdAt,
    state: null,
    redactions: [{ at: createdAt, files: 1, rows: redacted }],
    tables: {},
    certificates: [],
    files: files(lake, join(lake, "lake", "posts")),
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
}

function files(lake: string, folder: string): unknown[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".parquet"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => {
      const content = readFileSync(path);
      const sha256 = createHash("sha256").update(content).digest("hex");
      return { name: relative(lake, path).split(sep).join("/"), size: content.length, sha256 };
    });
}
