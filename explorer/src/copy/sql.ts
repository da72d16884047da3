import { comparedBy } from "../query/features.ts";
import type { Filter } from "../query/filters.ts";
import type { Query } from "../query/query.ts";
import { instant, snapshotTime } from "../query/time.ts";
import { fold } from "../text/fold.ts";
import { type Node, parseText } from "../text/grammar.ts";

/** What is not seen, or turns what is around it: controls, format characters, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/u;

/** A string of SQL. A mark of direction could make code look like other code, so what is not seen is named by its number. */
export function sqlString(text: string): string {
  const parts = text.split(new RegExp(`(${UNSEEN.source})`, "u")).filter((part) => part !== "");
  const written = parts.map((part) =>
    UNSEEN.test(part)
      ? [...part].map((character) => `chr(${character.codePointAt(0)})`).join(" || ")
      : `'${part.replaceAll("'", "''")}'`,
  );
  return written.length < 2 && !UNSEEN.test(text) ? (written[0] ?? "''") : `(${written.join(" || ")})`;
}

/** What may stand in a comment: nothing of it ends the line, or looks as if it did. */
function inComment(text: string): string {
  return text.replaceAll(new RegExp(UNSEEN.source, "gu"), " ");
}

function words(text: string): string {
  return `contains(text_folded, ${sqlString(fold(text))})`;
}

/** The account, which a handle names by the latest identity event that has it. */
function account(value: string): string {
  const name = value.replace(/^@/, "");
  return name.startsWith("did:") ? sqlString(name) : `did_of(${sqlString(name.toLowerCase())})`;
}

const AUTHOR_OF_PARENT = "split_part(reply_parent_uri, '/', 3)";

function host(value: string): string {
  const domain = value.toLowerCase();
  return `list_bool_or([h = ${sqlString(domain)} OR ends_with(h, ${sqlString(`.${domain}`)}) FOR h IN hosts(link_uris)])`;
}

function hashtag(value: string): string {
  return `list_contains([lower(t) FOR t IN hashtags], ${sqlString(value.toLowerCase())})`;
}

function language(value: string): string {
  const code = value.toLowerCase();
  return `list_bool_or([lower(l) = ${sqlString(code)} OR starts_with(lower(l), ${sqlString(`${code}-`)}) FOR l IN langs])`;
}

const HAS: Readonly<Record<string, string>> = {
  image: "image_count > 0",
  video: "has_video",
  link: "len(link_uris) > 0",
  quote: "quote_uri IS NOT NULL",
  reply: "reply_parent_uri IS NOT NULL",
};

/** A condition of DuckDB; null for what the columns of the lake do not tell. */
function condition(filter: Filter): string | null {
  const value = filter.value;
  switch (filter.name) {
    case "username":
      return value.startsWith("*.") ? null : `author_did = ${account(value)}`;
    case "lang":
      return language(value);
    case "hashtag":
      return hashtag(value);
    case "mention":
      return `list_contains(mention_dids, ${account(value)})`;
    case "domain":
      return host(value);
    case "url":
      return `list_contains(link_uris, ${sqlString(value)})`;
    case "has":
      return HAS[value] ?? null;
    case "reply_to":
      return `reply_parent_uri = ${sqlString(value)}`;
    case "thread":
      return `(reply_root_uri = ${sqlString(value)} OR posts.uri = ${sqlString(value)})`;
    case "quotes":
      return `quote_uri = ${sqlString(value)}`;
    case "label":
      return `list_contains(self_labels, ${sqlString(value)})`;
    case "uri":
      return `posts.uri = ${sqlString(value)}`;
  }
}

function ofNode(node: Node, now: number): string | null {
  switch (node.kind) {
    case "words":
      return words(node.text);
    case "hashtag":
      return hashtag(node.value);
    case "not": {
      const inside = ofNode(node.of, now);
      return inside === null ? null : `NOT coalesce(${inside}, false)`;
    }
    case "and":
    case "or": {
      const parts = node.of.map((part) => ofNode(part, now));
      return parts.some((part) => part === null) ? null : `(${parts.join(node.kind === "and" ? " AND " : " OR ")})`;
    }
    case "operator":
      return ofOperator(node.operator, node.value, now);
  }
}

function ofOperator(operator: string, value: string, now: number): string | null {
  switch (operator) {
    case "from":
      return value.startsWith("*.") ? null : `author_did = ${account(value)}`;
    case "to":
      return `${AUTHOR_OF_PARENT} = ${account(value)}`;
    case "mentions":
      return `list_contains(mention_dids, ${account(value)})`;
    case "domain":
      return host(value);
    case "lang":
      return language(value);
    case "since":
      return time(">=", value, now, false);
    default:
      return time("<", value, now, false);
  }
}

/** @param whole whether a date lets in its whole day */
function time(comparison: string, value: string, now: number, whole: boolean): string | null {
  const at = instant(value, now);
  if (at === null) {
    return null;
  }
  const day = whole && /^\d{4}-\d\d-\d\d$/.test(value) ? 86_400_000 : 0;
  return `sort_at ${comparison} TIMESTAMPTZ ${sqlString(new Date(at + day).toISOString())}`;
}

/** The posts whose hash begins low: docs/api.md has the rule. */
function sampled(share: number): string | null {
  return share > 0 && share <= 1 ? `('0x' || left(md5(posts.uri), 8))::UBIGINT < ${Math.round(share * 2 ** 32)}` : null;
}

/** The conditions, and what of the query they leave out. */
function conditions(query: Query, now: number): { kept: string[]; left: string[] } {
  const kept: string[] = [];
  const left: string[] = [];
  const add = (what: string, sql: string | null) => (sql === null ? left.push(what) : kept.push(sql));
  const text = query.text.trim();
  if (text !== "") {
    const tree = query.exact ? null : parseText(text);
    add("text", query.exact ? words(text) : tree === null ? null : ofNode(tree, now));
  }
  for (const name of new Set(query.filters.map((filter) => filter.name))) {
    for (const not of [false, true]) {
      const same = query.filters.filter((filter) => filter.name === name && filter.not === not);
      const parts = same.map(condition);
      if (same.length > 0) {
        const any = parts.some((part) => part === null) ? null : `(${parts.join(" OR ")})`;
        add(`${not ? "not_" : ""}${name}`, any === null || !not ? any : `NOT coalesce(${any}, false)`);
      }
    }
  }
  for (const comparison of query.features) {
    const compared = comparedBy(comparison);
    add(`feature_filters=${comparison}`, compared === null ? null : compared.sql);
  }
  if (query.start !== "") {
    add("start", time(">=", query.start, now, false));
  }
  if (query.end !== "") {
    add("end", time("<", query.end, now, true));
  }
  if (query.sample !== "") {
    add("sample", sampled(Number(query.sample)));
  }
  if (query.snapshot !== "" && snapshotTime(query.snapshot) === null) {
    left.push("snapshot");
  }
  return { kept, left };
}

const ORDERS = {
  newest: "sort_at DESC, posts.uri",
  oldest: "sort_at, posts.uri",
  top: "features.like_count DESC NULLS LAST, sort_at DESC, posts.uri",
  random: "left(md5(md5('') || posts.uri), 13), posts.uri",
} as const;

/** The newest value of each feature that the query names. */
function features(query: Query): string[] {
  const named = query.features.flatMap((comparison) => comparedBy(comparison)?.name ?? []);
  return [...new Set(query.sort === "top" ? [...named, "like_count"] : named)];
}

function featuresTable(names: readonly string[]): string {
  const newest = names.map((name) => `arg_max(${name}, batch) AS ${name}`).join(", ");
  return `,
features AS (
  SELECT uri, ${newest} FROM (
    SELECT uri, ${names.join(", ")}, regexp_extract(filename, '-(\\d+)-\\d+[.]parquet$', 1)::BIGINT AS batch
    FROM read_parquet(getvariable('lake') || '/features/*/*/*/*/*.parquet', filename = true, union_by_name = true))
  GROUP BY uri)`;
}

const LIVE_FILES = "getvariable('lake') || '/posts/*/*/*/*/*.parquet'";

/** What names the files of posts, and makes ready what it needs; of a snapshot, those that its manifest names. */
function postFiles(snapshot: string): { readonly prepared: string; readonly files: string } {
  if (snapshotTime(snapshot) === null) {
    return { prepared: "", files: LIVE_FILES };
  }
  return {
    prepared: `-- Of the snapshot, without what was deleted since.
SET VARIABLE bucket = left(getvariable('lake'), -4);
SET VARIABLE files = (
  SELECT list(getvariable('bucket') || file.name) FROM (
    SELECT unnest(files) AS file
    FROM read_json(getvariable('bucket') || 'snapshots/${snapshot}/manifest.json', maximum_object_size = 1000000000))
  WHERE file.name LIKE 'lake/posts/%');
`,
    files: "getvariable('files')",
  };
}

/** The query for DuckDB over the lake itself. */
export function sql(query: Query, now: number): string {
  const { kept, left } = conditions(query, now);
  const missing =
    left.length === 0
      ? ""
      : `-- Left out, since SQL over the lake has no such condition: ${inComment(left.join(", "))}.\n`;
  const named = features(query);
  const table = named.length === 0 ? "" : featuresTable(named);
  const joined = named.length === 0 ? "" : " LEFT JOIN features ON features.uri = posts.uri";
  const { prepared, files } = postFiles(query.snapshot);
  const where = ["removed.uri IS NULL", ...kept].join("\n  AND ");
  return `-- DuckDB, over the Parquet files; put your bucket in the place of s3://bucket.
-- Accounts that were taken down are still in here: docs/formats.md says how to leave them out.
${missing}SET VARIABLE lake = 's3://bucket/lake';
${prepared}CREATE OR REPLACE TEMP MACRO hosts(uris) AS [regexp_extract(lower(u), '^https?://(?:[^/?#@]*@)?([^/:?#]+)', 1) FOR u IN uris];
CREATE OR REPLACE TEMP MACRO did_of(name) AS (
  SELECT arg_max(did, indexed_at) FROM read_parquet(getvariable('lake') || '/accounts/*/*/*/*/*.parquet')
  WHERE kind = 'identity' AND lower(handle) = name);
WITH posts AS (
  SELECT * FROM read_parquet(${files}, hive_partitioning = true,
    hive_types = {'year': INT, 'month': INT, 'day': INT, 'hour': INT})
  QUALIFY row_number() OVER (PARTITION BY uri ORDER BY rev DESC) = 1),
removed AS (SELECT DISTINCT uri FROM read_parquet(getvariable('lake') || '/deletes/*/*/*/*/*.parquet'))${table}
SELECT posts.uri, author_did, text, created_at, sort_at, langs
FROM posts LEFT JOIN removed ON removed.uri = posts.uri${joined}
WHERE ${where}
ORDER BY ${ORDERS[query.sort]}
LIMIT 1000;
`;
}
