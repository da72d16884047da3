import type { Bucket } from "../api/types.ts";
import type { FilterName } from "../query/filters.ts";
import { addFilter } from "../store/navigation.ts";
import { FACETS, type Facet, overview } from "../store/overview.ts";
import { shortDid } from "./Post.tsx";

const TITLES: Readonly<Record<Facet, string>> = {
  author: "Authors",
  hashtag: "Hashtags",
  lang: "Languages",
  domain: "Domains",
};

const FILTER_OF: Readonly<Record<Facet, FilterName>> = {
  author: "username",
  hashtag: "hashtag",
  lang: "lang",
  domain: "domain",
};

/** What occurs most often among the matches; every line narrows the search to it, or to all else. */
export function Facets() {
  const { state, last } = overview.value;
  if (state === "missing" || state === "failed") {
    return null;
  }
  // On a phone the lists are scrolled, by keys, too: with nothing to click in them they take the focus themselves.
  const clickable = FACETS.some((facet) => (last?.facets[facet]?.buckets.length ?? 0) > 0);
  return (
    <aside
      class="facets"
      aria-label="Most frequent"
      aria-busy={state === "loading"}
      tabIndex={clickable ? undefined : 0}
    >
      {FACETS.map((facet) => (
        <FacetList key={facet} facet={facet} buckets={last?.facets[facet]?.buckets ?? null} />
      ))}
    </aside>
  );
}

function FacetList({ facet, buckets }: { facet: Facet; buckets: readonly Bucket[] | null }) {
  const most = buckets?.[0]?.count ?? 0;
  return (
    <section class="facet" aria-labelledby={`facet-${facet}`}>
      <h3 id={`facet-${facet}`}>{TITLES[facet]}</h3>
      {buckets !== null && buckets.length === 0 && <p class="muted">none</p>}
      <ul>
        {(buckets ?? []).map((bucket) => (
          <FacetLine key={bucket.key[0]} facet={facet} bucket={bucket} most={most} />
        ))}
      </ul>
    </section>
  );
}

function FacetLine({ facet, bucket, most }: { facet: Facet; bucket: Bucket; most: number }) {
  const value = bucket.key[0] ?? "";
  const name = nameOf(facet, bucket);
  return (
    <li>
      <button
        type="button"
        class="facet-line"
        title={value}
        onClick={() => addFilter({ name: FILTER_OF[facet], value, not: false })}
      >
        <bdi class="facet-name">{name}</bdi>
        <span class="facet-count">{bucket.count.toLocaleString("en")}</span>
        <meter class="facet-bar" aria-hidden="true" min={0} max={most} value={bucket.count} />
      </button>
      <button
        type="button"
        class="facet-not"
        aria-label={`Without ${name}`}
        title="Leave these out"
        onClick={() => addFilter({ name: FILTER_OF[facet], value, not: true })}
      >
        −
      </button>
    </li>
  );
}

const languages = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

function nameOf(facet: Facet, bucket: Bucket): string {
  const value = bucket.key[0] ?? "";
  switch (facet) {
    case "author":
      return bucket.handle ? `@${bucket.handle}` : shortDid(value);
    case "hashtag":
      return `#${value}`;
    case "lang":
      return languageName(value);
    case "domain":
      return value;
  }
}

/** Posts claim languages that there are not, which is an error to Intl. */
function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}
