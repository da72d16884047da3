import uPlot from "uplot";
import { endOfBucket } from "../query/time.ts";
import type { Interval } from "../query/view.ts";
import type { Overview } from "../store/overview.ts";
import { hatched, type Part } from "./hatching.ts";

/** What the chart draws, in uPlot's form: seconds since 1970, then a row of values for each series. */
export interface Curves {
  readonly interval: Interval;
  readonly times: readonly number[];
  readonly values: readonly (readonly (number | null)[])[];
}

const MILLIS = 1000;

/** Hours of fourteen years. What is wider is charted by larger spans, but an answer may say anything. */
const MOST_BUCKETS = 125_000;

/**
 * The buckets of all series on one axis without holes: where a series has none, nothing was found.
 *
 * @param begin when the lake begins, in milliseconds: what ends before and is empty is left out
 */
export function curves(of: Overview, measure: "count" | "share", begin: number | null): Curves {
  const found = of.series.map(
    (series) =>
      new Map(series.buckets.map((bucket) => [Date.parse(bucket.key[0] ?? ""), value(bucket, measure)] as const)),
  );
  const all = found
    .flatMap((byTime) => [...byTime.keys()])
    .filter((time) => !Number.isNaN(time))
    .sort((a, b) => a - b);
  const empty = (time: number) => found.every((byTime) => (byTime.get(time) ?? 0) === 0);
  const whole = between(all[0], all.at(-1), of.interval);
  const skipped = whole.findIndex((time) => begin === null || endOfBucket(time, of.interval) > begin || !empty(time));
  const times = (skipped < 0 ? [] : whole.slice(skipped)).map((time) => time / MILLIS);
  const values = found.map((byTime) =>
    times.map((time) => (byTime.has(time * MILLIS) ? (byTime.get(time * MILLIS) ?? null) : 0)),
  );
  return { interval: of.interval, times, values };
}

/** The beginnings of all buckets from the first to the last. */
function between(first: number | undefined, last: number | undefined, interval: Interval): number[] {
  const times: number[] = [];
  for (
    let time = first;
    time !== undefined && last !== undefined && time <= last && times.length < MOST_BUCKETS;
    time = endOfBucket(time, interval)
  ) {
    times.push(time);
  }
  return times;
}

/** A share of nothing is none. */
function value(bucket: { count: number; share?: number | null }, measure: "count" | "share"): number | null {
  return measure === "count" ? bucket.count : (bucket.share ?? null);
}

export interface Events {
  /** A range was chosen, in milliseconds, at the edges of buckets. */
  readonly chosen: (start: number, end: number) => void;
  /** The pointer is over this bucket; null if over none. */
  readonly over: (index: number | null) => void;
}

export interface Appearance {
  readonly width: number;
  readonly height: number;
  readonly measure: "count" | "share";
  /** From this time on, in milliseconds, buckets are not whole yet. */
  readonly unfinished: number | null;
  /** Hours that are not certified complete. */
  readonly uncertified: readonly Part[];
}

const BARS_AT_MOST = 400;
const SMALLEST_DRAG = 4;

/** Draws the curves into an element; the caller destroys the plot. */
export function draw(into: HTMLElement, data: Curves, look: Appearance, events: Events): uPlot {
  const colors = palette(into);
  const first = data.times[0] ?? 0;
  const end = endOfBucket((data.times.at(-1) ?? 0) * MILLIS, data.interval) / MILLIS;
  let dragged = false;
  const axis: uPlot.Axis = {
    stroke: colors.muted,
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
  };
  const plot = new uPlot(
    {
      width: look.width,
      height: look.height,
      tzDate: (time) => uPlot.tzDate(new Date(time * MILLIS), "Etc/UTC"),
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      scales: {
        x: { time: true, range: () => [first, end] },
        y: { range: (_, __, most) => [0, most > 0 ? most * 1.08 : 1] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 34,
          space: 84,
          values: (_, splits, __, ___, step) => splits.map((time) => tick(time, step)),
        },
        { ...axis, size: 56, values: (_, splits) => splits.map((split) => label(split, look.measure)) },
      ],
      series: [{}, ...data.values.map((_, index) => seriesOf(index, data, colors))],
      hooks: {
        drawClear: [
          (u) => {
            for (const part of hatched(look.uncertified, look.unfinished, extent(data))) {
              hatch(u, part, colors);
            }
          },
        ],
        setCursor: [(u) => events.over((u.cursor.left ?? -1) < 0 ? null : indexAt(u, data))],
        setSelect: [
          (u) => {
            dragged = u.select.width >= SMALLEST_DRAG;
            if (dragged) {
              const from = bucketAt(data, u.posToVal(u.select.left, "x"));
              const to = bucketAt(data, u.posToVal(u.select.left + u.select.width, "x"));
              choose(data, from, to, events);
            }
          },
        ],
      },
    },
    aligned(data, end, isBars(data)),
    into,
  );
  plot.over.addEventListener("mouseleave", () => events.over(null));
  plot.over.addEventListener("click", () => {
    if (!dragged) {
      const index = indexAt(plot, data);
      choose(data, index, index, events);
    }
    dragged = false;
  });
  return plot;
}

/** Bars begin at their time. A step ends where the next one begins, so the last one needs an end of its own. */
function aligned(data: Curves, end: number, bars: boolean): uPlot.AlignedData {
  const rows = data.values.map((values) => (bars ? [...values] : [...values, values.at(-1) ?? null]));
  return [bars ? [...data.times] : [...data.times, end], ...rows];
}

function isBars(data: Curves): boolean {
  return data.values.length === 1 && data.times.length <= BARS_AT_MOST;
}

const DAY = 86_400;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

/** A time below the axis, as exact as the steps between: `14:00`, `4 Jul`, `Jul 2026`. */
function tick(seconds: number, step: number): string {
  if (step >= 28 * DAY) {
    return month.format(seconds * MILLIS);
  }
  return (seconds % DAY === 0 || step >= DAY ? day : clock).format(seconds * MILLIS);
}

/** The bucket that the pointer is in. */
function indexAt(plot: uPlot, data: Curves): number {
  return bucketAt(data, plot.posToVal(plot.cursor.left ?? 0, "x"));
}

/** The bucket that a time lies in: the one that began last before it. */
function bucketAt(data: Curves, time: number): number {
  const after = data.times.findIndex((start) => start > time);
  return after < 0 ? data.times.length - 1 : Math.max(0, after - 1);
}

function choose(data: Curves, from: number, to: number, events: Events): void {
  const start = data.times[from];
  const last = data.times[to];
  if (start !== undefined && last !== undefined) {
    events.chosen(start * MILLIS, endOfBucket(last * MILLIS, data.interval));
  }
}

function label(split: number, measure: "count" | "share"): string {
  return measure === "share" ? percent(split) : split.toLocaleString("en", { notation: "compact" });
}

export function percent(share: number): string {
  return `${(share * 100).toLocaleString("en", { maximumSignificantDigits: 3 })} %`;
}

/** Curves differ by colour and by dashes. */
const DASHES: readonly number[][] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

function seriesOf(index: number, data: Curves, colors: Colors): uPlot.Series {
  const stroke = colors.series[index % colors.series.length] ?? colors.muted;
  if (isBars(data)) {
    return {
      stroke,
      fill: stroke,
      width: 0,
      points: { show: false },
      paths: uPlot.paths.bars?.({ size: [0.86, 64], align: 1, radius: 0.08 }) ?? (() => null),
    };
  }
  return {
    stroke,
    ...(data.values.length === 1 ? { fill: colors.fill } : {}),
    width: 2,
    dash: [...(DASHES[index % DASHES.length] ?? [])],
    points: { show: false },
    paths: uPlot.paths.stepped?.({ align: 1 }) ?? (() => null),
  };
}

/** The whole chart, in milliseconds. */
export function extent(data: Curves): Part {
  const end = endOfBucket((data.times.at(-1) ?? 0) * MILLIS, data.interval);
  return { from: (data.times[0] ?? 0) * MILLIS, to: end };
}

/** Hatches what is not whole, so that nobody takes it for a fall. */
function hatch(plot: uPlot, part: Part, colors: Colors): void {
  const { ctx, bbox } = plot;
  const left = plot.valToPos(part.from / MILLIS, "x", true);
  const width = plot.valToPos(part.to / MILLIS, "x", true) - left;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, bbox.top, width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = colors.grid;
  ctx.lineWidth = 2;
  ctx.beginPath();
  for (let x = left - bbox.height; x < left + width; x += 10) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.stroke();
  ctx.restore();
}

interface Colors {
  readonly muted: string;
  readonly grid: string;
  readonly fill: string;
  readonly series: readonly string[];
}

/** The colours that the style sheet names, as the canvas needs them: resolved. */
function palette(element: HTMLElement): Colors {
  const probe = document.createElement("span");
  element.append(probe);
  const resolved = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    muted: resolved("muted"),
    grid: resolved("border"),
    fill: resolved("series-fill"),
    series: [1, 2, 3, 4].map((number) => resolved(`series-${number}`)),
  };
  probe.remove();
  return colors;
}
