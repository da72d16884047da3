import { fold, foldWithOrigin } from "./fold.ts";
import type { Range } from "./highlight.ts";

/** Something in a text that can be clicked, made of what the record lists and never of the text alone. */
export type Entity =
  | (Range & { readonly kind: "link"; readonly uri: string })
  | (Range & { readonly kind: "hashtag"; readonly tag: string })
  | (Range & { readonly kind: "mention"; readonly account: string });

/** What of a post makes its entities. */
export interface Linked {
  readonly text: string | null;
  readonly link_uris: readonly string[];
  readonly hashtags: readonly string[];
  readonly mention_dids: readonly string[];
}

/** The address if it is one of the web; null for `javascript:` and whatever else a stranger may write. */
export function webAddress(uri: string): URL | null {
  try {
    const url = new URL(uri);
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

const HASHTAG = /[#＃]([^\s#＃]+)/gu;
const MENTION = /@([a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)/g;

/** The entities of a post's text: ascending, none over another. */
export function entities(post: Linked): Entity[] {
  const text = post.text ?? "";
  const found = [
    ...links(text, post.link_uris),
    ...hashtags(text, post.hashtags),
    ...mentions(text, post.mention_dids),
  ];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((entity) => {
    const free = entity.start >= end;
    if (free) {
      end = entity.end;
    }
    return free;
  });
}

/** A link stands in the text whole, without its scheme, or shortened with an ellipsis. */
function links(text: string, uris: readonly string[]): Entity[] {
  const found: Entity[] = [];
  for (const uri of uris) {
    const range = webAddress(uri) === null ? null : placeOfLink(text, uri);
    if (range !== null) {
      found.push({ kind: "link", uri, ...range });
    }
  }
  return found;
}

function placeOfLink(text: string, uri: string): Range | null {
  const bare = uri.replace(/^https?:\/\//i, "");
  for (const form of [uri, bare, bare.replace(/^www\./i, ""), bare.replace(/\/$/, "")]) {
    const start = form === "" ? -1 : text.indexOf(form);
    if (start >= 0) {
      return { start, end: start + form.length };
    }
  }
  return placeOfShortened(text, bare);
}

function placeOfShortened(text: string, bare: string): Range | null {
  const host = bare.split("/", 1)[0] ?? "";
  const start = host === "" ? -1 : text.indexOf(host);
  if (start < 0) {
    return null;
  }
  let end = start;
  while (end < text.length && text[end] === bare[end - start]) {
    end++;
  }
  const ellipsis = /^(?:…|\.\.\.)/.exec(text.slice(end))?.[0];
  return ellipsis === undefined ? null : { start, end: end + ellipsis.length };
}

function hashtags(text: string, tags: readonly string[]): Entity[] {
  if (tags.length === 0) {
    return [];
  }
  // The longest first: what follows a tag without a blank, such as a full stop, is not of it.
  const known = [...new Map(tags.map((tag) => [fold(tag), tag]))]
    .filter(([folded]) => folded !== "")
    .sort(([a], [b]) => b.length - a.length);
  return [...text.matchAll(HASHTAG)].flatMap((match) => {
    const written = foldWithOrigin(match[1] ?? "");
    const [folded, tag] = known.find(([each]) => written.folded.startsWith(each)) ?? [];
    const end = folded === undefined ? undefined : written.ends[folded.length - 1];
    return tag === undefined || end === undefined
      ? []
      : [{ kind: "hashtag" as const, tag, start: match.index, end: match.index + 1 + end }];
  });
}

/** Handles in a text belong to the accounts that the record mentions; which is which is known if they are as many. */
function mentions(text: string, dids: readonly string[]): Entity[] {
  if (dids.length === 0) {
    return [];
  }
  const handles = [...text.matchAll(MENTION)].filter((match) => match[1]?.includes("."));
  return handles.map((match, index) => ({
    kind: "mention",
    account: (handles.length === dids.length ? dids[index] : match[1]) ?? "",
    start: match.index,
    end: match.index + match[0].length,
  }));
}
