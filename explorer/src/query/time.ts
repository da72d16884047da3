import type { Interval } from "./view.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: HOUR, d: DAY, w: 7 * DAY };

export interface Preset {
  readonly label: string;
  readonly start: string;
}

export const PRESETS: readonly Preset[] = [
  { label: "All time", start: "" },
  { label: "Last 24 hours", start: "-24h" },
  { label: "Last 7 days", start: "-7d" },
  { label: "Last 30 days", start: "-30d" },
];

/** Milliseconds since 1970 of a `start` or `end`; null if it is empty or of no known form. */
export function instant(value: string, now: number): number | null {
  const relative = /^-(\d{1,9})([mhdw])$/.exec(value);
  if (relative !== null) {
    return now - Number(relative[1]) * (UNITS[relative[2] ?? ""] ?? 0);
  }
  if (value === "now") {
    return now;
  }
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/.test(value) || !value.includes("T") ? value : `${value}Z`;
  const time = Date.parse(zoned);
  return value === "" || Number.isNaN(time) ? null : time;
}

/** When a snapshot was taken, in milliseconds since 1970, by its name such as `20260710T070000Z`; null if it is none. */
export function snapshotTime(name: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(name);
  if (parts === null) {
    return null;
  }
  const [, year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? null : time;
}

/** The interval whose buckets a chart of this range can show apart. */
export function fittingInterval(milliseconds: number): Interval {
  if (milliseconds <= 21 * DAY) {
    return "hour";
  }
  if (milliseconds <= 3 * 366 * DAY) {
    return "day";
  }
  return milliseconds <= 15 * 366 * DAY ? "week" : "month";
}

/** Where the bucket that begins at `start` ends. */
export function endOfBucket(start: number, interval: Interval): number {
  switch (interval) {
    case "hour":
      return start + HOUR;
    case "day":
      return start + DAY;
    case "week":
      return start + 7 * DAY;
    case "month": {
      const date = new Date(start);
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    }
  }
}

/** A time as the functions take it, to the second. */
export function parameter(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

/** What people read: `4 Jul 2026, 14:38 UTC`. */
export function readable(time: number, { seconds = false, zone = true } = {}): string {
  const text = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" } : {}),
    timeZone: "UTC",
  }).format(time);
  return zone ? `${text} UTC` : text;
}

/** The bucket's name: an hour with its date, or a date. */
export function bucketName(start: number, interval: Interval): string {
  const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  switch (interval) {
    case "hour":
      return readable(start);
    case "day":
      return date.format(start);
    case "week":
      return `week of ${date.format(start)}`;
    case "month":
      return new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(start);
  }
}

/** How long ago, in its largest unit: `3 min`. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 120) {
    return `${seconds} s`;
  }
  if (seconds < 7200) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
