/** Comparisons of features of posts, as the parameter `feature_filters` has them: docs/api.md. */
import type { Feature } from "../api/types.ts";

/** The values of a feature from one to another; null where it is open. */
export interface Span {
  readonly name: string;
  readonly low: number | null;
  readonly high: number | null;
}

const NAME = "([a-z][a-z0-9_]{0,62})";
const NUMBER = "(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)";
const ONE_END = new RegExp(`^${NAME}\\s*(>=|<=)\\s*${NUMBER}$`);
const BOTH_ENDS = new RegExp(`^${NAME}\\s*=\\s*${NUMBER}\\.\\.${NUMBER}$`);

/** The comparisons of a parameter. */
export function comparisons(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** What a slider can show of a comparison; null if it is of another kind. */
export function spanOf(comparison: string): Span | null {
  const both = BOTH_ENDS.exec(comparison);
  if (both !== null) {
    return { name: both[1] ?? "", low: Number(both[2]), high: Number(both[3]) };
  }
  const one = ONE_END.exec(comparison);
  if (one === null) {
    return null;
  }
  const value = Number(one[3]);
  return { name: one[1] ?? "", low: one[2] === ">=" ? value : null, high: one[2] === "<=" ? value : null };
}

const COMPARISON = new RegExp(`^${NAME}\\s*(>=|<=|>|<|=)\\s*${NUMBER}$`);
const NOTHING = new RegExp(`^${NAME}\\s+is\\s+(not\\s+)?null$`, "i");

/** A comparison as SQL over a table `features`; null if it is none. */
export function comparedBy(comparison: string): { readonly name: string; readonly sql: string } | null {
  const range = BOTH_ENDS.exec(comparison);
  if (range !== null) {
    return { name: range[1] ?? "", sql: `features.${range[1]} BETWEEN ${range[2]} AND ${range[3]}` };
  }
  const one = COMPARISON.exec(comparison);
  if (one !== null) {
    return { name: one[1] ?? "", sql: `features.${one[1]} ${one[2]} ${one[3]}` };
  }
  const none = NOTHING.exec(comparison);
  return none === null
    ? null
    : { name: none[1] ?? "", sql: `features.${none[1]} IS ${none[2] === undefined ? "" : "NOT "}NULL` };
}

/** A span as a comparison; null if it is open at both ends. */
export function comparisonOf({ name, low, high }: Span): string | null {
  if (low !== null && high !== null) {
    return `${name}=${low}..${high}`;
  }
  return low !== null ? `${name}>=${low}` : high !== null ? `${name}<=${high}` : null;
}

/** All comparisons with this span in the place of that of the same feature. */
export function withSpan(all: readonly string[], span: Span): string[] {
  const next = comparisonOf(span);
  const at = all.findIndex((known) => spanOf(known)?.name === span.name);
  const others = all.filter((known) => spanOf(known)?.name !== span.name);
  if (next !== null) {
    others.splice(at < 0 ? others.length : at, 0, next);
  }
  return others;
}

/** What a slider of a feature goes through. */
export interface Scale {
  readonly least: number;
  readonly greatest: number;
  readonly step: number;
  readonly decimals: number;
}

const STEPS = 100;

/** The scale of a feature's values in round steps; null if there are no two of them. */
export function scaleOf({ min, max }: Feature): Scale | null {
  if (min === null || max === null || !(min < max)) {
    return null;
  }
  // What counts, not what is a share.
  const whole = Number.isInteger(min) && Number.isInteger(max) && max - min > 1;
  const exponent = Math.floor(Math.log10((max - min) / STEPS));
  const power = whole ? Math.max(0, exponent) : exponent;
  const decimals = Math.min(18, Math.max(0, -power));
  const rounded = (value: number) => Number(value.toFixed(decimals));
  const step = rounded(10 ** power);
  return {
    least: rounded(Math.floor(min / step) * step),
    greatest: rounded(Math.ceil(max / step) * step),
    step,
    decimals,
  };
}
