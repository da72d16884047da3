/** The answers of the functions: docs/api.md. Times are ISO 8601 in UTC with six decimals. */

export interface Post {
  readonly uri: string;
  readonly url: string;
  readonly author_did: string;
  readonly handle: string | null;
  readonly text: string | null;
  readonly created_at: string | null;
  readonly indexed_at: string;
  readonly sort_at: string;
  readonly langs: readonly string[];
  readonly reply_root_uri: string | null;
  readonly reply_parent_uri: string | null;
  readonly quote_uri: string | null;
  readonly embed_type: string | null;
  readonly image_count: number;
  readonly has_video: boolean;
  readonly link_uris: readonly string[];
  readonly hashtags: readonly string[];
  readonly mention_dids: readonly string[];
  readonly self_labels: readonly string[];
  readonly operation: string;
  readonly cid: string | null;
  readonly rev: string;
}

export interface SearchMeta {
  readonly count: number;
  /** Exact with `count=true`, else null. */
  readonly total?: number | null;
  readonly files_read: number;
  readonly hours_read: number;
  readonly hours_skipped: number;
  readonly complete: boolean;
  readonly unreadable_files: readonly string[];
  readonly elapsed_ms: number;
  readonly warning: string | null;
}

export interface SearchAnswer {
  readonly results: readonly Post[];
  readonly next_cursor: string | null;
  readonly meta: SearchMeta;
}

export interface Bucket {
  readonly key: readonly string[];
  readonly count: number;
  readonly authors?: number;
  readonly share?: number | null;
  /** Of a bucket by author. */
  readonly handle?: string | null;
}

export interface Aggregation {
  readonly by: readonly string[];
  readonly buckets: readonly Bucket[];
  readonly truncated: boolean;
}

export interface AggregateAnswer {
  readonly aggregations: readonly Aggregation[];
  readonly meta: {
    readonly total: number;
    readonly start: string | null;
    readonly end: string | null;
    readonly complete: boolean;
    readonly elapsed_ms: number;
    readonly warning: string | null;
  };
}

export interface Status {
  readonly newest_event: string | null;
  readonly lag_seconds: number | null;
  readonly last_flush: string | null;
  readonly first_hour: string | null;
  readonly last_hour: string | null;
  readonly hours: number;
  readonly files: number;
  readonly version: string;
}

/** Where the functions are: the file `config.json` beside the page. Absent or empty means beside the page, too. */
export interface Config {
  /** The base of `/search`, `/aggregate`, `/counts` and `/status`. */
  readonly search: string;
  /** The base of `/export`. */
  readonly export: string;
}

/** The members of a post in the order of the CSV's columns. */
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
