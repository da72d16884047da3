import type { AggregateParameters, ExportParameters, SearchParameters } from "./types.ts";

declare const OF: unique symbol;

/** How a value is written. Elements of lists, several with commas between, and numbers may come from people. */
type Written<T> = T extends boolean ? `${T}` : T extends string ? T : string;

type NamesOfTexts<P> = { [N in keyof P]-?: string extends Written<NonNullable<P[N]>> ? N : never }[keyof P];

type Pair<P> =
  | [name: NamesOfTexts<P>, value: string]
  | { [N in Exclude<keyof P, NamesOfTexts<P>>]-?: [name: N, value: Written<NonNullable<P[N]>>] }[Exclude<
      keyof P,
      NamesOfTexts<P>
    >];

/** Parameters of which some have names and values like these. */
interface AskedPairs<in T extends readonly unknown[]> extends Omit<URLSearchParams, "set" | "append"> {
  readonly [OF]: true;
  readonly set: (...pair: T) => void;
  readonly append: (...pair: T) => void;
}

/**
 * Parameters of a path by the names that its OpenAPI document has: a name that the function does not know, or a value that it
 * does not take, does not compile.
 */
export type Asked<P> = AskedPairs<Pair<P>>;

/** What all functions that find posts take. */
export type Filters = Pick<
  SearchParameters,
  keyof SearchParameters & keyof AggregateParameters & keyof ExportParameters
>;

/** No parameters yet, or those that are there. */
export function asked<P>(given?: Asked<P>): Asked<P> {
  return new URLSearchParams(given as URLSearchParams | undefined) as unknown as Asked<P>;
}
