import type { Filters } from "../api/parameters.ts";

/** The filters of the functions that stand beside the text: docs/api.md. */

export const FILTER_NAMES = [
  "username",
  "lang",
  "hashtag",
  "mention",
  "domain",
  "url",
  "has",
  "reply_to",
  "thread",
  "quotes",
  "label",
  "uri",
] as const satisfies readonly (keyof Filters)[];
export type FilterName = (typeof FILTER_NAMES)[number];

export interface FilterKind {
  /** Before a value: `author is alice.example.com`. */
  readonly label: string;
  readonly hint: string;
  /** The only values that there are, if they are a closed list. */
  readonly choices?: readonly string[];
}

export const FILTERS: Readonly<Record<FilterName, FilterKind>> = {
  username: { label: "author", hint: "a handle, a DID, or *.example.com" },
  lang: { label: "language", hint: "a code, such as en or pt" },
  hashtag: { label: "hashtag", hint: "a tag, without #" },
  mention: { label: "mentions", hint: "a handle or a DID" },
  domain: { label: "links to", hint: "a domain, such as example.com" },
  url: { label: "has the link", hint: "the whole address" },
  has: {
    label: "has",
    hint: "what the post has",
    choices: ["image", "video", "link", "quote", "reply", "alt"],
  },
  reply_to: { label: "answers", hint: "at://… of a post" },
  thread: { label: "in thread", hint: "at://… of the first post" },
  quotes: { label: "quotes", hint: "at://… of a post" },
  label: { label: "self label", hint: "a label, such as porn" },
  uri: { label: "post", hint: "at://… of a post" },
};

/** One value of a filter; several of one name are alternatives, of which `not` ones rule out. */
export interface Filter {
  readonly name: FilterName;
  readonly value: string;
  readonly not: boolean;
}

export function isFilterName(name: string): name is FilterName {
  return (FILTER_NAMES as readonly string[]).includes(name);
}

export function sameFilter(a: Filter, b: Filter): boolean {
  return a.name === b.name && a.value === b.value && a.not === b.not;
}
