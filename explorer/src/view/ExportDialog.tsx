import { useEffect, useState } from "preact/hooks";
import { type Asked, asked } from "../api/parameters.ts";
import { COLUMNS, type ExportParameters, type Post } from "../api/types.ts";
import { toParameters } from "../query/query.ts";
import { download, reset, start, stop } from "../store/download.ts";
import { ask, estimate } from "../store/estimate.ts";
import { query } from "../store/navigation.ts";
import { client } from "../store/session.ts";
import { Modal } from "./Dialogs.tsx";
import { Failure } from "./Failure.tsx";
import { leftOut } from "./SnapshotChoice.tsx";

const DEFAULT_LIMIT = 10_000;
const MOST = 1_000_000;

/** What a file may be: what the function is asked for, what people call it, and how its name ends. */
const FORMATS = {
  csv: { label: "CSV", format: "csv", bom: false, extension: "csv" },
  excel: { label: "CSV for Excel", format: "csv", bom: true, extension: "csv" },
  jsonl: { label: "JSON Lines", format: "jsonl", bom: false, extension: "jsonl" },
  parquet: { label: "Parquet", format: "parquet", bom: false, extension: "parquet" },
  arrow: { label: "Arrow", format: "arrow", bom: false, extension: "arrows" },
} as const;
type FormatName = keyof typeof FORMATS;

interface Choice {
  readonly limit: number;
  readonly format: FormatName;
  readonly columns: ReadonlySet<keyof Post>;
}

/** The request that a choice stands for. */
function parametersOf(choice: Choice): Asked<ExportParameters> {
  const parameters = toParameters(query.value, asked<ExportParameters>());
  parameters.set("limit", String(choice.limit));
  const { format, bom } = FORMATS[choice.format];
  parameters.set("format", format);
  if (bom) {
    parameters.set("bom", "true");
  }
  if (choice.columns.size < COLUMNS.length) {
    parameters.set("fields", COLUMNS.filter((column) => choice.columns.has(column)).join());
  }
  return parameters;
}

export function ExportDialog() {
  const [choice, setChoice] = useState<Choice>({ limit: DEFAULT_LIMIT, format: "csv", columns: new Set(COLUMNS) });
  useEffect(() => reset, []);
  const parameters = parametersOf(choice);
  const request = parameters.toString();
  const none = choice.columns.size === 0;
  useEffect(() => (none ? undefined : ask(parameters)), [request, none]);
  const name = `skytrove-export.${FORMATS[choice.format].extension}`;
  const running = download.value.state === "running";
  return (
    <Modal title="Export these posts">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void start(parameters, name);
        }}
      >
        <fieldset class="plain" disabled={running}>
          <legend class="hidden">What to export</legend>
          <Format choice={choice} change={setChoice} />
          <Columns choice={choice} change={setChoice} />
        </fieldset>
        {!none && <Estimate />}
        <div class="row">
          {running ? (
            // By keys these are two elements: one that became the other while it is clicked would start again.
            <button key="stop" type="button" onClick={stop}>
              Cancel
            </button>
          ) : (
            <button key="start" type="submit" class="primary" disabled={none}>
              Download
            </button>
          )}
          {!none && (
            <a href={client().exportUrl(parameters)} download={name}>
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
          value={choice.format}
          onChange={(event) => change({ ...choice, format: event.currentTarget.value as FormatName })}
        >
          {Object.entries(FORMATS).map(([name, format]) => (
            <option key={name} value={name}>
              {format.label}
            </option>
          ))}
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

/** How large it would be, as the function counts. It can be downloaded without that. */
function Estimate() {
  const told = estimate.value;
  switch (told.state) {
    case "asking":
      return (
        <p class="estimate" role="status">
          Asking how large it would be…
        </p>
      );
    case "told": {
      const { rows, rows_exact, bytes, bytes_exact } = told.estimate;
      return (
        <p class="estimate" role="status">
          {rows_exact ? "" : "At most "}
          {rows.toLocaleString("en")} {rows === 1 ? "post" : "posts"}, {bytes_exact ? "" : "about "}
          {megabytes(bytes)}.
        </p>
      );
    }
    case "failed":
      return (
        <p class="estimate" role="status">
          How large it would be is not known
          {told.failure.kind === "problem" && told.failure.detail !== null && (
            <>
              : <bdi>{told.failure.detail}</bdi>
            </>
          )}
          .
        </p>
      );
  }
}

function megabytes(bytes: number): string {
  return bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toLocaleString("en", { maximumSignificantDigits: 2 })} MB`;
}

function Progress() {
  const { state, bytes, failure, complete, removed } = download.value;
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
          {removed > 0 && ` ${leftOut(removed)}`}
        </p>
      );
    case "stopped":
      return <p role="status">Stopped. Nothing was saved.</p>;
    case "failed":
      return <Failure failure={failure} again={reset} />;
  }
}
