import { signal } from "@preact/signals";
import { type Failure, failureOf, isAbort } from "../api/failure.ts";
import type { Asked } from "../api/parameters.ts";
import type { ExportEstimate, ExportParameters } from "../api/types.ts";
import { client } from "./session.ts";

/** What the function says of the size of an export. */
export type EstimateState =
  | { readonly state: "asking" }
  | { readonly state: "told"; readonly estimate: ExportEstimate }
  | { readonly state: "failed"; readonly failure: Failure };

const ASKING: EstimateState = { state: "asking" };

export const estimate = signal<EstimateState>(ASKING);

/** While somebody types a number, not every digit is asked. */
const PAUSE = 300;

/** Asks how large an export with these parameters would be. Returns what ends the asking. */
export function ask(parameters: Asked<ExportParameters>): () => void {
  const request = new AbortController();
  estimate.value = ASKING;
  const timer = setTimeout(() => void load(parameters, request.signal), PAUSE);
  return () => {
    clearTimeout(timer);
    request.abort();
  };
}

async function load(parameters: Asked<ExportParameters>, signal: AbortSignal): Promise<void> {
  try {
    const told = await client().estimate(parameters, signal);
    estimate.value = { state: "told", estimate: told };
  } catch (error) {
    if (!isAbort(error)) {
      estimate.value = { state: "failed", failure: failureOf(error) };
    }
  }
}
