import { computed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { bucketName, endOfBucket, instant, parameter } from "../query/time.ts";
import { INTERVALS, MOST_COMPARED } from "../query/view.ts";
import { ask, show, view } from "../store/navigation.ts";
import { again, overview } from "../store/overview.ts";
import { theme } from "../store/preferences.ts";
import { status } from "../store/session.ts";
import { Failure } from "./Failure.tsx";
import { hatchingNote, uncertified } from "./hatching.ts";
import { type Curves, curves, draw, extent, percent } from "./plot.ts";

const data = computed<Curves | null>(() => {
  const last = overview.value.last;
  return last === null ? null : curves(last, view.value.measure, instant(status.value?.first_hour ?? "", Date.now()));
});

/** Matches over time. A server without `/aggregate` has no chart, and the page none of its frame. */
export function Chart() {
  const { state } = overview.value;
  if (state === "missing") {
    return null;
  }
  return (
    <section class="chart" aria-labelledby="chart-title" aria-busy={state === "loading"}>
      <ChartHead />
      <Compared />
      {overview.value.state === "failed" ? (
        <Failure failure={overview.value.failure} again={again} />
      ) : (
        <Plot curves={data.value} />
      )}
      {data.value !== null && data.value.times.length > 0 && <Numbers curves={data.value} />}
    </section>
  );
}

function ChartHead() {
  const { measure, interval } = view.value;
  return (
    <div class="chart-head">
      <h2 id="chart-title">Over time</h2>
      <label>
        <span class="hidden">Measure</span>
        <select
          value={measure}
          onChange={(event) => show({ measure: event.currentTarget.value === "share" ? "share" : "count" })}
        >
          <option value="count">Posts</option>
          <option value="share">Share of all posts</option>
        </select>
      </label>
      <label>
        <span class="hidden">Interval</span>
        <select
          value={interval ?? ""}
          onChange={(event) =>
            show({ interval: INTERVALS.find((known) => known === event.currentTarget.value) ?? null })
          }
        >
          <option value="">Auto</option>
          {INTERVALS.map((known) => (
            <option key={known} value={known}>
              By {known}
            </option>
          ))}
        </select>
      </label>
      <AddCompared />
    </div>
  );
}

function AddCompared() {
  const [adding, setAdding] = useState(false);
  const { compared } = view.value;
  if (compared.length >= MOST_COMPARED) {
    return null;
  }
  if (!adding) {
    return (
      <button type="button" class="quiet" onClick={() => setAdding(true)}>
        + Compare
      </button>
    );
  }
  return (
    <form
      class="add-compared"
      onSubmit={(event) => {
        event.preventDefault();
        const text = String(new FormData(event.currentTarget).get("compare") ?? "").trim();
        if (text !== "") {
          show({ compared: [...compared, text] });
        }
        setAdding(false);
      }}
    >
      <label class="grow">
        <span class="hidden">Compare with</span>
        <input
          name="compare"
          dir="auto"
          maxLength={500}
          autocomplete="off"
          placeholder="compare with other words"
          ref={focus}
        />
      </label>
      <button type="submit">Add</button>
    </form>
  );
}

function focus(element: HTMLInputElement | null): void {
  element?.focus();
}

function Compared() {
  const { compared, query } = view.value;
  if (compared.length === 0) {
    return null;
  }
  const series = overview.value.last?.series ?? [];
  return (
    <ul class="legend" aria-label="Compared">
      {[query.text, ...compared].map((text, index) => (
        <li key={`${index} ${text}`} class={`legend-${index + 1}`}>
          <span class="swatch" aria-hidden="true" />
          <bdi>{text === "" ? "all posts" : text}</bdi>
          <span class="muted">{series[index]?.total.toLocaleString("en")}</span>
          {index > 0 && (
            <button
              type="button"
              class="quiet"
              aria-label={`Do not compare with ${text}`}
              onClick={() => show({ compared: compared.filter((_, place) => place !== index - 1) })}
            >
              ✕
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function zoom(start: number, end: number): void {
  ask({ start: parameter(start), end: parameter(end) });
}

const HEIGHT = 190;

function Plot({ curves: shown }: { curves: Curves | null }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [over, setOver] = useState<number | null>(null);
  const [dark, setDark] = useState(0);
  const measure = view.value.measure;
  const newest = instant(status.value?.newest_event ?? "", Date.now());
  const coverage = overview.value.last?.coverage ?? null;
  useEffect(() => {
    const element = frame.current;
    if (element === null) {
      return;
    }
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const changed = () => setDark((before) => before + 1);
    scheme.addEventListener("change", changed);
    return () => {
      observer.disconnect();
      scheme.removeEventListener("change", changed);
    };
  }, []);
  useEffect(() => {
    const element = frame.current;
    if (element === null || shown === null || shown.times.length === 0 || width === 0) {
      return;
    }
    const plot = draw(
      element,
      shown,
      { width, height: HEIGHT, measure, unfinished: newest, uncertified: uncertified(coverage) },
      { chosen: zoom, over: setOver },
    );
    return () => plot.destroy();
  }, [shown, width, measure, newest, coverage, theme.value, dark]);
  const note = shown === null ? "" : hatchingNote(coverage, uncertified(coverage), extent(shown));
  return (
    <>
      <p class="reading">{shown === null ? "" : reading(shown, over, measure)}</p>
      <div
        ref={frame}
        class="plot"
        role="img"
        aria-label={shown === null ? "The chart is being made" : summary(shown)}
      />
      {note !== "" && <p class="reading hatching">{note}</p>}
    </>
  );
}

/** What the pointer is on, or what it can do. */
function reading(shown: Curves, over: number | null, measure: "count" | "share"): string {
  const time = over === null ? undefined : shown.times[over];
  if (time === undefined || over === null) {
    return shown.times.length === 0 ? "Nothing was found in this time." : "Drag over the chart to zoom in.";
  }
  const values = shown.values.map((row) => formatted(row[over] ?? null, measure));
  return `${bucketName(time * 1000, shown.interval)}: ${values.join(" · ")}`;
}

function formatted(value: number | null, measure: "count" | "share"): string {
  if (value === null) {
    return "no posts at all";
  }
  return measure === "share" ? percent(value) : value.toLocaleString("en");
}

function summary(shown: Curves): string {
  const [first] = shown.times;
  const last = shown.times.at(-1);
  return first === undefined || last === undefined
    ? "Nothing was found in this time"
    : `Chart of posts by ${shown.interval} from ${bucketName(first * 1000, shown.interval)} to ${bucketName(last * 1000, shown.interval)}; the numbers follow as a table`;
}

const ROWS_AT_MOST = 200;

/** The chart for those who do not see it or do not use a mouse: every number, and a button that zooms into it. */
function Numbers({ curves: shown }: { curves: Curves }) {
  const [opened, setOpened] = useState(false);
  const { measure, query, compared } = view.value;
  const start = Math.max(0, shown.times.length - ROWS_AT_MOST);
  return (
    <details class="numbers" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>The numbers</summary>
      {opened && (
        <section class="table-frame" tabIndex={0} aria-label="The chart's numbers">
          <table>
            <thead>
              <tr>
                <th scope="col">{shown.interval}</th>
                {[query.text, ...compared].map((text, index) => (
                  <th key={index} scope="col">
                    <bdi>{text === "" ? "posts" : text}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.times.slice(start).map((time, offset) => (
                <tr key={time}>
                  <th scope="row">
                    <button
                      type="button"
                      class="link"
                      onClick={() => zoom(time * 1000, endOfBucket(time * 1000, shown.interval))}
                    >
                      {bucketName(time * 1000, shown.interval)}
                    </button>
                  </th>
                  {shown.values.map((row, index) => (
                    <td key={index}>{formatted(row[start + offset] ?? null, measure)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
