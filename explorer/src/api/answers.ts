// Made by npm run types:generate of the OpenAPI documents of the functions.

/** ISO 8601 in UTC, always with six decimals. */
export type Time = string;

/** An error, as RFC 9457 has it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What is wrong. */
  readonly detail: string;
  /** The parameter at fault. */
  readonly parameter?: string;
  /** What it accepts. */
  readonly accepts?: string;
  /** What the request is called, also in the header X-Request-Id and in the server's log. */
  readonly request_id?: string;
  /** What the server's log calls this error. */
  readonly error_id?: string;
}

/** A post. */
export interface Post {
  readonly uri: string;
  /** The page that shows it to people. */
  readonly url: string;
  readonly author_did: string;
  /** The newest that is known. */
  readonly handle: string | null;
  readonly text: string | null;
  readonly created_at: Time | null;
  readonly indexed_at: Time;
  readonly sort_at: Time;
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
  readonly operation: "create" | "update";
  readonly cid: string | null;
  readonly rev: string;
}

/** How it came about. */
export interface SearchMeta {
  /** How many results there are. */
  readonly count: number;
  /** How many posts are found in all; null without count=true. */
  readonly total: number | null;
  readonly files_read: number;
  readonly hours_read: number;
  readonly hours_skipped: number;
  /** false if files of posts could not be read. */
  readonly complete: boolean;
  readonly unreadable_files: readonly string[];
  /** null without coverage=true. */
  readonly coverage: Coverage | null;
  readonly elapsed_ms: number;
  readonly warning: string | null;
  /** The one that was searched; null for the lake as it is. */
  readonly snapshot: SnapshotRead | null;
}

/** Posts. */
export interface SearchAnswer {
  readonly results: readonly Post[];
  /** null in the last part. */
  readonly next_cursor: string | null;
  readonly meta: SearchMeta;
}

/** Posts that have something in common. */
export interface Bucket {
  /** In the order of by; times are the start of the span, in UTC. */
  readonly key: readonly string[];
  readonly count: number;
  /** null unless asked for. */
  readonly authors: number | null;
  /** null unless asked for, or if there is no public post with this key. */
  readonly share: number | null;
  /** Of an author that is a key. */
  readonly handle: string | null;
  /** Of features, in the order of measures; null unless asked for. A value is null where no post has one. */
  readonly values: readonly (number | null)[] | null;
}

/** One aggregation. */
export interface Aggregation {
  readonly by: readonly string[];
  readonly buckets: readonly Bucket[];
  /** Whether there are further keys with enough posts. */
  readonly truncated: boolean;
}

/** How it came about. */
export interface AggregateMeta {
  /** How many posts were found. */
  readonly total: number;
  readonly start: Time | null;
  readonly end: Time | null;
  readonly files_read: number;
  readonly hours_read: number;
  readonly hours_skipped: number;
  readonly complete: boolean;
  readonly unreadable_files: readonly string[];
  /** null without coverage=true. */
  readonly coverage: Coverage | null;
  readonly elapsed_ms: number;
  readonly warning: string | null;
  /** The one that was searched; null for the lake as it is. */
  readonly snapshot: SnapshotRead | null;
}

/** A snapshot that was searched. */
export interface SnapshotRead {
  readonly time: string;
  /** How many of its posts were left out because they have been taken back since. */
  readonly removed: number;
  /** How many rows left its files before, for the same reason. */
  readonly redacted: number;
}

/** What is certified of the hours of the range. */
export interface Coverage {
  /** Whether every hour is certified complete. */
  readonly complete: boolean;
  readonly complete_hours: number;
  /** Something is missing, or suspected to. */
  readonly incomplete_hours: number;
  /** Nobody wrote down what was read, or they are still being read. */
  readonly unknown_hours: number;
  /** The oldest, where there are more than 744. */
  readonly unjudged_hours: number;
  /** Those that are not complete, the newest first. */
  readonly stretches: readonly Stretch[];
  /** Whether there are more of them. */
  readonly truncated: boolean;
}

/** Hours that follow each other. */
export interface Stretch {
  readonly start: Time;
  readonly end: Time;
  readonly state: "incomplete" | "unknown";
}

/** Counts of posts. */
export interface AggregateAnswer {
  readonly aggregations: readonly Aggregation[];
  readonly meta: AggregateMeta;
}

/** A feature of posts. */
export interface Feature {
  readonly name: string;
  /** The least value in the newest files; null if they tell none. */
  readonly min: number | null;
  /** The greatest. */
  readonly max: number | null;
  /** How many values these files have. */
  readonly values: number;
}

/** How many events the lake has. */
export interface Events {
  /** Rows of all tables but features; of the newest hours what their certificates tell. */
  readonly count: number;
  /** Up to when. */
  readonly as_of: Time;
  /** In how many hours the rows of files were counted. */
  readonly counted_hours: number;
  /** How many more hours have a file whose rows are not known; theirs are missing. */
  readonly uncounted_hours: number;
}

/** A snapshot that searches can be of. */
export interface Snapshot {
  /** What the parameter snapshot takes. */
  readonly name: string;
  readonly taken_at: Time;
}

/** What the lake holds. */
export interface StatusAnswer {
  readonly newest_event: Time | null;
  readonly lag_seconds: number | null;
  readonly last_flush: Time | null;
  readonly first_hour: Time | null;
  readonly last_hour: Time | null;
  readonly hours: number;
  readonly files: number;
  /** How many events the lake has; null if nothing in it tells. */
  readonly events: Events | null;
  /** What is certified of the last 24 hours that are over; null before the first flush. */
  readonly last_day: Coverage | null;
  /** What posts have features of, by name. */
  readonly features: readonly Feature[];
  /** The newest snapshots, the newest first. */
  readonly snapshots: readonly Snapshot[];
  readonly version: string;
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
