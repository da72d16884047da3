import { computed } from "@preact/signals";
import { useState } from "preact/hooks";
import { FILTER_NAMES, FILTERS, type Filter, isFilterName } from "../query/filters.ts";
import { SORTS } from "../query/query.ts";
import { instant, PRESETS, parameter, readable } from "../query/time.ts";
import { addFilter, ask, query, removeFeature, removeFilter } from "../store/navigation.ts";
import { status } from "../store/session.ts";
import { FeatureSliders, hasSliders } from "./FeatureSliders.tsx";
import { SnapshotForm } from "./SnapshotChoice.tsx";

export function FilterBar() {
  const [adding, setAdding] = useState(false);
  const [sliding, setSliding] = useState(false);
  const [dating, setDating] = useState(false);
  const { filters, features, exact, text, snapshot } = query.value;
  const inForce = filters.length + features.length + (snapshot === "" ? 0 : 1);
  return (
    <section class="filters" aria-label="Filters">
      <TimeRange />
      <SortChoice />
      <SampleChoice />
      {text !== "" && (
        <label class="check">
          <input type="checkbox" checked={exact} onChange={(event) => ask({ exact: event.currentTarget.checked })} />
          exact phrase
        </label>
      )}
      {inForce > 0 && (
        <ul class="chips" aria-label="Filters in force">
          {filters.map((filter) => (
            <Chip
              key={`${filter.name} ${filter.not} ${filter.value}`}
              kind={`${FILTERS[filter.name].label} ${filter.not ? "not " : ""}`}
              value={filter.value}
              not={filter.not}
              remove={() => removeFilter(filter)}
            />
          ))}
          {features.map((feature) => (
            <Chip key={feature} kind="feature " value={feature} not={false} remove={() => removeFeature(feature)} />
          ))}
          {snapshot !== "" && (
            <Chip kind="snapshot " value={snapshot} not={false} remove={() => ask({ snapshot: "" })} />
          )}
        </ul>
      )}
      <button type="button" class="quiet" aria-expanded={adding} onClick={() => setAdding(!adding)}>
        + Filter
      </button>
      <button type="button" class="quiet" aria-expanded={dating} onClick={() => setDating(!dating)}>
        Snapshot
      </button>
      {hasSliders.value && (
        <button type="button" class="quiet" aria-expanded={sliding} onClick={() => setSliding(!sliding)}>
          Features
        </button>
      )}
      {inForce > 1 && (
        <button
          type="button"
          class="quiet"
          aria-label="Clear filters"
          onClick={() => ask({ filters: [], features: [], snapshot: "" })}
        >
          Clear
        </button>
      )}
      {sliding && <FeatureSliders />}
      {dating && <SnapshotForm close={() => setDating(false)} />}
      {adding && <AddFilter close={() => setAdding(false)} />}
    </section>
  );
}

function Chip({ kind, value, not, remove }: { kind: string; value: string; not: boolean; remove: () => void }) {
  return (
    <li class={not ? "chip not" : "chip"}>
      <span class="chip-kind">{kind}</span>
      <bdi class="chip-value">{value}</bdi>
      <button type="button" aria-label={`Remove the filter ${kind}${value}`} onClick={remove}>
        ✕
      </button>
    </li>
  );
}

function AddFilter({ close }: { close: () => void }) {
  const [name, setName] = useState<Filter["name"]>("username");
  const kind = FILTERS[name];
  return (
    <form
      class="add-filter"
      aria-label="Add a filter"
      onSubmit={(event) => {
        event.preventDefault();
        const entered = new FormData(event.currentTarget);
        const value = String(entered.get("value") ?? "").trim();
        if (value !== "") {
          addFilter({ name, value, not: entered.get("not") === "true" });
          close();
        }
      }}
    >
      <label>
        <span class="hidden">Kind of filter</span>
        <select
          value={name}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            setName(isFilterName(chosen) ? chosen : "username");
          }}
        >
          {FILTER_NAMES.map((known) => (
            <option key={known} value={known}>
              {FILTERS[known].label}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="hidden">Is or is not</span>
        <select name="not">
          <option value="false">is</option>
          <option value="true">is not</option>
        </select>
      </label>
      <label class="grow" for="filter-value">
        <span class="hidden">Value</span>
        {kind.choices === undefined ? (
          <input
            id="filter-value"
            key={name}
            name="value"
            dir="auto"
            autocomplete="off"
            autocapitalize="none"
            placeholder={kind.hint}
          />
        ) : (
          <select id="filter-value" name="value">
            {kind.choices.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </select>
        )}
      </label>
      <button type="submit" class="primary">
        Add
      </button>
      <button type="button" class="quiet" onClick={close}>
        Cancel
      </button>
    </form>
  );
}

const CUSTOM = "custom";

function TimeRange() {
  const { start, end } = query.value;
  const preset = end === "" ? PRESETS.find((known) => known.start === start) : undefined;
  const [custom, setCustom] = useState(false);
  const shown = custom || preset === undefined;
  return (
    <>
      <label class="field">
        <span class="hidden">Time</span>
        <select
          value={shown ? CUSTOM : preset?.start}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            setCustom(chosen === CUSTOM);
            if (chosen !== CUSTOM) {
              ask({ start: chosen, end: "" });
            }
          }}
        >
          {PRESETS.map((known) => (
            <option key={known.start} value={known.start}>
              {known.label}
            </option>
          ))}
          <option value={CUSTOM}>From … to …</option>
        </select>
      </label>
      {shown && <CustomRange start={start} end={end} />}
    </>
  );
}

/** The form of a field for date and time: without a zone, which is UTC here. */
function fieldValue(value: string): string {
  const time = instant(value, Date.now());
  return time === null ? "" : new Date(time).toISOString().slice(0, 16);
}

function CustomRange({ start, end }: { start: string; end: string }) {
  const change = (name: "start" | "end", value: string) => {
    const time = value === "" ? null : Date.parse(`${value}Z`);
    if (time === null || !Number.isNaN(time)) {
      ask({ [name]: time === null ? "" : parameter(time) });
    }
  };
  const title = [start, end].map((value) => {
    const time = instant(value, Date.now());
    return time === null ? "…" : readable(time);
  });
  return (
    <fieldset class="range" title={title.join(" – ")}>
      <legend class="hidden">Time range in UTC</legend>
      <label>
        from
        <input
          type="datetime-local"
          value={fieldValue(start)}
          onChange={(event) => change("start", event.currentTarget.value)}
        />
      </label>
      <label>
        to
        <input
          type="datetime-local"
          value={fieldValue(end)}
          onChange={(event) => change("end", event.currentTarget.value)}
        />
      </label>
      <span class="unit">UTC</span>
      {(start !== "" || end !== "") && (
        <button type="button" class="quiet" onClick={() => ask({ start: "", end: "" })}>
          All time
        </button>
      )}
    </fieldset>
  );
}

const SORT_LABELS = {
  newest: "Newest first",
  oldest: "Oldest first",
  top: "Most likes first",
  random: "By chance",
} as const;

/** Likes are known where the lake has them as a feature; what a link asks for is always there. */
const sorts = computed(() =>
  SORTS.filter(
    (sort) =>
      sort !== "top" ||
      query.value.sort === "top" ||
      (status.value?.features ?? []).some((feature) => feature.name === "like_count"),
  ),
);

function SortChoice() {
  return (
    <label class="field">
      <span class="hidden">Order</span>
      <select
        value={query.value.sort}
        onChange={(event) => ask({ sort: SORTS.find((known) => known === event.currentTarget.value) ?? "newest" })}
      >
        {sorts.value.map((sort) => (
          <option key={sort} value={sort}>
            {SORT_LABELS[sort]}
          </option>
        ))}
      </select>
    </label>
  );
}

const SAMPLES: readonly (readonly [string, string])[] = [
  ["", "All posts"],
  ["0.1", "A sample of 10 %"],
  ["0.01", "A sample of 1 %"],
  ["0.001", "A sample of 0.1 %"],
];

/** The same posts every time, so that what is said of a sample can be checked. */
function SampleChoice() {
  const { sample } = query.value;
  const known = SAMPLES.some(([value]) => value === sample);
  return (
    <label class="field">
      <span class="hidden">Sample</span>
      <select value={sample} onChange={(event) => ask({ sample: event.currentTarget.value })}>
        {SAMPLES.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        {!known && <option value={sample}>A sample of {sample}</option>}
      </select>
    </label>
  );
}
