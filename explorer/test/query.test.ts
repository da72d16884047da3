import assert from "node:assert/strict";
import { test } from "node:test";
import { asked } from "../src/api/parameters.ts";
import type { AggregateParameters, SearchParameters } from "../src/api/types.ts";
import { EVERYTHING, filterParameters, type Query, toParameters } from "../src/query/query.ts";
import { endOfBucket, fittingInterval, instant, parameter, snapshotTime } from "../src/query/time.ts";
import { fromSearch, pagePath, toSearch, type View } from "../src/query/view.ts";

const QUERY: Query = {
  text: 'wind OR "solar power" -coal',
  exact: false,
  filters: [
    { name: "lang", value: "de", not: false },
    { name: "lang", value: "pt", not: false },
    { name: "domain", value: "example.com", not: true },
  ],
  features: ["score=0.25..1", "like_count is not null"],
  start: "-7d",
  end: "2026-07-04T14:00:00Z",
  sort: "oldest",
  snapshot: "20260710T070000Z",
  sample: "0.1",
};

test("a query is asked with the functions' own parameters", () => {
  assert.equal(
    toParameters(QUERY, asked<SearchParameters>()).toString(),
    "text=wind+OR+%22solar+power%22+-coal&lang=de&lang=pt&not_domain=example.com" +
      "&feature_filters=score%3D0.25..1%2Clike_count+is+not+null&start=-7d&end=2026-07-04T14%3A00%3A00Z" +
      "&sample=0.1&snapshot=20260710T070000Z&sort=oldest",
  );
  assert.equal(filterParameters({ ...EVERYTHING, sort: "oldest" }, asked<AggregateParameters>()).toString(), "");
  assert.equal(
    toParameters({ ...EVERYTHING, text: "a", exact: true }, asked<SearchParameters>()).toString(),
    "text=a&exact=true",
  );
});

test("an address holds the whole view", () => {
  const view: View = {
    query: QUERY,
    results: "table",
    interval: "day",
    measure: "share",
    compared: ["rain & wind", '"a=b"'],
  };
  assert.deepEqual(fromSearch(`?${toSearch(view)}`), view);
});

test("the page as it opens has no query string, and reads none as that", () => {
  const first = fromSearch("");
  assert.deepEqual(first.query, EVERYTHING);
  assert.equal(toSearch(first), "");
});

test("what cannot be read is as if it were not there", () => {
  const view = fromSearch("?sort=best&results=list&interval=year&measure=x&other=1&lang=&exact=maybe&compare=%20");
  assert.equal(toSearch(view), "");
  assert.equal(fromSearch("?compare=1&compare=2&compare=3&compare=4").compared.length, 3);
});

const NOW = Date.UTC(2026, 6, 4, 12);

test("times are read as the functions read them", () => {
  assert.equal(instant("", NOW), null);
  assert.equal(instant("yesterday", NOW), null);
  assert.equal(instant("-24h", NOW), Date.UTC(2026, 6, 3, 12));
  assert.equal(instant("now", NOW), NOW);
  assert.equal(instant("2026-07-04", NOW), Date.UTC(2026, 6, 4));
  assert.equal(instant("2026-07-04T14:00", NOW), Date.UTC(2026, 6, 4, 14));
  assert.equal(instant("2026-07-04T16:00:00+02:00", NOW), Date.UTC(2026, 6, 4, 14));
  assert.equal(parameter(NOW), "2026-07-04T12:00:00Z");
  assert.equal(snapshotTime("20260704T120000Z"), NOW);
  assert.equal(snapshotTime("2026-07-04T12:00:00Z"), null);
  assert.equal(snapshotTime("20269904T120000Z"), null);
});

test("buckets end where the next one begins", () => {
  assert.equal(endOfBucket(Date.UTC(2026, 6, 4, 14), "hour"), Date.UTC(2026, 6, 4, 15));
  assert.equal(endOfBucket(Date.UTC(2026, 11, 1), "month"), Date.UTC(2027, 0, 1));
  assert.equal(fittingInterval(3_600_000), "hour");
  assert.equal(fittingInterval(365 * 86_400_000), "day");
});

test("a path of the page's own names no other host", () => {
  const page = "https://explorer.example/";
  for (const path of ["//evil.example/..%2f/", "///evil.example", "//", "/"]) {
    const to = new URL(pagePath(path), page);
    assert.equal(to.origin, "https://explorer.example");
  }
  assert.equal(pagePath("/skytrove/"), "/skytrove/");
});
