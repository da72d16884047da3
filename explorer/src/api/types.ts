import type { StatusAnswer } from "./answers.ts";

/** What the functions are asked and answer, as their OpenAPI documents have it. */
export type {
  AggregateAnswer,
  AggregateParameters,
  Aggregation,
  Bucket,
  Coverage,
  Events,
  ExportEstimate,
  ExportParameters,
  Feature,
  Paths,
  Post,
  SearchAnswer,
  SearchMeta,
  SearchParameters,
  SnapshotRead,
  Stretch,
} from "./answers.ts";
export { COLUMNS } from "./answers.ts";
export type Status = StatusAnswer;

/** Where the functions are: the file `config.json` beside the page. Absent or empty means beside the page, too. */
export interface Config {
  /** The base of `/search`, `/aggregate`, `/counts` and `/status`. */
  readonly search: string;
  /** The base of `/export`. */
  readonly export: string;
}
