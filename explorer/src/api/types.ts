import type { Post, StatusAnswer } from "./answers.ts";

/** The answers of the functions, as their OpenAPI document has them. */
export type {
  AggregateAnswer,
  Aggregation,
  Bucket,
  Coverage,
  Feature,
  Post,
  SearchAnswer,
  SearchMeta,
  Stretch,
} from "./answers.ts";
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

/** The members of a post in the order of an export's columns. */
export const COLUMNS: readonly (keyof Post)[] = [
  "uri",
  "url",
  "author_did",
  "handle",
  "text",
  "created_at",
  "indexed_at",
  "sort_at",
  "langs",
  "reply_root_uri",
  "reply_parent_uri",
  "quote_uri",
  "embed_type",
  "image_count",
  "has_video",
  "link_uris",
  "hashtags",
  "mention_dids",
  "self_labels",
  "operation",
  "cid",
  "rev",
];
