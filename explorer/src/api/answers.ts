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

/** How large an export would be. */
export interface ExportEstimate {
  /** How many posts. */
  readonly rows: number;
  /** Whether that is exact; else there are at most so many. */
  readonly rows_exact: boolean;
  /** How long it is, uncompressed but for Parquet. */
  readonly bytes: number;
  /** Whether that is exact; else it is as if all posts were as long as the first ones. */
  readonly bytes_exact: boolean;
}

/** The parameters of /search that the page asks. */
export interface SearchParameters {
  /** What occurs in the text: words in any order, "phrases", OR, -word, parentheses, #tag, @handle, from:, to:, mentions:, domain:, lang:, since:, until:. */
  readonly text?: string;
  /** text is one phrase without operators. */
  readonly exact?: "true" | "false" | "1" | "0" | "";
  /** Handles, DIDs, or *.example.org for all handles below a domain: one of them. */
  readonly username?: readonly string[];
  /** Handles, DIDs, or *.example.org for all handles below a domain: none of them. */
  readonly not_username?: readonly string[];
  /** at:// URIs of posts: one of them. */
  readonly uri?: readonly string[];
  /** at:// URIs of posts: none of them. */
  readonly not_uri?: readonly string[];
  /** Languages that the post claims; en is also en-GB: one of them. */
  readonly lang?: readonly string[];
  /** Languages that the post claims; en is also en-GB: none of them. */
  readonly not_lang?: readonly string[];
  /** Hashtags, with or without #, in any case: one of them. */
  readonly hashtag?: readonly string[];
  /** Hashtags, with or without #, in any case: none of them. */
  readonly not_hashtag?: readonly string[];
  /** Accounts mentioned: DIDs or handles: one of them. */
  readonly mention?: readonly string[];
  /** Accounts mentioned: DIDs or handles: none of them. */
  readonly not_mention?: readonly string[];
  /** Hosts of links, and all below them: one of them. */
  readonly domain?: readonly string[];
  /** Hosts of links, and all below them: none of them. */
  readonly not_domain?: readonly string[];
  /** Links: one of them. */
  readonly url?: readonly string[];
  /** Links: none of them. */
  readonly not_url?: readonly string[];
  /** What the post has: image, video, link, quote, reply or alt. */
  readonly has?: readonly ("image" | "video" | "link" | "quote" | "reply" | "alt")[];
  /** What the post has: image, video, link, quote, reply or alt: none of them. */
  readonly not_has?: readonly ("image" | "video" | "link" | "quote" | "reply" | "alt")[];
  /** at:// URIs of the posts answered: one of them. */
  readonly reply_to?: readonly string[];
  /** at:// URIs of the posts answered: none of them. */
  readonly not_reply_to?: readonly string[];
  /** at:// URIs of threads' first posts, which are in them: one of them. */
  readonly thread?: readonly string[];
  /** at:// URIs of threads' first posts, which are in them: none of them. */
  readonly not_thread?: readonly string[];
  /** at:// URIs of the posts quoted: one of them. */
  readonly quotes?: readonly string[];
  /** at:// URIs of the posts quoted: none of them. */
  readonly not_quotes?: readonly string[];
  /** Labels that the author gave the post: one of them. */
  readonly label?: readonly string[];
  /** Labels that the author gave the post: none of them. */
  readonly not_label?: readonly string[];
  /** A share above 0 and up to 1: the same posts every time. */
  readonly sample?: number;
  /** The time of a snapshot, such as 20260710T070000Z: only the files that it names are searched. */
  readonly snapshot?: string;
  /** Comparisons of imported features, separated by commas, all of which are met: a>=0.8, a<1, a=2, a=0.2..0.4, a is null, a is not null. */
  readonly feature_filters?: string;
  /** The first instant that is in: ISO 8601 (UTC without a zone), or relative such as -24h, -7d or now. */
  readonly start?: string;
  /** The first instant that is out; a date lets in that whole day. */
  readonly end?: string;
  /** The order: by sort_at and then uri; top: the most likes first, as the feature like_count has them; random: by chance, the same with the same seed. */
  readonly sort?: "newest" | "oldest" | "top" | "random";
  /** How many posts at most. */
  readonly limit?: number;
  /** The next_cursor of an earlier answer to the same request. */
  readonly cursor?: string;
  /** Also count all posts that are found: meta.total. */
  readonly count?: "true" | "false" | "1" | "0" | "";
  /** Names of the members of posts that are shown, separated by commas, in this order; * for all but features; all but these without it. */
  readonly fields?: string;
  /** Also tell whether the hours of the range are certified complete. */
  readonly coverage?: boolean;
}

/** The parameters of /aggregate that the page asks. */
export interface AggregateParameters {
  /** What occurs in the text: words in any order, "phrases", OR, -word, parentheses, #tag, @handle, from:, to:, mentions:, domain:, lang:, since:, until:. */
  readonly text?: string;
  /** text is one phrase without operators. */
  readonly exact?: "true" | "false" | "1" | "0" | "";
  /** Handles, DIDs, or *.example.org for all handles below a domain: one of them. */
  readonly username?: readonly string[];
  /** Handles, DIDs, or *.example.org for all handles below a domain: none of them. */
  readonly not_username?: readonly string[];
  /** at:// URIs of posts: one of them. */
  readonly uri?: readonly string[];
  /** at:// URIs of posts: none of them. */
  readonly not_uri?: readonly string[];
  /** Languages that the post claims; en is also en-GB: one of them. */
  readonly lang?: readonly string[];
  /** Languages that the post claims; en is also en-GB: none of them. */
  readonly not_lang?: readonly string[];
  /** Hashtags, with or without #, in any case: one of them. */
  readonly hashtag?: readonly string[];
  /** Hashtags, with or without #, in any case: none of them. */
  readonly not_hashtag?: readonly string[];
  /** Accounts mentioned: DIDs or handles: one of them. */
  readonly mention?: readonly string[];
  /** Accounts mentioned: DIDs or handles: none of them. */
  readonly not_mention?: readonly string[];
  /** Hosts of links, and all below them: one of them. */
  readonly domain?: readonly string[];
  /** Hosts of links, and all below them: none of them. */
  readonly not_domain?: readonly string[];
  /** Links: one of them. */
  readonly url?: readonly string[];
  /** Links: none of them. */
  readonly not_url?: readonly string[];
  /** What the post has: image, video, link, quote, reply or alt. */
  readonly has?: readonly ("image" | "video" | "link" | "quote" | "reply" | "alt")[];
  /** What the post has: image, video, link, quote, reply or alt: none of them. */
  readonly not_has?: readonly ("image" | "video" | "link" | "quote" | "reply" | "alt")[];
  /** at:// URIs of the posts answered: one of them. */
  readonly reply_to?: readonly string[];
  /** at:// URIs of the posts answered: none of them. */
  readonly not_reply_to?: readonly string[];
  /** at:// URIs of threads' first posts, which are in them: one of them. */
  readonly thread?: readonly string[];
  /** at:// URIs of threads' first posts, which are in them: none of them. */
  readonly not_thread?: readonly string[];
  /** at:// URIs of the posts quoted: one of them. */
  readonly quotes?: readonly string[];
  /** at:// URIs of the posts quoted: none of them. */
  readonly not_quotes?: readonly string[];
  /** Labels that the author gave the post: one of them. */
  readonly label?: readonly string[];
  /** Labels that the author gave the post: none of them. */
  readonly not_label?: readonly string[];
  /** A share above 0 and up to 1: the same posts every time. */
  readonly sample?: number;
  /** The time of a snapshot, such as 20260710T070000Z: only the files that it names are searched. */
  readonly snapshot?: string;
  /** Comparisons of imported features, separated by commas, all of which are met: a>=0.8, a<1, a=2, a=0.2..0.4, a is null, a is not null. */
  readonly feature_filters?: string;
  /** The first instant that is in: ISO 8601 (UTC without a zone), or relative such as -24h, -7d or now. */
  readonly start?: string;
  /** The first instant that is out; a date lets in that whole day. */
  readonly end?: string;
  /** One aggregation: one or two of hour, day, week, month, author, lang, hashtag, domain, mention, has and spans of a feature such as toxicity_score:0.1, separated by a comma; at most one of them a time. Repeated for more, up to 8. Without it, all posts together. */
  readonly by?: readonly string[];
  /** What is told of each bucket, separated by commas: count, authors (different ones), share (of all public posts with the same key), and of the values of a feature, such as toxicity_score:avg, min, max, avg, median or p1 to p99. */
  readonly measures?: readonly string[];
  /** How many keys that are no times, at most. */
  readonly top?: number;
  /** csv has one aggregation. */
  readonly format?: "json" | "csv";
  /** Also tell whether the hours of the range are certified complete. */
  readonly coverage?: boolean;
}

/** /status takes no parameters. */
export type StatusParameters = Readonly<Record<never, never>>;

/** The parameters of /export that the page asks. */
export interface ExportParameters {
  /** What occurs in the text: words in any order, "phrases", OR, -word, parentheses, #tag, @handle, from:, to:, mentions:, domain:, lang:, since:, until:. */
  readonly text?: string;
  /** text is one phrase without operators. */
  readonly exact?: "true" | "false" | "1" | "0" | "";
  /** Handles, DIDs, or *.example.org for all handles below a domain: one of them. */
  readonly username?: readonly string[];
  /** Handles, DIDs, or *.example.org for all handles below a domain: none of them. */
  readonly not_username?: readonly string[];
  /** at:// URIs of posts: one of them. */
  readonly uri?: readonly string[];
  /** at:// URIs of posts: none of them. */
  readonly not_uri?: readonly string[];
  /** Languages that the post claims; en is also en-GB: one of them. */
  readonly lang?: readonly string[];
  /** Languages that the post claims; en is also en-GB: none of them. */
  readonly not_lang?: readonly string[];
  /** Hashtags, with or without #, in any case: one of them. */
  readonly hashtag?: readonly string[];
  /** Hashtags, with or without #, in any case: none of them. */
  readonly not_hashtag?: readonly string[];
  /** Accounts mentioned: DIDs or handles: one of them. */
  readonly mention?: readonly string[];
  /** Accounts mentioned: DIDs or handles: none of them. */
  readonly not_mention?: readonly string[];
  /** Hosts of links, and all below them: one of them. */
  readonly domain?: readonly string[];
  /** Hosts of links, and all below them: none of them. */
  readonly not_domain?: readonly string[];
  /** Links: one of them. */
  readonly url?: readonly string[];
  /** Links: none of them. */
  readonly not_url?: readonly string[];
  /** What the post has: image, video, link, quote, reply or alt. */
  readonly has?: readonly ("image" | "video" | "link" | "quote" | "reply" | "alt")[];
  /** What the post has: image, video, link, quote, reply or alt: none of them. */
  readonly not_has?: readonly ("image" | "video" | "link" | "quote" | "reply" | "alt")[];
  /** at:// URIs of the posts answered: one of them. */
  readonly reply_to?: readonly string[];
  /** at:// URIs of the posts answered: none of them. */
  readonly not_reply_to?: readonly string[];
  /** at:// URIs of threads' first posts, which are in them: one of them. */
  readonly thread?: readonly string[];
  /** at:// URIs of threads' first posts, which are in them: none of them. */
  readonly not_thread?: readonly string[];
  /** at:// URIs of the posts quoted: one of them. */
  readonly quotes?: readonly string[];
  /** at:// URIs of the posts quoted: none of them. */
  readonly not_quotes?: readonly string[];
  /** Labels that the author gave the post: one of them. */
  readonly label?: readonly string[];
  /** Labels that the author gave the post: none of them. */
  readonly not_label?: readonly string[];
  /** A share above 0 and up to 1: the same posts every time. */
  readonly sample?: number;
  /** The time of a snapshot, such as 20260710T070000Z: only the files that it names are searched. */
  readonly snapshot?: string;
  /** Comparisons of imported features, separated by commas, all of which are met: a>=0.8, a<1, a=2, a=0.2..0.4, a is null, a is not null. */
  readonly feature_filters?: string;
  /** The first instant that is in: ISO 8601 (UTC without a zone), or relative such as -24h, -7d or now. */
  readonly start?: string;
  /** The first instant that is out; a date lets in that whole day. */
  readonly end?: string;
  /** The order: by sort_at and then uri; top: the most likes first, as the feature like_count has them; random: by chance, the same with the same seed. */
  readonly sort?: "newest" | "oldest" | "top" | "random";
  /** How many posts at most. The greatest one is a setting: 1000000 unless it was changed. */
  readonly limit?: number;
  /** The X-Next-Cursor of an earlier answer to the same request. */
  readonly cursor?: string;
  /** Also count all posts that are found: X-Total-Count. */
  readonly count?: "true" | "false" | "1" | "0" | "";
  /** Names of the columns, separated by commas, in this order; * for all but features; all but these without it. */
  readonly fields?: string;
  /** What the answer is; without it what Accept asks for, and else csv. */
  readonly format?: "csv" | "jsonl" | "parquet" | "arrow";
  /** Begin CSV with a byte order mark, for spreadsheets that need one. */
  readonly bom?: "true" | "false" | "1" | "0" | "";
  /** Tell how many rows and bytes the answer would have, instead of it. */
  readonly estimate?: "true" | "false" | "1" | "0" | "";
  /** Tell where the answer comes from, instead of it. */
  readonly provenance?: "true" | "false" | "1" | "0" | "";
}

/** What is asked and answered. */
export interface Paths {
  readonly "/search": { readonly parameters: SearchParameters; readonly answer: SearchAnswer };
  readonly "/aggregate": { readonly parameters: AggregateParameters; readonly answer: AggregateAnswer };
  readonly "/status": { readonly parameters: StatusParameters; readonly answer: StatusAnswer };
  readonly "/export": { readonly parameters: ExportParameters };
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
