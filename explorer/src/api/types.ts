import type { StatusAnswer } from "./answers.ts";

/** The answers of the functions, as their OpenAPI document has them. */
export type {
  AggregateAnswer,
  Aggregation,
  Bucket,
  Coverage,
  Events,
  Feature,
  Post,
  SearchAnswer,
  SearchMeta,
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

/** How large an export would be: docs/api.md. */
export interface ExportEstimate {
  readonly rows: number;
  readonly rows_exact: boolean;
  readonly bytes: number;
  readonly bytes_exact: boolean;
}
