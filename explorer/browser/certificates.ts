/** Certificates of the hours of a recording, as `docs/formats.md` has them: all of them were read, but for some. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FIRST } from "./recording.ts";

const HOUR = 3_600_000;

/** Replaces what the lake has; `missing` are hours since the first one. */
export function certify(lake: string, days: number, missing: readonly number[]): void {
  rmSync(join(lake, "coverage"), { recursive: true, force: true });
  for (let hour = -2; hour < days * 24 + 2; hour++) {
    if (!missing.includes(hour)) {
      write(lake, new Date(FIRST + hour * HOUR));
    }
  }
}

function write(lake: string, hour: Date): void {
  const [date = "", time = ""] = hour.toISOString().split("T");
  const [year, month, day] = date.split("-");
  const folder = join(lake, "coverage", `year=${year}`, `month=${month}`, `day=${day}`, `hour=${time.slice(0, 2)}`);
  mkdirSync(folder, { recursive: true });
  const read = {
    source: "a.example",
    connection: "x-1",
    from: hour.getTime() * 1000,
    to: (hour.getTime() + HOUR) * 1000,
  };
  const certificate = {
    version: 1,
    hour: hour.toISOString().replace(".000", ""),
    tables: {},
    malformed: 0,
    read: [read],
    gaps: [],
    ended: [],
  };
  writeFileSync(join(folder, "flush-9000-9000-0.json"), JSON.stringify(certificate));
}
