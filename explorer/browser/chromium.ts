/** Debian's Chromium, without a window. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executable = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

export const chromiumMissing: string | false = executable === undefined && "no chromium";

export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: executable ?? "", args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}
