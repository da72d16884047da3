/** The real thing for the tests: `./skytrove demo` with a recording of ours, and what it prints. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { recording } from "./recording.ts";

const root = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);
const START_PATIENCE = 240_000;

export interface Demo {
  /** The page. */
  readonly url: string;
  readonly search: string;
  readonly export: string;
  /** Where the lake is: a folder. */
  readonly lake: string;
  /** How many events went into it. */
  readonly ingested: number;
  /** Runs a job over the lake, as a timer does, and waits for its end. */
  job(name: string): Promise<void>;
  /** The IDs of the functions' processes, which a test may end. */
  functions(): number[];
  end(): Promise<void>;
}

function java(): string {
  const home = process.env.JAVA_HOME;
  return home === undefined ? "java" : join(home, "bin", "java");
}

/** Why there is no page to open; false if it is built. */
export function pageMissing(): string | false {
  return !existsSync(join(root, "explorer/dist/index.html")) && "the page is not built";
}

/** What of what the demo starts is not built; false if all of it is. */
export function demoMissing(): string | false {
  return existsSync(join(root, "functions/search/target/search.jar")) ? pageMissing() : "the processes are not built";
}

/** Over a recording of so many days, about so many posts at noon. */
export function startDemo(days: number, atNoon: number): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), "skytrove-explorer-"));
  const { lines } = recording(days, atNoon);
  const file = join(folder, "recording.jsonl");
  writeFileSync(file, `${lines.join("\n")}\n`);
  return start(folder, ["--replay", file]);
}

/** As somebody gets it who types `./skytrove demo`: over generated events. */
export function startGenerated(): Promise<Demo> {
  return start(mkdtempSync(join(tmpdir(), "skytrove-explorer-")), []);
}

async function start(folder: string, options: readonly string[]): Promise<Demo> {
  const lake = join(folder, "lake");
  const command = [
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xmx256m",
    `-Dskytrove.root=${root}`,
    "-jar",
    join(root, "demo/target/demo.jar"),
    ...["demo", ...options, "--storage", pathToFileURL(lake).href],
  ];
  const child = spawn(java(), command, { stdio: ["ignore", "pipe", "pipe"] });
  const summary = await summaryOf(child);
  return {
    url: String(summary.explorer_url),
    search: String(summary.search_url),
    export: String(summary.export_url),
    lake,
    ingested: Number(summary.ingested),
    job: async (name) => {
      const jar = join(root, `jobs/${name}/target/${name}.jar`);
      await run(java(), ["-Xmx256m", "-jar", jar], {
        env: { ...process.env, SKYTROVE_STORAGE: pathToFileURL(lake).href },
      });
    },
    functions: () => functionsOf(child.pid ?? 0),
    end: () => end(child, folder),
  };
}

/** The last line that the demo prints before it stays up: what it started and found. */
async function summaryOf(child: ChildProcess): Promise<Record<string, unknown>> {
  const said: string[] = [];
  child.stderr?.on("data", (part: Buffer) => said.push(part.toString()));
  const deadline = setTimeout(() => child.kill("SIGTERM"), START_PATIENCE);
  try {
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      if (line.startsWith("{")) {
        return JSON.parse(line) as Record<string, unknown>;
      }
    }
  } finally {
    clearTimeout(deadline);
    child.stdout?.resume();
  }
  throw new Error(`the demo ended before it was up:\n${said.join("")}`);
}

function end(child: ChildProcess, folder: string): Promise<void> {
  return new Promise((done) => {
    child.once("exit", () => {
      rmSync(folder, { recursive: true, force: true });
      done();
    });
    child.kill("SIGTERM");
  });
}

/** The children of the demo that are functions. */
function functionsOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const stat = read(`/proc/${pid}/stat`);
      const isChild = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === parent;
      return isChild && /(?:search|export)\.jar/.test(read(`/proc/${pid}/cmdline`));
    });
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
