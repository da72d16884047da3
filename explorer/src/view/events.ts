import type { Events } from "../api/types.ts";
import { instant, readable } from "../query/time.ts";

const MILLION = 1_000_000;
const WORDS = new Intl.NumberFormat("en", { notation: "compact", compactDisplay: "long", maximumFractionDigits: 1 });

/** How many events there are, as somebody would say it: `1.2 million events`. */
export function about({ count, uncounted_hours: uncounted }: Events): string {
  const number = count < MILLION ? count.toLocaleString("en") : WORDS.format(count);
  return `${uncounted > 0 ? "at least " : ""}${number} ${count === 1 ? "event" : "events"}`;
}

/** The number itself, as of when it is, and what it leaves out. */
export function exactly({ count, as_of: asOf, uncounted_hours: uncounted }: Events): string {
  const time = instant(asOf, 0);
  const until = time === null ? "" : ` up to ${readable(time, { seconds: true })}`;
  const number = `${count.toLocaleString("en")} ${count === 1 ? "event" : "events"}${until}`;
  if (uncounted === 0) {
    return number;
  }
  return `${number}; ${uncounted.toLocaleString("en")} ${uncounted === 1 ? "hour is" : "hours are"} not counted yet`;
}
