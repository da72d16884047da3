/** The page among strangers: links that were made to break it, a store that is not its own, and servers that are no functions. */
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { chromiumMissing, startChromium } from "./chromium.ts";
import { pageMissing } from "./demo.ts";
import { type Answer, counted, found, post, type Stranger, startStranger } from "./stranger.ts";
import { leave, open, overflow, until, type Visit, violations } from "./visit.ts";

const skip = chromiumMissing || pageMissing();

let stranger: Stranger;
let browser: Browser;

before(async () => {
  if (skip === false) {
    stranger = await startStranger();
    browser = await startChromium();
  }
});

after(async () => {
  await browser?.close();
  await stranger?.end();
});

afterEach(() => stranger?.answers.clear());

const STATUS = {
  ...{ newest_event: "2025-06-02T10:00:00Z", lag_seconds: 1, last_flush: "2025-06-02T10:00:00Z" },
  ...{ first_hour: "2025-06-02T10:00:00Z", last_hour: "2025-06-02T10:00:00Z", hours: 1, files: 1, last_day: null },
  ...{ features: [], version: "1" },
};

/** What functions answer, with these in the place of some. */
function answer(answers: Readonly<Record<string, Answer>> = {}): void {
  const all: Readonly<Record<string, Answer>> = {
    "/search": found([post()]),
    "/aggregate": counted([["2025-06-02T10:00:00.000000Z", 1]]),
    "/status": { body: JSON.stringify(STATUS) },
    ...answers,
  };
  for (const [path, of] of Object.entries(all)) {
    stranger.answers.set(path, of);
  }
}

const NARROW = { viewport: { width: 390, height: 844 } };

async function visit(search = "", options: BrowserContextOptions = {}): Promise<Visit> {
  const visited = await open(browser, stranger.url, search, options);
  await visited.page.waitForSelector("[data-post], .results .state:not(.slow)");
  return visited;
}

async function isWhole(page: Page): Promise<void> {
  assert.equal(await page.title(), "skytrove explorer");
  assert.equal(await page.getByRole("searchbox").count(), 1);
  assert.equal(await page.locator("footer.status").count(), 1);
  assert.equal(await overflow(page), 0);
}

const MARKUP = `"><img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
const TURNED = "\u202e\u2066gnp.exe";
const LONG = "unbroken".repeat(1250);

test("whatever stands in an address is text, and breaks nothing", { skip }, async () => {
  answer();
  const parameters = new URLSearchParams();
  for (const value of [MARKUP, TURNED, LONG, "javascript:alert(1)", "\u0000\ud800", "__proto__"]) {
    for (const name of ["lang", "not_hashtag", "username", "url", "feature_filters", "compare"]) {
      parameters.append(name, value);
    }
  }
  for (const name of ["sort", "interval", "measure", "results", "sample", "snapshot", "start", "end", "exact"]) {
    parameters.set(name, name === "start" ? "javascript:alert(1)" : "constructor");
  }
  parameters.set("text", MARKUP);
  for (const options of [{}, NARROW]) {
    const visited = await visit(`?${parameters}`, options);
    const { page } = visited;
    await isWhole(page);
    assert.equal(await page.locator("main :is(img, script, iframe)").count(), 0);
    await page.getByRole("button", { name: "Remove the filter language javascript:alert(1)" }).waitFor();
    for (const value of await page.locator(".chip-value").all()) {
      assert.equal(await value.evaluate((element) => getComputedStyle(element).unicodeBidi), "isolate");
    }
    await page.getByRole("button", { name: "Copy as…" }).click();
    for (const language of ["Python", "R", "SQL", "curl"]) {
      await page.getByText(language, { exact: true }).click();
      const code = (await page.locator("pre.code").textContent()) ?? "";
      assert.doesNotMatch(code, /[\u202a-\u202e\u2066-\u2069]/, language);
    }
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await violations(page), []);
    await leave(visited);
  }
});

test("a search that is nested without end is asked, and answered", { skip }, async () => {
  answer();
  for (const text of ["(".repeat(60_000), "-".repeat(60_000), "(a OR ".repeat(9_000)]) {
    stranger.answers.set("/search", {
      status: 400,
      body: JSON.stringify({ title: "Bad Request", detail: "too long" }),
    });
    const visited = await open(browser, stranger.url, "");
    await visited.page.evaluate((long) => {
      history.pushState(null, "", `?text=${encodeURIComponent(long)}`);
      dispatchEvent(new PopStateEvent("popstate"));
    }, text);
    await until("a failure", async () => (await visited.page.locator(".results .state.failed").count()) > 0);
    await isWhole(visited.page);
    visited.faults.length = 0;
    await leave(visited);
  }
});

test("what lies in the browser's store and is not of the page is left alone", { skip }, async () => {
  answer();
  const stores: readonly Readonly<Record<string, string>>[] = [
    { saved: "{broken", theme: "{", shortcuts: "[" },
    { saved: '[null, 1, "a", {"name": 1, "search": "?"}, {"name": "x"}]', theme: '"neon"', shortcuts: '"no"' },
    { saved: '{"length": 3}', theme: "null", shortcuts: "null" },
  ];
  for (const store of stores) {
    const visited = await open(browser, stranger.url, "", {}, (context) =>
      context.addInitScript((entries) => {
        for (const [key, value] of entries) {
          localStorage.setItem(`skytrove.${key}`, value);
        }
      }, Object.entries(store)),
    );
    const { page } = visited;
    await page.waitForSelector("[data-post]");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "system");
    await page.getByRole("button", { name: "Saved" }).click();
    await page.getByText("None yet.").waitFor();
    await isWhole(page);
    await leave(visited);
  }
});

test("a saved search of somebody else is text, and asks no more than an address may", { skip }, async () => {
  answer();
  const saved = [
    { name: MARKUP, search: "javascript:alert(1)" },
    { name: TURNED, search: "https://evil.example.org/?text=a" },
    { name: LONG, search: `?text=${LONG}` },
    { name: MARKUP, search: "?text=again" },
  ];
  const visited = await open(browser, stranger.url, "", NARROW, (context) =>
    context.addInitScript((stored) => localStorage.setItem("skytrove.saved", stored), JSON.stringify(saved)),
  );
  const { page } = visited;
  await page.waitForSelector("[data-post]");
  await page.getByRole("button", { name: "Saved" }).click();
  await page.locator(".saved li").nth(1).waitFor();
  assert.equal(await page.locator("dialog :is(img, script)").count(), 0);
  assert.deepEqual(await violations(page), []);
  assert.equal(await overflow(page), 0);
  const dialog = page.locator("dialog");
  const wide = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.ok(wide <= 0, `${wide} pixels stick out of the dialog`);
  await page.locator(".saved li button.grow").first().click();
  await page.waitForSelector("dialog[open]", { state: "detached" });
  assert.equal(new URL(page.url()).origin, new URL(stranger.url).origin);
  await isWhole(page);
  await leave(visited);
});

const NO_POSTS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["a text that is a number", { text: 7 }],
  ["languages that are no list", { langs: "en" }],
  ["a list of nothing", { link_uris: [null] }],
  ["an address that is an object", { url: { href: "javascript:alert(1)" } }],
  ["images without number", { image_count: 1e300 }],
  ["fewer images than none", { image_count: -1 }],
];

const NO_ANSWERS: readonly (readonly [string, Answer])[] = [
  ["HTML", { type: "text/html", body: "<html><body><script>document.title='owned'</script></body></html>" }],
  ["nothing", { body: "" }],
  ["half an answer", { body: '{"results":[{"uri":' }],
  ["null", { body: "null" }],
  ["an object of something else", { body: "{}" }],
  ["results that are no list", { body: '{"results":{"length":2},"next_cursor":null,"meta":{}}' }],
  ["a post that is null", found([null])],
  ["a count beyond all numbers", { body: found([post()]).body.replace('"count":1', '"count":1e999') }],
  ["files that are no list", found([post()], { unreadable_files: 3 })],
  ...NO_POSTS.map(([what, changes]) => [what, found([post(changes)])] as const),
];

for (const [what, body] of NO_ANSWERS) {
  test(`a search that is answered by ${what} is told as no answer`, { skip }, async () => {
    answer({ "/search": body });
    const visited = await visit();
    const { page } = visited;
    await page.locator(".results").getByRole("heading", { name: "This is no function’s answer" }).waitFor();
    await isWhole(page);
    answer();
    await page.locator(".results").getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector("[data-post]");
    await leave(visited);
  });
}

const NO_COUNTS: readonly (readonly [string, Answer])[] = [
  ["HTML", { type: "text/html", body: "<p>hello" }],
  ["an object of something else", { body: '{"aggregations":[{}],"meta":{}}' }],
  [
    "counts that are texts",
    { body: counted([["2025-06-02T10:00:00Z", 1]]).body.replaceAll('"count":1', '"count":"1"') },
  ],
];

for (const [what, body] of NO_COUNTS) {
  test(`a count that is answered by ${what} leaves the posts`, { skip }, async () => {
    answer({ "/aggregate": body });
    const visited = await visit();
    const { page } = visited;
    await page.locator(".chart").getByRole("heading", { name: "This is no function’s answer" }).waitFor();
    assert.equal(await page.locator("[data-post]").count(), 1);
    await isWhole(page);
    await leave(visited);
  });
}

test("times that are none, or ages apart, do not stop the chart", { skip }, async () => {
  for (const keys of [
    ["not a time", "2025-06-02T10:00:00Z"],
    ["-200000-01-01T00:00:00Z", "2025-06-02T10:00:00Z"],
    ["2025-06-02T10:00:00Z", "+200000-01-01T00:00:00Z"],
  ]) {
    answer({ "/aggregate": counted(keys.map((key) => [key, 9_007_199_254_740_991])) });
    const visited = await visit();
    const { page } = visited;
    await page.waitForSelector('.chart[aria-busy="false"]');
    await isWhole(page);
    await leave(visited);
  }
});

test("a time that is none is shown as it is written", { skip }, async () => {
  answer({ "/search": found([post({ sort_at: `${TURNED} ${LONG}`, created_at: "0000", indexed_at: MARKUP })]) });
  for (const options of [{}, NARROW]) {
    const visited = await visit("", options);
    const { page } = visited;
    assert.equal(await page.locator("article time").textContent(), `${TURNED} ${LONG}`);
    await isWhole(page);
    await leave(visited);
  }
});

test("parts without posts are asked for one by one", { skip }, async () => {
  const none = JSON.parse(found([]).body) as object;
  answer({ "/search": { body: JSON.stringify({ ...none, next_cursor: "again" }) } });
  const visited = await visit();
  const { page } = visited;
  let asked = 0;
  page.on("request", (request) => {
    asked += new URL(request.url()).pathname === "/search" ? 1 : 0;
  });
  for (const clicks of [1, 2, 3]) {
    const answered = page.waitForResponse(/\/search/);
    await page.getByRole("button", { name: "Load more" }).click();
    await answered;
    await page.getByRole("button", { name: "Load more" }).waitFor();
    assert.equal(asked, clicks);
  }
  await isWhole(page);
  await leave(visited);
});

test("numbers as large as they can be do not stick out", { skip }, async () => {
  const most = Number.MAX_SAFE_INTEGER;
  const status = { ...STATUS, hours: most, files: most, lag_seconds: most, version: LONG };
  answer({
    "/search": found([post({ image_count: most, handle: LONG, langs: [LONG], self_labels: [LONG, MARKUP] })]),
    "/aggregate": counted([[LONG, most]], { total: most }),
    "/status": {
      body: JSON.stringify({
        ...status,
        features: [{ name: LONG, min: -1e300, max: 1e300, values: most }],
        events: { count: most, as_of: MARKUP, counted_hours: most, uncounted_hours: most },
        snapshots: Array.from({ length: 100 }, () => ({ name: LONG, taken_at: MARKUP })),
      }),
    },
  });
  for (const options of [{}, NARROW]) {
    const visited = await visit("", options);
    const { page } = visited;
    await page.waitForSelector(".facet-line");
    await page.getByRole("button", { name: "Features" }).click();
    await page.getByRole("button", { name: "Snapshot", exact: true }).click();
    await page.getByText(/^at least \d.* events$/).waitFor();
    assert.equal(await page.getByLabel("Newest snapshots").locator("option").count(), 101);
    await isWhole(page);
    assert.deepEqual(await violations(page), []);
    await leave(visited);
  }
});

test("a status that is none leaves all else", { skip }, async () => {
  for (const body of ["<html>", "[]", JSON.stringify({ ...STATUS, newest_event: 5, features: 7 })]) {
    answer({ "/status": { body } });
    const visited = await visit();
    await visited.page.getByText("the functions do not answer").waitFor();
    assert.equal(await visited.page.locator("[data-post]").count(), 1);
    await isWhole(visited.page);
    await leave(visited);
  }
});

test("a problem is told in words whatever is in it", { skip }, async () => {
  const problem = {
    title: MARKUP,
    detail: `${MARKUP} ${TURNED} ${LONG}`,
    parameter: MARKUP,
    accepts: LONG,
    error_id: 7,
  };
  answer({ "/search": { status: 500, body: JSON.stringify(problem), headers: { "Retry-After": "999999999" } } });
  for (const options of [{}, NARROW]) {
    const visited = await visit("", options);
    const { page } = visited;
    const shown = (await page.locator(".results .state.failed").textContent()) ?? "";
    assert.ok(shown.includes(MARKUP), shown);
    assert.match(shown, /Try again in [1-9]\d{2} s/);
    assert.equal(await page.locator("main :is(img, script)").count(), 0);
    await isWhole(page);
    assert.deepEqual(await violations(page), []);
    await leave(visited);
  }
});

test("where the functions are is an address of the web, or the page's own host", { skip }, async () => {
  for (const search of ["javascript:alert(1)//", "http://[", "data:text/html,x", 7]) {
    answer({ "/config.json": { body: JSON.stringify({ search, export: search }) } });
    const visited = await visit();
    const { page } = visited;
    assert.equal(await page.locator("[data-post]").count(), 1);
    await page.getByRole("button", { name: "Export…" }).click();
    const address = await page.getByText("or let the browser download it").getAttribute("href");
    assert.ok(address?.startsWith(stranger.url), String(address));
    await isWhole(page);
    visited.faults.splice(0, visited.faults.length, ...visited.faults.filter((fault) => !/estimate/.test(fault)));
    await leave(visited);
  }
});

test("a post has its links, mentions, tags and media, on a card and in a table", { skip }, async () => {
  const shown = post({
    ...{
      text: "Straße @b.example.com #one example.org/a",
      mention_dids: ["did:plc:bbbbbbbbbbbbbbbbbbbbbbbb"],
      hashtags: ["one"],
    },
    ...{ link_uris: ["https://example.org/a", "https://beside.example.org/b"], image_count: 2, has_video: true },
    ...{ quote_uri: "at://did:plc:c/app.bsky.feed.post/1", reply_parent_uri: "at://did:plc:c/app.bsky.feed.post/2" },
    self_labels: ["porn"],
  });
  answer({ "/search": found([shown]) });
  for (const options of [{}, NARROW]) {
    for (const results of ["", "&results=table"]) {
      const visited = await visit(`?text=strasse${results}`, options);
      const { page } = visited;
      const one = page.locator("[data-post]");
      assert.equal(await one.locator("mark").textContent(), "Straße");
      assert.match((await one.locator("time").textContent()) ?? "", /10:00:00/);
      assert.equal(await one.locator(".author").textContent(), "@a.example.com");
      assert.deepEqual(await one.locator(".attachments li").allTextContents(), [
        ...["2 images", "video", "quotes a post", "an answer", "labelled porn", "beside.example.org/b"],
      ]);
      assert.deepEqual(await hrefs(one.locator("a")), [
        ...["https://example.org/a", "https://beside.example.org/b", String(shown.url)].sort(),
      ]);
      await isWhole(page);
      assert.deepEqual(await violations(page), []);
      await one.getByRole("button", { name: "#one" }).click();
      await page.waitForURL(/hashtag=one/);
      await page.locator("[data-post]").getByRole("button", { name: "@b.example.com" }).click();
      await page.waitForURL(/mention=did/);
      await leave(visited);
    }
  }
});

async function hrefs(links: Locator): Promise<string[]> {
  return (await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))).sort();
}

test("links of a post lead to the web or nowhere", { skip }, async () => {
  const uris = [
    "javascript:alert(1)",
    "data:text/html,x",
    "blob:null/x",
    "//evil.example.org",
    "vbscript:x",
    " java\nscript:x",
  ];
  const text = `${uris.join(" ")} https://user:pass@bank.example.com@evil.example.org/ https://xn--80ak6aa92e.example.com/`;
  const links = [...uris, "https://user:pass@bank.example.com@evil.example.org/", "https://аррӏе.example.com/"];
  answer({ "/search": found([post({ text, link_uris: links, url: "javascript:alert(2)" })]) });
  const visited = await visit();
  const { page } = visited;
  const shown = await page
    .locator("article a")
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  assert.ok(
    shown.every((href) => /^https:/.test(href)),
    shown.join(),
  );
  // What a link leads to is said as it is: the true host, and letters of another script by their code.
  const outside = (await page.locator(".attachments").textContent()) ?? "";
  assert.match(outside, /xn--/);
  assert.doesNotMatch(outside, /user:pass/);
  await leave(visited);
});
