import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Post } from "../api/types.ts";
import { readable } from "../query/time.ts";
import { addFilter } from "../store/navigation.ts";
import { type Entity, entities, webAddress } from "../text/entities.ts";
import { highlights } from "../text/highlight.ts";
import { type Piece, pieces } from "../text/pieces.ts";

/** Texts longer than this many UTF-16 units are shown in part at first. */
const LONG = 1200;

/** A link out of the page: to where it says, in a new tab, which learns nothing of this one. */
export function Out({ uri, children, ...rest }: { uri: string; children: ComponentChildren; class?: string }) {
  const address = webAddress(uri);
  return address === null ? (
    <span {...rest}>{children}</span>
  ) : (
    <a {...rest} href={address.href} title={address.href} target="_blank" rel="noopener noreferrer nofollow ugc">
      {children}
    </a>
  );
}

export function Author({ post }: { post: Post }) {
  const account = post.handle ?? post.author_did;
  return (
    <button
      type="button"
      class="link author"
      title={`Only posts by ${post.author_did}`}
      onClick={() => addFilter({ name: "username", value: post.author_did, not: false })}
    >
      <bdi>{post.handle === null ? shortDid(account) : `@${account}`}</bdi>
    </button>
  );
}

/** A DID in which what tells it from others can be read. */
export function shortDid(did: string): string {
  return did.length > 22 ? `${did.slice(0, 16)}…${did.slice(-4)}` : did;
}

export function PostTime({ post }: { post: Post }) {
  const time = Date.parse(post.sort_at);
  return (
    <time datetime={post.sort_at} title={`${post.sort_at}; seen ${post.indexed_at}`}>
      {Number.isNaN(time) ? <bdi>{post.sort_at}</bdi> : readable(time, { seconds: true })}
    </time>
  );
}

/** A post's text: what strangers wrote is text, kept apart from what is around it in direction and in height. */
export function PostText({ post, words }: { post: Post; words: readonly string[] }) {
  const [whole, setWhole] = useState(false);
  const all = post.text ?? "";
  const long = all.length > LONG;
  const text = long && !whole ? shortened(all) : all;
  if (text === "") {
    return <p class="text empty">no text</p>;
  }
  const parts = pieces(text, entities({ ...post, text }), highlights(text, words));
  return (
    <div class="text-frame">
      <p class="text" dir="auto" lang={post.langs.length === 1 ? languageTag(post.langs[0]) : undefined}>
        {parts.map((piece, index) => (
          <PieceView key={index} piece={piece} />
        ))}
        {long && !whole && "…"}
      </p>
      {long && (
        <button type="button" class="link" onClick={() => setWhole(!whole)}>
          {whole ? "Show less" : `Show all ${all.length.toLocaleString("en")} characters`}
        </button>
      )}
    </div>
  );
}

const languages = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** What a post claims to be written in, if there is such a language: its voice and its letters follow from it. */
function languageTag(claimed = ""): string | undefined {
  try {
    return languages.of(claimed) === undefined ? undefined : claimed;
  } catch {
    return undefined;
  }
}

function shortened(text: string): string {
  const unit = text.charCodeAt(LONG - 1);
  return text.slice(0, unit >= 0xd800 && unit < 0xdc00 ? LONG - 1 : LONG);
}

function PieceView({ piece }: { piece: Piece }) {
  const runs = piece.runs.map((run, index) => (run.marked ? <mark key={index}>{run.text}</mark> : run.text));
  return piece.entity === null ? runs : <EntityView entity={piece.entity}>{runs}</EntityView>;
}

function EntityView({ entity, children }: { entity: Entity; children: ComponentChildren }) {
  switch (entity.kind) {
    case "link":
      return (
        <bdi>
          <Out uri={entity.uri}>{children}</Out>
        </bdi>
      );
    case "hashtag":
      return (
        <FilterButton name="hashtag" value={entity.tag}>
          {children}
        </FilterButton>
      );
    case "mention":
      return (
        <FilterButton name="mention" value={entity.account}>
          {children}
        </FilterButton>
      );
  }
}

function FilterButton(props: { name: "hashtag" | "mention"; value: string; children: ComponentChildren }) {
  return (
    <button type="button" class="link" onClick={() => addFilter({ name: props.name, value: props.value, not: false })}>
      <bdi>{props.children}</bdi>
    </button>
  );
}

/** What a post has beside its text, named rather than fetched: the page asks nobody but the functions. */
export function Attachments({ post }: { post: Post }) {
  const shown = new Set(entities(post).map((entity) => (entity.kind === "link" ? entity.uri : "")));
  const links = post.link_uris.filter((uri) => !shown.has(uri) && webAddress(uri) !== null);
  const media = mediaOf(post);
  if (links.length === 0 && media.length === 0) {
    return null;
  }
  return (
    <ul class="attachments">
      {media.map((medium) => (
        <li key={medium}>{medium}</li>
      ))}
      {links.map((uri) => (
        <li key={uri}>
          <Out uri={uri} class="outlink">
            <bdi>{shownAddress(uri)}</bdi>
          </Out>
        </li>
      ))}
    </ul>
  );
}

function mediaOf(post: Post): string[] {
  const media: string[] = [];
  if (post.image_count > 0) {
    media.push(post.image_count === 1 ? "1 image" : `${post.image_count} images`);
  }
  if (post.has_video) {
    media.push("video");
  }
  if (post.quote_uri !== null) {
    media.push("quotes a post");
  }
  if (post.reply_parent_uri !== null) {
    media.push("an answer");
  }
  for (const label of post.self_labels) {
    media.push(`labelled ${label}`);
  }
  return media;
}

function shownAddress(uri: string): string {
  const address = webAddress(uri);
  return address === null ? uri : `${address.host}${address.pathname === "/" ? "" : address.pathname}`;
}

/** The post on Bluesky. */
export function OpenPost({ post }: { post: Post }) {
  const address = webAddress(post.url);
  return address === null ? null : (
    <a data-open class="open" href={address.href} target="_blank" rel="noopener noreferrer">
      Open<span class="hidden"> the post on Bluesky</span> ↗
    </a>
  );
}
