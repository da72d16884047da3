import { useEffect, useState } from "preact/hooks";
import { COLUMNS, type Post } from "../api/types.ts";
import { toParameters } from "../query/query.ts";
import { download, reset, start, stop } from "../store/download.ts";
import { query } from "../store/navigation.ts";
import { overview } from "../store/overview.ts";
import { results } from "../store/results.ts";
import { client } from "../store/session.ts";
import { Modal } from "./Dialogs.tsx";
import { Failure } from "./Failure.tsx";

const DEFAULT_LIMIT = 10_000;
const MOST = 1_000_000;

interface Choice {
  readonly limit: number;
  readonly excel: boolean;
  readonly columns: ReadonlySet<keyof Post>;
}

/** The request that a choice stands for. Functions send all columns; the page takes some of them out. */
function parametersOf(choice: Choice): URLSearchParams {
  const parameters = toParameters(query.value);
  parameters.set("limit", String(choice.limit));
  if (choice.excel) {
    parameters.set("bom", "true");
  }
  return parameters;
}

export function ExportDialog() {
  const [choice, setChoice] = useState<Choice>({ limit: DEFAULT_LIMIT, excel: false, columns: new Set(COLUMNS) });
  useEffect(() => reset, []);
  const parameters = parametersOf(choice);
  const all = choice.columns.size === COLUMNS.length;
  const running = download.value.state === "running";
  return (
    <Modal title="Export these posts">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void start(parameters, all ? null : choice.columns, "skytrove-export.csv");
        }}
      >
        <fieldset class="plain" disabled={running}>
          <legend class="hidden">What to export</legend>
          <Format choice={choice} change={setChoice} />
          <Columns choice={choice} change={setChoice} />
        </fieldset>
        <p class="estimate">{estimate(choice)}</p>
        <div class="row">
          {running ? (
            <button type="button" onClick={stop}>
              Cancel
            </button>
          ) : (
            <button type="submit" class="primary" disabled={choice.columns.size === 0}>
              Download
            </button>
          )}
          {all && (
            <a href={client().exportUrl(parameters)} download="skytrove-export.csv">
              or let the browser download it
            </a>
          )}
        </div>
        <Progress />
      </form>
    </Modal>
  );
}

type Change = (choice: Choice) => void;

function Format({ choice, change }: { choice: Choice; change: Change }) {
  return (
    <div class="row">
      <label>
        Format
        <select
          value={choice.excel ? "excel" : "csv"}
          onChange={(event) => change({ ...choice, excel: event.currentTarget.value === "excel" })}
        >
          <option value="csv">CSV</option>
          <option value="excel">CSV for Excel</option>
        </select>
      </label>
      <label>
        At most so many posts
        <input
          type="number"
          min={1}
          max={MOST}
          required
          value={choice.limit}
          onInput={(event) => {
            // At once, not when the field is left: that may be by the click that downloads.
            const limit = Math.floor(event.currentTarget.valueAsNumber);
            if (limit >= 1) {
              change({ ...choice, limit: Math.min(MOST, limit) });
            }
          }}
        />
      </label>
    </div>
  );
}

function Columns({ choice, change }: { choice: Choice; change: Change }) {
  const toggle = (column: keyof Post, on: boolean) => {
    const columns = new Set(choice.columns);
    if (on) {
      columns.add(column);
    } else {
      columns.delete(column);
    }
    change({ ...choice, columns });
  };
  return (
    <details class="columns">
      <summary>
        Columns: {choice.columns.size === COLUMNS.length ? "all" : `${choice.columns.size} of ${COLUMNS.length}`}
      </summary>
      <div class="column-list">
        {COLUMNS.map((column) => (
          <label key={column} class="check">
            <input
              type="checkbox"
              checked={choice.columns.has(column)}
              onChange={(event) => toggle(column, event.currentTarget.checked)}
            />
            {column}
          </label>
        ))}
      </div>
    </details>
  );
}

/** Rows as counted, bytes as the posts on the page suggest. */
function estimate(choice: Choice): string {
  const total = overview.value.state === "done" ? overview.value.last.series[0]?.total : undefined;
  const rows = Math.min(choice.limit, total ?? choice.limit);
  const { posts } = results.value;
  const bytes =
    posts.length === 0 ? null : (rows * posts.reduce((sum, post) => sum + sizeOf(post, choice), 0)) / posts.length;
  const size = bytes === null ? "" : `, about ${megabytes(bytes)}`;
  return `${total === undefined ? "At most " : ""}${rows.toLocaleString("en")} posts${size}.`;
}

function sizeOf(post: Post, choice: Choice): number {
  let characters = 2;
  for (const column of choice.columns) {
    const value = post[column];
    characters += 1 + (Array.isArray(value) ? value.join("|").length : String(value ?? "").length);
  }
  return characters;
}

function megabytes(bytes: number): string {
  return bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toLocaleString("en", { maximumSignificantDigits: 2 })} MB`;
}

function Progress() {
  const { state, bytes, failure, complete } = download.value;
  switch (state) {
    case "idle":
      return null;
    case "running":
      return (
        <p role="status">
          <progress aria-label="Export" /> {megabytes(bytes)} so far
        </p>
      );
    case "done":
      return (
        <p role="status">
          Done: {megabytes(bytes)}.{!complete && " Some files of the lake cannot be read, so posts may be missing."}
        </p>
      );
    case "stopped":
      return <p role="status">Stopped. Nothing was saved.</p>;
    case "failed":
      return <Failure failure={failure} again={reset} />;
  }
}
