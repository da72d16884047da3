/** The explorer as people use it: a real Chromium over the real demo. */
import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { COLUMNS, type Status } from "../src/api/types.ts";
import { certify } from "./certificates.ts";
import { chromiumMissing, startChromium } from "./chromium.ts";
import { type Demo, demoMissing, startDemo } from "./demo.ts";
import { HOSTILE } from "./recording.ts";
import { takeSnapshot } from "./snapshots.ts";
import { leave, open, overflow, throttle, until, type Visit, violations } from "./visit.ts";

const skip = chromiumMissing || demoMissing();
const run = promisify(execFile);

/** Has every post, also the one that was taken back. */
const SNAPSHOT = "20250605T000000Z";

let demo: Demo;
let browser: Browser;

before(async () => {
  if (skip === false) {
    demo = await startDemo(3, 24);
    certify(demo.lake, 3, [20, 21, 40]);
    takeSnapshot(demo.lake, SNAPSHOT, "2025-06-05T00:00:00Z", 2);
    await demo.job("compact");
    browser = await startChromium();
  }
});

after(async () => {
  await browser?.close();
  await demo?.end();
});

/** Opens the demo's page and waits for what it found. */
async function visit(search = "", options: BrowserContextOptions = {}): Promise<Visit> {
  const visited = await open(browser, demo.url, search, options);
  await visited.page.waitForSelector("[data-post], .results .state:not(.slow)");
  return visited;
}

/** The texts of the posts on the page, as they are read. */
function texts(page: Page): Promise<string[]> {
  return page.locator("[data-post] .text").allTextContents();
}

test("a search shows the posts that have the words, highlighted", { skip }, async () => {
  const visited = await visit();
  const { page } = visited;
  await page.getByRole("searchbox").fill("strasse");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/?text=strasse");
  await until("only streets", async () => {
    const found = await texts(page);
    return found.length > 0 && found.every((text) => /straße/i.test(text));
  });
  const marks = await page.locator("mark").allTextContents();
  assert.ok(marks.length > 0 && marks.every((mark) => mark === "straße" || mark === "Straße"), marks.join());
  assert.deepEqual(await violations(page), []);
  await leave(visited);
});

test("an address is the whole search, and Back returns to the one before", { skip }, async () => {
  const visited = await visit("?text=solar&results=table");
  const { page } = visited;
  assert.equal(await page.getByRole("searchbox").inputValue(), "solar");
  assert.ok((await page.locator("tbody tr[data-post]").count()) > 0);
  assert.deepEqual(await violations(page), []);
  await page.getByText("Cards", { exact: true }).click();
  await page.waitForURL("**/?text=solar");
  await page.waitForSelector("article[data-post]");
  await page.goBack();
  await page.waitForSelector("tbody tr[data-post]");
  await leave(visited);
});

test("scrolling brings the next posts, each once", { skip }, async () => {
  const visited = await visit();
  const { page } = visited;
  const posts = page.locator("article[data-post]");
  assert.equal(await posts.count(), 50);
  await until("150 posts", async () => {
    await page.mouse.wheel(0, 20_000);
    return (await posts.count()) >= 150;
  });
  const links = await page
    .locator("a[data-open]")
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  assert.equal(new Set(links).size, links.length);
  await leave(visited);
});

test("sliders of features narrow what is found, and the address has them", { skip }, async () => {
  const visited = await visit();
  const { page } = visited;
  await page.getByRole("button", { name: "Features" }).click();
  const least = page.getByLabel("word_count at least");
  await least.waitFor();
  assert.deepEqual(await violations(page), []);
  const greatest = Number(await least.getAttribute("max"));
  assert.ok(greatest > 9, String(greatest));
  await least.fill("9");
  await page.waitForURL("**/?feature_filters=word_count%3E%3D9");
  const long = async () => {
    const found = await texts(page);
    return found.length > 0 && found.every((text) => text.trim().split(/\s+/).length >= 9);
  };
  await until("only long posts", long);
  // What is asked is shown by whoever opens the address.
  const shared = await visit("?feature_filters=word_count%3D9..11,word_count+is+not+null");
  await shared.page.getByRole("button", { name: "Features" }).click();
  assert.equal(await shared.page.getByLabel("word_count at least").inputValue(), "9");
  assert.equal(await shared.page.getByLabel("word_count at most").inputValue(), "11");
  await shared.page.getByRole("button", { name: "Remove the filter feature word_count is not null" }).click();
  await shared.page.waitForURL("**/?feature_filters=word_count%3D9..11");
  await leave(shared);
  await least.press("Home");
  await page.waitForURL((url) => url.search === "");
  await leave(visited);
});

test("posts come by chance, the same every time; by likes only where the lake knows them", { skip }, async () => {
  const visited = await visit("?text=solar");
  const { page } = visited;
  const newest = await texts(page);
  const order = page.getByLabel("Order");
  assert.deepEqual(await order.locator("option").allTextContents(), ["Newest first", "Oldest first", "By chance"]);
  await order.selectOption("random");
  await page.waitForURL("**/?text=solar&sort=random");
  await until("another order", async () => {
    const shown = await texts(page);
    return shown.length > 0 && shown.join() !== newest.join();
  });
  const chance = await texts(page);
  assert.ok(chance.length > 1 && chance.every((text) => /solar/i.test(text)), chance.join());
  const again = await visit("?text=solar&sort=random");
  assert.deepEqual(await texts(again.page), chance);
  await leave(again);
  await leave(visited);
});

test("hours that are not certified complete are hatched, and told in words", { skip }, async () => {
  const visited = await visit();
  const { page } = visited;
  await page.locator(".hatching").waitFor();
  assert.equal(
    await page.locator(".hatching").textContent(),
    "Hatched: 3 hours are not certified complete, so posts may be missing there.",
  );
  assert.match((await page.locator("footer.status").textContent()) ?? "", /\d+ of the last 24 hours complete/);
  // Above the tallest bar nothing is drawn but the hatching.
  await page.waitForSelector('.chart[aria-busy="false"] canvas');
  const drawn = await page.evaluate(
    (hours) => {
      const canvas = document.querySelector<HTMLCanvasElement>(".plot canvas");
      const over = document.querySelector(".plot .u-over")?.getBoundingClientRect();
      const all = canvas?.getBoundingClientRect();
      if (!canvas || !over || !all) {
        return [];
      }
      const scale = canvas.width / all.width;
      const row = Math.round((over.top - all.top + 2) * scale);
      return hours.map((hour) => {
        const left = Math.ceil((over.left - all.left + (over.width * hour) / 72) * scale);
        const width = Math.floor((over.width / 72) * scale) - 1;
        const context = canvas.getContext("2d");
        // A line of the grid is one row, the hatching all of them.
        return (
          [...Array(12).keys()].filter((y) =>
            context?.getImageData(left, row + y, width, 1).data.some((value) => value > 0),
          ).length > 6
        );
      });
    },
    [19, 20, 21, 22, 39, 40, 41],
  );
  assert.deepEqual(drawn, [false, true, true, false, false, true, false]);
  assert.deepEqual(await violations(page), []);
  await leave(visited);
});

test("a snapshot is searched as it was, without what was taken back since", { skip }, async () => {
  const visited = await visit("?text=aurora");
  const { page } = visited;
  const name = page.getByLabel("Time of the snapshot");
  await page.getByRole("button", { name: "Snapshot", exact: true }).click();
  assert.deepEqual(await violations(page), []);
  await name.fill("20240101T000000Z");
  await page.keyboard.press("Enter");
  // The function names those that there are.
  const refused = page.locator(".results .state.failed");
  await refused.getByText("there is no snapshot 20240101T000000Z").waitFor();
  await refused.getByText(`the newest snapshots are ${SNAPSHOT}`).waitFor();
  await page.getByRole("button", { name: "Snapshot", exact: true }).click();
  await name.fill(SNAPSHOT);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/?text=aurora&snapshot=${SNAPSHOT}`);
  const { meta } = await aggregate(`text=aurora&snapshot=${SNAPSHOT}`);
  await page.getByRole("heading", { name: `${meta.total.toLocaleString("en")} posts` }).waitFor();
  await until(
    "what was taken back",
    async () =>
      (await page.locator(".snapshot-note").textContent()) ===
      "As of the snapshot of 5 Jun 2025, 00:00:00 UTC. 1 post is left out, since it was taken back. 2 rows left its files before.",
  );
  assert.ok(!(await page.locator("[data-post]").allTextContents()).some((text) => text.includes("Regretted")));
  assert.match((await page.locator(".chart .plot").getAttribute("aria-label")) ?? "", /to 4 Jun 2025, 2\d:00/);
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "Copy as…" }).click();
  for (const [language, written] of [
    ["curl", `--data-urlencode snapshot=${SNAPSHOT}`],
    ["Python", `("snapshot", "${SNAPSHOT}")`],
    ["R", `snapshot = "${SNAPSHOT}"`],
    ["SQL", `snapshots/${SNAPSHOT}/manifest.json`],
  ] as const) {
    await page.getByText(language, { exact: true }).click();
    const code = (await page.locator("pre.code").textContent()) ?? "";
    assert.ok(code.includes(written), code);
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Export…" }).click();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  const expected = await fetch(`${demo.export}?text=aurora&snapshot=${SNAPSHOT}&limit=10000`);
  assert.equal(readFileSync(await saved.path(), "utf8"), await expected.text());
  await page.getByText(/^Done: .* 1 post is left out, since it was taken back\.$/).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `Remove the filter snapshot ${SNAPSHOT}` }).click();
  await page.waitForURL("**/?text=aurora");
  await page.locator(".snapshot-note").waitFor({ state: "detached" });
  await leave(visited);
});

test("a snapshot is chosen from a list, by keys alone, on a phone", { skip }, async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    const visited = await visit("?text=aurora", { colorScheme, viewport: { width: 390, height: 844 } });
    const { page } = visited;
    await page.getByRole("button", { name: "Snapshot", exact: true }).focus();
    await page.keyboard.press("Enter");
    const list = page.getByLabel("Newest snapshots");
    await list.waitFor();
    const { snapshots } = (await (await fetch(new URL("/status", demo.search))).json()) as Status;
    assert.deepEqual(
      snapshots.map((snapshot) => snapshot.name),
      [SNAPSHOT],
    );
    assert.deepEqual(await list.locator("option").allTextContents(), ["one to choose", "5 Jun 2025, 00:00:00 UTC"]);
    await until("the list has the focus", async () => {
      await page.keyboard.press("Tab");
      return list.evaluate((element) => element === document.activeElement);
    });
    await page.keyboard.press("ArrowDown");
    const typed = page.getByLabel("Time of the snapshot");
    await until("the name is filled in", async () => (await typed.inputValue()) === SNAPSHOT);
    assert.deepEqual(await violations(page), []);
    assert.equal(await overflow(page), 0);
    // A time that is typed goes before what was chosen, and what is in the list is chosen by typing, too.
    await typed.fill("2025");
    assert.equal(await list.inputValue(), "");
    await typed.fill(SNAPSHOT);
    assert.equal(await list.inputValue(), SNAPSHOT);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/?text=aurora&snapshot=${SNAPSHOT}`);
    await page.locator(".snapshot-note").waitFor();
    await leave(visited);
  }
});

test("what strangers write is text", { skip }, async () => {
  const visited = await visit("?text=hostile");
  const { page } = visited;
  const found = await texts(page);
  assert.equal(found.length, HOSTILE.length + 1);
  assert.ok(found.includes(HOSTILE[0] ?? ""), found.join("\n"));
  assert.equal(await page.title(), "skytrove explorer");
  assert.equal(await page.locator("article :is(img, script, svg, b, style, iframe)").count(), 0);
  const links = await page
    .locator("article a")
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
  assert.deepEqual([...new Set(links)], ["https:"]);
  // Marks of direction, tall letters and long words change nothing around them.
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(overflow, 0);
  for (const text of await page.locator("article .text").all()) {
    assert.equal(await text.evaluate((element) => getComputedStyle(element).unicodeBidi), "isolate");
  }
  assert.deepEqual(await violations(page), []);
  await leave(visited);
});

test("keys alone are enough", { skip }, async () => {
  const visited = await visit();
  const { page, context } = visited;
  await page.keyboard.press("/");
  await page.keyboard.type("aurora");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/?text=aurora");
  await until("posts with aurora", async () => {
    const found = await texts(page);
    return found.length > 0 && found.every((text) => /aurora/i.test(text));
  });
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  const focused = page.locator("article:focus");
  assert.equal(await focused.getAttribute("aria-posinset"), "2");
  const address = await focused.locator("a[data-open]").getAttribute("href");
  await context.route("https://bsky.app/**", (route) => route.fulfill({ body: "there" }));
  const [opened] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Enter")]);
  assert.equal(opened.url(), address);
  await opened.close();
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog[open]", { state: "detached" });
  await leave(visited);
});

test("a narrow screen in the dark has all of it, and nothing sticks out", { skip }, async () => {
  const visited = await visit("?text=solar", {
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
    hasTouch: true,
  });
  const { page } = visited;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(wide, 390);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(ground, "rgb(13, 19, 26)");
  assert.deepEqual(await violations(page), []);
  await page.getByLabel("Theme").selectOption("light");
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(245, 247, 250)");
  await leave(visited);
});

test("nothing found says so and offers a way on", { skip }, async () => {
  const visited = await visit("?text=solar+xyzzyx");
  const { page } = visited;
  await page.getByRole("heading", { name: "No post fits" }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "any text" }).click();
  await page.waitForSelector("article[data-post]");
  await leave(visited);
});

test("what cannot be asked is said in the function's own words", { skip }, async () => {
  const visited = await visit("?start=tomorrow-ish");
  const { page } = visited;
  const asked = await fetch(`${demo.search}?start=tomorrow-ish&limit=50`);
  const problem = (await asked.json()) as { detail: string; accepts: string };
  assert.equal(asked.status, 400);
  const shown = (await page.locator(".results .state.failed").textContent()) ?? "";
  assert.ok(shown.includes(problem.detail), shown);
  assert.ok(shown.includes(problem.accepts), shown);
  assert.deepEqual(await violations(page), []);
  await leave(visited);
});

test("without a network the page says so, and goes on when it is back", { skip }, async () => {
  const visited = await visit();
  const { page, context } = visited;
  await context.setOffline(true);
  await page.getByRole("searchbox").fill("solar");
  await page.keyboard.press("Enter");
  await page.locator(".results").getByRole("heading", { name: "You are offline" }).waitFor();
  await page.locator("footer.status").getByText("offline", { exact: true }).waitFor();
  assert.deepEqual(await violations(page), []);
  await context.setOffline(false);
  await page.locator(".results").getByRole("button", { name: "Try again" }).click();
  await page.waitForSelector("article[data-post]");
  visited.faults.splice(
    0,
    visited.faults.length,
    ...visited.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault)),
  );
  await leave(visited);
});

test("an export is what the function sends", { skip }, async () => {
  const visited = await visit("?text=aurora");
  const { page } = visited;
  await page.getByRole("button", { name: "Export…" }).click();
  await page.getByLabel("At most so many posts").fill("7");
  assert.deepEqual(await violations(page), []);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  const saved = readFileSync(await download.path(), "utf8");
  const expected = await (await fetch(`${demo.export}?text=aurora&limit=7`)).text();
  assert.equal(saved, expected);
  await page.getByText(/^Done: /).waitFor();
  await leave(visited);
});

test("an export says how large it would be, and comes in the format and columns that were chosen", {
  skip,
}, async () => {
  const visited = await visit("?text=aurora");
  const { page } = visited;
  const { rows } = (await (await fetch(`${demo.export}?text=aurora&limit=10000&estimate=true`)).json()) as {
    rows: number;
  };
  assert.ok(rows > 20, String(rows));
  await page.getByRole("button", { name: "Export…" }).click();
  await page.locator(".estimate", { hasText: new RegExp(`^${rows} posts, \\d+ kB\\.$`) }).waitFor();
  await page.getByLabel("At most so many posts").fill("7");
  await page.locator(".estimate", { hasText: /^7 posts, / }).waitFor();
  await page.getByLabel("Format").selectOption("JSON Lines");
  await page.getByText("Columns: all").click();
  for (const column of COLUMNS.filter((name) => name !== "uri" && name !== "langs")) {
    await page.getByLabel(column, { exact: true }).uncheck();
  }
  const saved = async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download", exact: true }).click(),
    ]);
    return [download.suggestedFilename(), readFileSync(await download.path())] as const;
  };
  const [name, lines] = await saved();
  assert.equal(name, "skytrove-export.jsonl");
  const read = lines.toString("utf8").trimEnd().split("\n");
  assert.deepEqual(
    read.map((line) => Object.keys(JSON.parse(line) as object).join()),
    Array(7).fill("uri,langs"),
  );
  await page.getByLabel("Format").selectOption("Parquet");
  const [parquetName, parquet] = await saved();
  assert.equal(parquetName, "skytrove-export.parquet");
  assert.equal(parquet.subarray(0, 4).toString(), "PAR1");
  assert.equal(parquet.subarray(-4).toString(), "PAR1");
  assert.deepEqual(await violations(page), []);
  await leave(visited);
});

test("an export can be cancelled while it streams, and nothing is saved", { skip }, async () => {
  const visited = await visit();
  const { page, context } = visited;
  await page.getByRole("button", { name: "Export…" }).click();
  await page.locator(".estimate", { hasText: "posts" }).waitFor();
  let downloads = 0;
  page.on("download", () => downloads++);
  await throttle(context, page, 100, 5_000);
  await page.getByRole("button", { name: "Download", exact: true }).click();
  await page.getByText(/ so far$/).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("Stopped. Nothing was saved.").waitFor();
  assert.equal(downloads, 0);
  await leave(visited);
});

test("on a slow network the page says that it still searches, can stop, and shows what comes", { skip }, async () => {
  const visited = await visit("?text=solar");
  const { page, context } = visited;
  // Long enough to look at what is shown, and to stop, also on a busy machine.
  const change = await throttle(context, page, 15_000, 50_000);
  await page.getByRole("searchbox").fill("aurora");
  await page.keyboard.press("Enter");
  const slow = page.locator(".state.slow", { hasText: "Still searching." });
  await slow.waitFor();
  assert.deepEqual(await violations(page), []);
  await slow.getByRole("button", { name: "Stop" }).click();
  await page.locator(".results").getByRole("heading", { name: "Stopped" }).waitFor();
  await change(4000);
  await page.locator(".results").getByRole("button", { name: "Try again" }).click();
  await slow.waitFor();
  await until("the posts", async () => {
    const found = await texts(page);
    return found.length > 0 && found.every((text) => /aurora/i.test(text));
  });
  await slow.waitFor({ state: "detached" });
  await leave(visited);
});

test("a saved search comes back", { skip }, async () => {
  const visited = await visit("?text=aurora");
  const { page } = visited;
  await page.getByRole("button", { name: "Saved" }).click();
  await page.getByLabel("Name of this search").fill("the sky");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "the sky", exact: true }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.goto(demo.url);
  await page.getByRole("button", { name: "Saved" }).click();
  await page.getByRole("button", { name: "the sky", exact: true }).click();
  await page.waitForURL("**/?text=aurora");
  await page.getByRole("button", { name: "Saved" }).click();
  await page.getByRole("button", { name: "Delete the sky" }).click();
  await page.getByText("None yet.").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Saved", exact: true }).click();
  await page.getByText("None yet.").waitFor();
  await leave(visited);
});

test("a time is chosen from a list, or from one moment to another", { skip }, async () => {
  const visited = await visit();
  const { page } = visited;
  const time = page.getByRole("combobox", { name: "Time", exact: true });
  for (const [label, start] of [
    ["Last 24 hours", "-24h"],
    ["Last 7 days", "-7d"],
    ["Last 30 days", "-30d"],
  ] as const) {
    await time.selectOption(label);
    await page.waitForURL(`**/?start=${start}`);
  }
  await page.getByRole("heading", { name: "No post fits" }).waitFor();
  await time.selectOption("From … to …");
  await page.getByLabel("from", { exact: true }).fill("2025-06-03T06:00");
  await page.getByLabel("to", { exact: true }).fill("2025-06-03T07:00");
  await page.waitForURL(/\?start=2025-06-03T06%3A00%3A00Z&end=2025-06-03T07%3A00%3A00Z/);
  await until("posts of that hour", async () => {
    const times = await page
      .locator("article time")
      .evaluateAll((all) => all.map((each) => each.getAttribute("datetime") ?? ""));
    return times.length > 0 && times.every((each) => each.startsWith("2025-06-03T06:"));
  });
  await leave(visited);
});

interface Aggregates {
  readonly meta: { readonly total: number };
  readonly aggregations: readonly {
    readonly buckets: readonly { readonly key: readonly string[]; readonly count: number; readonly share: number }[];
  }[];
}

async function aggregate(parameters: string): Promise<Aggregates> {
  const answer = await fetch(`${demo.search.replace("/search", "/aggregate")}?${parameters}`);
  return (await answer.json()) as Aggregates;
}

test("the chart shows what was counted, and dragging over it zooms in", { skip }, async () => {
  const visited = await visit("?text=aurora");
  const { page } = visited;
  const plot = page.locator(".plot .u-over");
  await plot.waitFor();
  const { meta } = await aggregate("text=aurora");
  await page.getByRole("heading", { name: `${meta.total.toLocaleString("en")} posts` }).waitFor();
  assert.deepEqual(await violations(page), []);
  const box = await plot.boundingBox();
  assert.ok(box !== null);
  // The second of three days.
  await page.mouse.move(box.x + box.width * 0.4, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(/start=2025-06-03T\d\d%3A00%3A00Z&end=2025-06-03T\d\d%3A00%3A00Z/);
  const range = new URL(page.url()).search.slice(1);
  const zoomed = (await aggregate(range)).meta.total;
  assert.ok(zoomed > 0 && zoomed < meta.total);
  await page.getByRole("heading", { name: `${zoomed.toLocaleString("en")} post` }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: `${meta.total.toLocaleString("en")} posts` }).waitFor();
  await leave(visited);
});

test("the numbers of the chart are a table, which zooms by keys", { skip }, async () => {
  const visited = await visit("?text=aurora&interval=day&measure=share&compare=solar");
  const { page } = visited;
  await page.getByText("The numbers").click();
  const rows = page.locator(".numbers tbody tr");
  await rows.nth(2).waitFor();
  assert.equal(await rows.count(), 3);
  const { aggregations } = await aggregate("text=solar&by=day&measures=count,share");
  const share = aggregations[0]?.buckets[1]?.share ?? -1;
  const shown = await rows.nth(1).locator("td").nth(1).textContent();
  assert.ok(Math.abs(Number.parseFloat(shown ?? "") / 100 - share) < 0.001, `${shown} and ${share}`);
  assert.deepEqual(await violations(page), []);
  await rows.nth(1).getByRole("button").press("Enter");
  await page.waitForURL(/start=2025-06-03T00%3A00%3A00Z&end=2025-06-04T00%3A00%3A00Z/);
  await leave(visited);
});

test("every number can be clicked into a filter, and out again", { skip }, async () => {
  const visited = await visit("?text=solar");
  const { page } = visited;
  const german = page.locator(".facet-line", { hasText: "German" });
  const count = Number((await german.locator(".facet-count").textContent())?.replace(",", ""));
  await german.click();
  await page.waitForURL(/\?text=solar&lang=de/);
  await page.getByRole("heading", { name: `${count.toLocaleString("en")} posts` }).waitFor();
  assert.equal((await aggregate("text=solar&lang=de")).meta.total, count);
  await until("German posts", async () =>
    (await page.locator("article .langs").allTextContents()).every((lang) => lang === "de"),
  );
  await page.getByRole("button", { name: "Without #energy" }).press("Enter");
  await page.waitForURL(/lang=de&not_hashtag=energy/);
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "Remove the filter language de" }).click();
  await page.waitForURL(/\?text=solar&not_hashtag=energy/);
  await page.getByRole("button", { name: "+ Filter" }).click();
  await page.getByLabel("Kind of filter").selectOption("domain");
  await page.getByLabel("Value").fill("tides.example.org");
  await page.keyboard.press("Enter");
  await page.waitForURL(/domain=tides\.example\.org/);
  await page.getByRole("heading", { name: /^\d+ posts?$/ }).waitFor();
  await until("links", async () => (await texts(page)).every((text) => text.includes("tides.example.org")));
  await leave(visited);
});

test("the counts of all lists are what their filters find", { skip }, async () => {
  const visited = await visit("?text=solar");
  const { page } = visited;
  for (const [list, filter] of [
    ["Authors", "username"],
    ["Hashtags", "hashtag"],
    ["Languages", "lang"],
    ["Domains", "domain"],
  ] as const) {
    const line = page.locator(".facet", { hasText: list }).locator(".facet-line").first();
    const count = Number((await line.locator(".facet-count").textContent())?.replace(",", ""));
    assert.ok(count > 0, list);
    await line.locator(".facet-count").click();
    await page.waitForURL(new RegExp(`\\?text=solar&${filter}=`));
    await page.getByRole("heading", { name: new RegExp(`^${count.toLocaleString("en")} posts?$`) }).waitFor();
    await page.goBack();
    await page.waitForURL("**/?text=solar");
    await page.waitForSelector('.facets[aria-busy="false"]');
  }
  // A bar is its hour.
  const bars = page.locator(".plot .u-over");
  await bars.click();
  await page.waitForURL(/start=2025-06-03T\d\d%3A00%3A00Z&end=2025-06-03T\d\d%3A00%3A00Z/);
  const asked = new URL(page.url()).searchParams;
  assert.equal(Date.parse(asked.get("end") ?? "") - Date.parse(asked.get("start") ?? ""), 3_600_000);
  await leave(visited);
});

test("up to four searches are compared", { skip }, async () => {
  const visited = await visit("?text=aurora");
  const { page } = visited;
  for (const text of ["solar", "#energy", "rain OR Regen"]) {
    await page.getByRole("button", { name: "+ Compare" }).click();
    await page.getByRole("textbox", { name: "Compare with" }).fill(text);
    await page.keyboard.press("Enter");
  }
  await page.waitForURL(/compare=solar&compare=%23energy&compare=rain\+OR\+Regen/);
  assert.equal(await page.getByRole("button", { name: "+ Compare" }).count(), 0);
  const total = (await aggregate("text=rain+OR+Regen")).meta.total.toLocaleString("en");
  await page.locator(".legend-4", { hasText: total }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "Do not compare with solar" }).click();
  await page.waitForURL(/compare=%23energy&compare=rain/);
  await leave(visited);
});

test("the whole grammar can be asked", { skip }, async () => {
  const visited = await visit(`?${new URLSearchParams({ text: '(wind OR "after the rain") -solar lang:en' })}`);
  const { page } = visited;
  const found = await texts(page);
  assert.ok(found.length > 0);
  for (const text of found) {
    assert.match(text, /wind|after the rain/i);
    assert.doesNotMatch(text, /solar/i);
  }
  const marks = new Set((await page.locator("mark").allTextContents()).map((mark) => mark.toLowerCase()));
  assert.deepEqual([...marks].sort(), ["after the rain", "wind"]);
  await leave(visited);
});

test("the status strip says how fresh the lake is", { skip }, async () => {
  const visited = await visit();
  const strip = visited.page.locator("footer");
  await strip.getByText("72 hours in ").waitFor();
  assert.match((await strip.textContent()) ?? "", /newest post \d+ days ago.*last flush \d+ (?:s|min) ago/);
  const { events } = (await (await fetch(new URL("/status", demo.search))).json()) as Status;
  assert.equal(events?.count, demo.ingested);
  const number = strip.getByText(`${demo.ingested.toLocaleString("en")} events`);
  assert.match((await number.getAttribute("title")) ?? "", /^[\d,]+ events up to \d+ \w+ \d{4}, [\d:]+ UTC$/);
  await leave(visited);
});

/** The first block of docs/explorer.md in this language that has this in it, with the demo's functions in it. */
function documented(language: string, part: string): string {
  const page = readFileSync(new URL("../../docs/explorer.md", import.meta.url), "utf8");
  const blocks = [...page.matchAll(/```(\w+)\n([\s\S]*?)\n```/g)].filter((block) => block[1] === language);
  const found = blocks.map((block) => block[2] ?? "").find((block) => block.includes(part));
  assert.ok(found !== undefined, `no ${language} with ${part}`);
  return found
    .replace("http://127.0.0.1:8080/search", demo.search)
    .replace("http://127.0.0.1:8081/export", demo.export);
}

function missing(command: string): string | false {
  return spawnSync(command, ["--version"]).status !== 0 && `no ${command}`;
}

test("the notebook's Python reads every post", { skip: skip || missing("python3") }, async () => {
  const { stdout } = await run("python3", ["-c", documented("python", "urlopen")]);
  const lines = stdout.trim().split("\n");
  const { meta } = (await (await fetch(`${demo.search}?text=aurora&limit=1000`)).json()) as { meta: { count: number } };
  assert.ok(meta.count > 20 && meta.count < 1000, String(meta.count));
  assert.equal(lines.length, meta.count);
});

test("the page's own JavaScript asks and is answered", { skip }, async () => {
  const code = documented("js", "URLSearchParams").replace("https://search.example.org/search", demo.search);
  const shown = `${code}\nconsole.log(JSON.stringify([results.length, next, meta.count]));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", shown]);
  const [count, next, told] = JSON.parse(stdout) as [number, string | null, number];
  assert.equal(count, 100);
  assert.equal(told, 100);
  assert.notEqual(next, null);
  const wrong = run(process.execPath, ["--input-type=module", "-e", code.replace("'100'", "'many'")]);
  await assert.rejects(wrong, /limit is 'many'/);
});

/** Whether Python has a package; what is skipped is said by the runner. */
function missingPython(name: string): string | false {
  const loaded = () => spawnSync("python3", ["-c", `import ${name}`]).status === 0;
  return missing("python3") || (!loaded() && `no package ${name} for Python`);
}

test("the notebook's pandas counts every post by hour", { skip: skip || missingPython("pandas") }, async () => {
  const code = `${documented("python", "read_csv")}\nprint("sum", posts.set_index("sort_at").resample("1h").size().sum())`;
  const { stdout } = await run("python3", ["-c", code]);
  const { meta } = await aggregate("text=aurora");
  assert.match(stdout, new RegExp(`sum ${meta.total}\\b`));
});

/** What is skipped where R or its package is not to be had is said by the runner. */
function missingR(name = "readr"): string | false {
  const loaded = () => spawnSync("Rscript", ["-e", `library(readr); library(${name})`]).status === 0;
  return missing("Rscript") || (!loaded() && `no package ${name} for R`);
}

test("the notebook's R counts every post", { skip: skip || missingR() }, async () => {
  const { stdout } = await run("Rscript", ["-e", `${documented("r", "read_csv")}\ncat("rows", nrow(posts), "\\n")`]);
  const { meta } = (await (await fetch(`${demo.search}?text=aurora&limit=1000`)).json()) as { meta: { count: number } };
  assert.match(stdout, new RegExp(`rows ${meta.count} `));
});

test("the shell's export is a whole CSV", { skip: skip || missing("curl") }, async () => {
  const command = documented("sh", "--output posts.csv").replace("--output posts.csv", "");
  const { stdout } = await run("sh", ["-c", command]);
  assert.match(stdout, /^uri,url,author_did,/);
});

test("a copied search finds in Python and by curl what the page shows", {
  skip: skip || missing("python3"),
}, async () => {
  const visited = await visit("?text=don%E2%80%99t+solar");
  const { page } = visited;
  const shown = await page.locator("[data-post] .text").count();
  await page.getByRole("button", { name: "Copy as…" }).click();
  const code = async (language: string) => {
    await page.getByText(language, { exact: true }).click();
    return (await page.locator("pre.code").textContent()) ?? "";
  };
  const byCurl = JSON.parse((await run("sh", ["-c", await code("curl")])).stdout) as { results: unknown[] };
  assert.ok(shown > 0);
  assert.equal(byCurl.results.length, shown);
  const byPython = (await run("python3", ["-c", await code("Python")])).stdout.trim().split("\n");
  assert.ok(byPython.length >= shown);
  await code("SQL");
  assert.deepEqual(await violations(page), []);
  await leave(visited);
});

test("a copied search finds in R what the page shows", { skip: skip || missingR("httr2") }, async () => {
  const visited = await visit(`?${new URLSearchParams({ text: "don’t OR Straße", lang: "en" })}`);
  const { page } = visited;
  const shown = await page.locator("[data-post] .text").count();
  await page.getByRole("button", { name: "Copy as…" }).click();
  await page.getByText("R", { exact: true }).click();
  const code = (await page.locator("pre.code").textContent()) ?? "";
  const { stdout } = await run("Rscript", ["-e", `${code}\ncat("rows", nrow(posts), "\\n")`]);
  assert.ok(shown > 0);
  assert.ok(Number(/rows (\d+)/.exec(stdout)?.[1]) >= shown, stdout);
  await leave(visited);
});

test("a copied search finds in DuckDB what the page shows, also of a snapshot", {
  skip: skip || missingPython("duckdb"),
}, async () => {
  for (const search of [
    '?text=(wind+OR+"after+the+rain")+-solar+lang%3Aen&has=image',
    `?text=aurora&lang=en&snapshot=${SNAPSHOT}`,
    "?feature_filters=word_count%3E%3D9&domain=tides.example.org",
    "?sample=0.1&sort=random",
  ]) {
    const visited = await visit(search);
    const { page } = visited;
    await page.getByRole("heading", { name: /^[\d,]+ posts?$/ }).waitFor();
    const total = Number((await page.locator(".results-head h2").textContent())?.replace(/\D/g, ""));
    await page.getByRole("button", { name: "Copy as…" }).click();
    await page.getByText("SQL", { exact: true }).click();
    const code = ((await page.locator("pre.code").textContent()) ?? "").replaceAll("s3://bucket", demo.lake);
    const counted = "import duckdb, sys\nfor row in duckdb.sql(sys.argv[1]).project('uri').fetchall(): print(row[0])";
    const { stdout } = await run("python3", ["-c", counted, code]);
    const uris = new Set(stdout.trim().split("\n"));
    assert.ok(total > 0 && total < 1000, `${search}: ${total}`);
    assert.equal(uris.size, total, search);
    await leave(visited);
  }
});

/** Ways to a state of the page, and what shows that it is there. */
const STATES: readonly (readonly [string, string, (page: Page) => Promise<void>])[] = [
  ["cards", "?text=aurora", (page) => page.waitForSelector("article[data-post]").then()],
  ["a table", "?text=aurora&results=table", (page) => page.waitForSelector("tbody tr[data-post]").then()],
  ["nothing found", "?text=xyzzyx&lang=en", (page) => page.getByText("No post fits").waitFor()],
  ["a refusal", "?start=soon", (page) => page.getByText("This cannot be asked").first().waitFor()],
  [
    "filters and a comparison",
    `?text=solar&not_lang=de&compare=wind&measure=share&snapshot=${SNAPSHOT}`,
    async (page) => {
      await page.getByRole("button", { name: "+ Filter" }).click();
      await page.getByRole("button", { name: "Features" }).click();
      await page.getByRole("button", { name: "Snapshot", exact: true }).click();
      await page.getByRole("button", { name: "+ Compare" }).click();
      await page.getByText("The numbers").click();
      await page.locator(".numbers tbody tr").first().waitFor();
      await page.locator(".snapshot-note").waitFor();
    },
  ],
  ...(["Help", "Saved", "Copy as…", "Export…"] as const).map(
    (name) =>
      [
        `the dialog ${name}`,
        "?text=aurora",
        async (page: Page) => {
          await page.getByRole("button", { name }).click();
          await page.waitForSelector("dialog[open]");
        },
      ] as const,
  ),
];

for (const [look, options] of [
  ["wide and light", { colorScheme: "light" }],
  ["wide and dark", { colorScheme: "dark" }],
  ["a phone in the light", { colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true }],
  ["a phone in the dark", { colorScheme: "dark", viewport: { width: 390, height: 844 }, hasTouch: true }],
] as const) {
  test(`no state bars anybody, and none sticks out: ${look}`, { skip }, async () => {
    for (const [state, search, reach] of STATES) {
      const visited = await visit(search, options);
      const { page } = visited;
      await page.waitForSelector('.chart[aria-busy="false"]');
      await reach(page);
      assert.deepEqual(await violations(page), [], state);
      assert.equal(await overflow(page), 0, state);
      await leave(visited);
    }
  });
}

test("what is loading bars nobody, and says that it is", { skip }, async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    let goOn = () => {};
    const looked = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const visited = await open(browser, demo.url, "?text=solar", { colorScheme }, (context) =>
      // Held back, not answered by somebody else.
      context.route(/\/(?:search|aggregate)\?/, async (route) => {
        await looked;
        await route.continue();
      }),
    );
    const { page } = visited;
    await page.getByRole("heading", { name: "Searching…" }).waitFor();
    await page.locator(".skeleton").first().waitFor();
    assert.deepEqual(await violations(page), []);
    goOn();
    await page.waitForSelector("[data-post]");
    await leave(visited);
  }
});

// The last one: afterwards there are no functions.
test("a function that is down is told of", { skip }, async () => {
  const visited = await visit();
  const { page } = visited;
  for (const pid of demo.functions()) {
    process.kill(pid, "SIGKILL");
  }
  await page.getByRole("searchbox").fill("solar");
  await page.keyboard.press("Enter");
  await page.locator(".results .state.failed").getByText("the function does not answer").waitFor();
  assert.deepEqual(await violations(page), []);
  await leave(visited);
});
