/** A server that is no function, though it has the page: it answers what a test tells it to. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";

const folder = join(import.meta.dirname, "../dist");
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
  json: "application/json",
};

export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Stranger {
  readonly url: string;
  /** What is answered at a path such as `/search`; a request of any other is one for a file of the page. */
  readonly answers: Map<string, Answer>;
  end(): Promise<void>;
}

export async function startStranger(): Promise<Stranger> {
  const answers = new Map<string, Answer>();
  const server = createServer({ maxHeaderSize: 1_000_000 }, (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const answer = answers.get(path) ?? file(path);
    response.writeHead(answer.status ?? 200, { "Content-Type": answer.type ?? "application/json", ...answer.headers });
    response.end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    answers,
    end: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function file(path: string): Answer {
  const name = path === "/" ? "index.html" : normalize(path).replace(/^\/+/, "");
  try {
    const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
    return { type, body: readFileSync(join(folder, name), "utf8") };
  } catch {
    return { status: 404, type: "text/plain", body: "no such file" };
  }
}

/** A post that is one, with what a test puts in its place. */
export function post(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    uri: "at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3lqabcdefgh2a",
    url: "https://bsky.app/profile/did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/post/3lqabcdefgh2a",
    author_did: "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa",
    handle: "a.example.com",
    text: "a post",
    created_at: "2025-06-02T10:00:00.000000Z",
    indexed_at: "2025-06-02T10:00:00.000000Z",
    sort_at: "2025-06-02T10:00:00.000000Z",
    langs: ["en"],
    reply_root_uri: null,
    reply_parent_uri: null,
    quote_uri: null,
    embed_type: null,
    image_count: 0,
    has_video: false,
    link_uris: [],
    hashtags: [],
    mention_dids: [],
    self_labels: [],
    operation: "create",
    cid: null,
    rev: "3lqabcdefgh2a",
    ...changes,
  };
}

export function found(posts: readonly unknown[], meta: Readonly<Record<string, unknown>> = {}): Answer {
  const told = {
    ...{ count: posts.length, total: null, files_read: 1, hours_read: 1, hours_skipped: 0, complete: true },
    ...{ unreadable_files: [], coverage: null, elapsed_ms: 1, warning: null, snapshot: null },
    ...meta,
  };
  return { body: JSON.stringify({ results: posts, next_cursor: null, meta: told }) };
}

/** A count by hour and of each facet; a bucket is its key and how many. */
export function counted(buckets: readonly (readonly [string, number])[], meta: Readonly<Record<string, unknown>> = {}) {
  const aggregation = (by: string) => ({
    by: [by],
    buckets: buckets.map(([key, count]) => ({
      key: [key],
      count,
      authors: null,
      share: 1,
      handle: null,
      values: null,
    })),
    truncated: false,
  });
  const told = {
    ...{ total: 1, start: null, end: null, files_read: 1, hours_read: 1, hours_skipped: 0, complete: true },
    ...{ unreadable_files: [], coverage: null, elapsed_ms: 1, warning: null, snapshot: null },
    ...meta,
  };
  return {
    body: JSON.stringify({
      aggregations: ["hour", "author", "hashtag", "lang", "domain"].map(aggregation),
      meta: told,
    }),
  };
}
