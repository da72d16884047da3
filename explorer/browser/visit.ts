/** A page in a browser, and what a test asks of it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

const PATIENCE = 20_000;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page should not have done: errors, refused content, and requests to others. */
  readonly faults: string[];
}

/** Opens a page; what it does wrong meanwhile is a fault of the test. */
export async function open(
  browser: Browser,
  url: string,
  search: string,
  options: BrowserContextOptions = {},
  prepare: (context: BrowserContext) => Promise<unknown> = async () => {},
): Promise<Visit> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE);
  await prepare(context);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    // What a function answers is told by the page, and by the browser once more.
    if (message.type() === "error" && !/status of (?:400|404|413|414|431|500|502|503)/.test(message.text())) {
      faults.push(message.text());
    }
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("blob:")) {
      faults.push(`a request to ${request.url()}`);
    }
  });
  page.on("dialog", (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${url}${search}`);
  return { page, context, faults };
}

export async function leave({ context, faults }: Visit): Promise<void> {
  await context.close();
  assert.deepEqual(faults, []);
}

/** Axe's rules of WCAG 2.2 AA and its best practices, over what is shown now. */
export async function violations(page: Page): Promise<string[]> {
  return (await page.evaluate(`(async () => {
    ${axe};
    const found = await axe.run(document, { resultTypes: ["violations"] });
    return found.violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html).slice(0, 3).join(" "));
  })()`)) as string[];
}

/** How many pixels of the page stick out to the right. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/**
 * From now on every answer comes so many milliseconds later, and so many bytes of it a second; what is given back changes
 * the first.
 */
export async function throttle(
  context: BrowserContext,
  page: Page,
  latency: number,
  throughput: number,
): Promise<(latency: number) => Promise<void>> {
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const change = async (milliseconds: number) => {
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: milliseconds,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
  };
  await change(latency);
  return change;
}

export async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `${what} did not come to pass`);
    await new Promise((next) => setTimeout(next, 50));
  }
}
