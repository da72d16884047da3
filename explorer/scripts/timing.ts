/**
 * How long it takes from the navigation to the first post on the screen, over the real demo in a real Chromium, beside the
 * machine's load: `npm run timing`. Cold is a browser that was just started, warm one that has the page's files.
 */
import { loadavg } from "node:os";
import type { Browser, Page } from "playwright-core";
import { startChromium } from "../browser/chromium.ts";
import { startGenerated } from "../browser/demo.ts";

const RUNS = Number(process.argv[2] ?? 12);

/** Different ones, so that no answer is one that somebody has kept. */
const SEARCHES = ["", "?text=e", "?text=and", "?text=to", "?text=a", "?text=day", "?lang=en", "?has=image", "?text=i"];

/** Notes the first frame that has a post in it. */
const WATCH = `(() => {
  const look = () => document.querySelector("[data-post]") === null
    ? requestAnimationFrame(look)
    : requestAnimationFrame(() => { window.firstPost = performance.now(); });
  requestAnimationFrame(look);
})()`;

const PARTS = `performance.getEntriesByType("resource").map((entry) => ({
  name: new URL(entry.name).pathname.replace(/-[^-]*(?=\\.\\w+$)/, ""), from: entry.startTime, to: entry.responseEnd }))`;

interface Part {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const parts = new Map<string, Part[]>();

async function time(page: Page, address: string): Promise<number> {
  await page.goto(address);
  await page.waitForFunction(() => "firstPost" in window);
  const taken = (await page.evaluate("window.firstPost")) as number;
  for (const part of (await page.evaluate(PARTS)) as Part[]) {
    parts.set(part.name, [...(parts.get(part.name) ?? []), part]);
  }
  // What is still under way would be in the way of the next run.
  await page.waitForSelector('.chart[aria-busy="false"]');
  return taken;
}

async function fresh(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.addInitScript(WATCH);
  return page;
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function report(what: string, taken: readonly number[]): void {
  const load = loadavg().map((value) => value.toFixed(1));
  process.stdout.write(
    `${what}: median ${Math.round(middle(taken))} ms, worst ${Math.round(Math.max(...taken))} ms of ${taken.length} runs; load ${load.join(" ")}\n`,
  );
}

function reportParts(): void {
  for (const [name, all] of parts) {
    const from = Math.round(middle(all.map((part) => part.from)));
    const to = Math.round(middle(all.map((part) => part.to)));
    process.stdout.write(`  ${name}: from ${from} to ${to} ms\n`);
  }
  parts.clear();
}

const demo = await startGenerated();
try {
  const searches = Array.from({ length: RUNS }, (_, run) => demo.url + (SEARCHES[run % SEARCHES.length] ?? ""));
  const cold: number[] = [];
  for (const address of searches) {
    const browser = await startChromium();
    cold.push(await time(await fresh(browser), address));
    await browser.close();
  }
  report("cold", cold);
  process.stdout.write(`  the first of all: ${Math.round(cold[0] ?? 0)} ms\n`);
  reportParts();
  const browser = await startChromium();
  const page = await fresh(browser);
  await time(page, demo.url);
  parts.clear();
  const warm: number[] = [];
  for (const address of searches) {
    warm.push(await time(page, address));
  }
  report("warm", warm);
  reportParts();
  await browser.close();
} finally {
  await demo.end();
}
