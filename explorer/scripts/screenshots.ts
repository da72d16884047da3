/** Takes the screenshots of the README from the real demo with the recording of the tests: `npm run screenshots`. */
import { fileURLToPath } from "node:url";
import type { BrowserContextOptions } from "playwright-core";
import { certify } from "../browser/certificates.ts";
import { startChromium } from "../browser/chromium.ts";
import { startDemo } from "../browser/demo.ts";

const SHOTS: readonly (readonly [string, string, BrowserContextOptions])[] = [
  ["explorer-light", "?text=aurora", {}],
  [
    "explorer-dark",
    "?text=aurora&compare=solar&compare=%23energy&compare=rain&interval=day&lang=en&lang=de",
    { colorScheme: "dark" },
  ],
  ["explorer-phone", "?text=aurora", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true }],
];

const demo = await startDemo(7, 60);
certify(demo.lake, 7, [90, 91, 92, 93, 94, 95]);
const browser = await startChromium();
try {
  for (const [name, search, options] of SHOTS) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    await page.goto(`${demo.url}${search}`);
    await page.waitForSelector("[data-post]");
    await page.waitForSelector(".facet-line");
    await page.waitForSelector('.chart[aria-busy="false"] canvas');
    await page.screenshot({ path: fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url)) });
    await context.close();
  }
} finally {
  await browser.close();
  await demo.end();
}
