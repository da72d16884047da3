import { computed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Post } from "../api/types.ts";
import { FILTERS } from "../query/filters.ts";
import { ask, query, removeFeature, removeFilter, show, view } from "../store/navigation.ts";
import { overview } from "../store/overview.ts";
import { again, cancel, more, results, slow } from "../store/results.ts";
import { online } from "../store/session.ts";
import { soughtWords } from "../text/grammar.ts";
import { dialog } from "./dialog.ts";
import { Failure } from "./Failure.tsx";
import { Attachments, Author, OpenPost, PostText, PostTime } from "./Post.tsx";
import { SnapshotNote } from "./SnapshotChoice.tsx";

/** Beyond this many posts the next ones come only when asked for. */
const MOST_BY_SCROLLING = 2000;

const words = computed(() => soughtWords(query.value.text.trim(), query.value.exact));

export function Results() {
  const { posts, state } = results.value;
  return (
    <section id="results" class="results" aria-label="Posts" tabIndex={-1}>
      <ResultsHead />
      <Notices />
      {posts.length > 0 && (view.value.results === "table" ? <Table posts={posts} /> : <Cards posts={posts} />)}
      {posts.length === 0 && state === "loading" && <Skeleton />}
      {posts.length === 0 && state === "done" && <Nothing />}
      <End />
    </section>
  );
}

function ResultsHead() {
  const kind = view.value.results;
  return (
    <div class="results-head">
      <h2 aria-live="polite">{countText()}</h2>
      <fieldset class="switch">
        <legend class="hidden">Show as</legend>
        {(["cards", "table"] as const).map((name) => (
          <label key={name} class={kind === name ? "on" : ""}>
            <input
              type="radio"
              name="results-as"
              class="hidden"
              checked={kind === name}
              onChange={() => show({ results: name })}
            />
            {name === "cards" ? "Cards" : "Table"}
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        onClick={() => {
          dialog.value = "copy";
        }}
      >
        Copy as…
      </button>
      <button
        type="button"
        onClick={() => {
          dialog.value = "export";
        }}
      >
        Export…
      </button>
    </div>
  );
}

function countText(): string {
  const { posts, state, meta, next } = results.value;
  const total = overview.value.state === "done" ? overview.value.last.series[0]?.total : undefined;
  if (state === "loading" && posts.length === 0) {
    return "Searching…";
  }
  const known = total ?? (next === null && meta !== null ? posts.length : undefined);
  if (known !== undefined) {
    return known === 1 ? "1 post" : `${known.toLocaleString("en")} posts`;
  }
  return meta === null ? "Posts" : `${posts.length.toLocaleString("en")} posts so far`;
}

function Notices() {
  const { meta } = results.value;
  return (
    <>
      {!online.value && <p class="notice warn">You are offline. What is shown was found before.</p>}
      <SnapshotNote />
      {meta !== null && !meta.complete && (
        <p class="notice warn">
          Incomplete: {meta.unreadable_files.length} or more files of the lake cannot be read, so posts may be missing.
        </p>
      )}
      {meta !== null && meta.warning !== null && (
        <p class="notice">
          <bdi>{meta.warning}</bdi>
        </p>
      )}
    </>
  );
}

function Cards({ posts }: { posts: readonly Post[] }) {
  return (
    <div class="cards" role="feed" aria-busy={results.value.state === "loading"} aria-label="Posts found">
      {posts.map((post, index) => (
        <article key={post.uri} class="card" data-post tabIndex={0} aria-posinset={index + 1} aria-setsize={-1}>
          <header class="card-head">
            <Author post={post} />
            <PostTime post={post} />
            <span class="langs">{post.langs.join(" ")}</span>
            <OpenPost post={post} />
          </header>
          <PostText post={post} words={words.value} />
          <Attachments post={post} />
        </article>
      ))}
    </div>
  );
}

function Table({ posts }: { posts: readonly Post[] }) {
  return (
    <section class="table-frame" tabIndex={0} aria-label="Posts found, as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">Author</th>
            <th scope="col">Text</th>
            <th scope="col">Lang.</th>
            <th scope="col">Post</th>
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr key={post.uri} data-post tabIndex={0}>
              <td>
                <time datetime={post.sort_at}>{post.sort_at.slice(0, 19).replace("T", " ")}</time>
              </td>
              <td>
                <Author post={post} />
              </td>
              <td>
                <PostText post={post} words={words.value} />
                <Attachments post={post} />
              </td>
              <td>{post.langs.join(" ")}</td>
              <td>
                <OpenPost post={post} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Skeleton() {
  return (
    <div class="cards" aria-hidden="true">
      {[0, 1, 2, 3].map((line) => (
        <div key={line} class="card skeleton">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}

/** No post: says what was asked, and offers to ask for less. */
function Nothing() {
  const { text, filters, features, start, end, exact, sample, snapshot } = query.value;
  const narrowed = start !== "" || end !== "" || sample !== "" || snapshot !== "";
  const asked = text !== "" || filters.length > 0 || features.length > 0 || narrowed;
  if (!asked) {
    return (
      <div class="state">
        <h3>The lake is empty</h3>
        <p>Posts can be found as soon as the first flush has put some here. That takes a few minutes.</p>
        <button type="button" onClick={again}>
          Look again
        </button>
      </div>
    );
  }
  return (
    <div class="state">
      <h3>No post fits</h3>
      <p>Every word must occur in the post. Try fewer words, or take something away:</p>
      <ul class="relax">
        {exact && (
          <li>
            <button type="button" onClick={() => ask({ exact: false })}>
              words in any order
            </button>
          </li>
        )}
        {(start !== "" || end !== "") && (
          <li>
            <button type="button" onClick={() => ask({ start: "", end: "" })}>
              all time
            </button>
          </li>
        )}
        {sample !== "" && (
          <li>
            <button type="button" onClick={() => ask({ sample: "" })}>
              all posts, not a sample
            </button>
          </li>
        )}
        {snapshot !== "" && (
          <li>
            <button type="button" onClick={() => ask({ snapshot: "" })}>
              the lake as it is, not a snapshot
            </button>
          </li>
        )}
        {filters.map((filter) => (
          <li key={`${filter.name} ${filter.not} ${filter.value}`}>
            <button type="button" onClick={() => removeFilter(filter)}>
              without {FILTERS[filter.name].label} {filter.not && "not "}
              <bdi>{filter.value}</bdi>
            </button>
          </li>
        ))}
        {features.map((feature) => (
          <li key={feature}>
            <button type="button" onClick={() => removeFeature(feature)}>
              without <bdi>{feature}</bdi>
            </button>
          </li>
        ))}
        {text !== "" && (
          <li>
            <button type="button" onClick={() => ask({ text: "", exact: false })}>
              any text
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

/** What stands below the last post: it asks for the next ones when it comes into view. */
function End() {
  const { state, failure, next, posts, meta } = results.value;
  const marker = useRef<HTMLDivElement>(null);
  // A part without posts brings nothing into view, so the next one would be asked for without end.
  const brought = meta !== null && meta.count > 0;
  const scrolling = next !== null && state === "done" && brought && posts.length < MOST_BY_SCROLLING;
  useEffect(() => {
    if (!scrolling || marker.current === null) {
      return;
    }
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), {
      rootMargin: "600px",
    });
    observer.observe(marker.current);
    return () => observer.disconnect();
  }, [scrolling, posts.length]);
  return (
    <div ref={marker} class="end">
      {slow.value && (
        <p class="state slow" role="status">
          Still searching. A shorter time range answers sooner.{" "}
          <button type="button" onClick={cancel}>
            Stop
          </button>
        </p>
      )}
      {state === "failed" && <Failure failure={failure} again={more} />}
      {state === "loading" && posts.length > 0 && <p class="end-note">Loading more…</p>}
      {state === "done" && next !== null && (
        <button type="button" onClick={more}>
          Load more
        </button>
      )}
      {state === "done" && next === null && posts.length > 0 && <p class="end-note">That is all.</p>}
    </div>
  );
}
