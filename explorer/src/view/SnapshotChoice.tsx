import { useState } from "preact/hooks";
import { readable, snapshotTime } from "../query/time.ts";
import { ask, query } from "../store/navigation.ts";
import { overview } from "../store/overview.ts";
import { results } from "../store/results.ts";
import { status } from "../store/session.ts";

/** Asks for a snapshot: one of the newest, or any by its name. A wrong one is answered by the function with those that there are. */
export function SnapshotForm({ close }: { close: () => void }) {
  const [name, setName] = useState(query.value.snapshot);
  return (
    <form
      class="add-filter"
      aria-label="Search a snapshot"
      onSubmit={(event) => {
        event.preventDefault();
        ask({ snapshot: name.trim() });
        close();
      }}
    >
      <SnapshotList name={name} choose={setName} />
      <label class="grow">
        Time of the snapshot
        <input
          autocomplete="off"
          spellcheck={false}
          maxLength={100}
          placeholder="such as 20260710T070000Z"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary">
        Search it
      </button>
      <button type="button" class="quiet" onClick={close}>
        Cancel
      </button>
    </form>
  );
}

/** The newest snapshots; nothing where there is none, or the function is too old to tell. */
function SnapshotList({ name, choose }: { name: string; choose: (name: string) => void }) {
  const known = status.value?.snapshots ?? [];
  if (known.length === 0) {
    return null;
  }
  const chosen = known.some((snapshot) => snapshot.name === name) ? name : "";
  return (
    <label class="grow">
      Newest snapshots
      <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{known.length === 1 ? "one to choose" : `${known.length} to choose from`}</option>
        {known.map((snapshot) => (
          <option key={snapshot.name} value={snapshot.name}>
            {takenAt(snapshot.name)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** When a snapshot of a name was taken, for people. */
function takenAt(name: string): string {
  const time = snapshotTime(name);
  return time === null ? name : readable(time, { seconds: true });
}

/** What is not in an answer over a snapshot although the snapshot has it. */
export function leftOut(removed: number): string {
  return removed === 1
    ? "1 post is left out, since it was taken back."
    : `${removed.toLocaleString("en")} posts are left out, since they were taken back.`;
}

/** Of when the answer is, and what of the snapshot was taken back since. */
export function SnapshotNote() {
  // The chart's answer counts in all that is found, that of a page only in what it looked at.
  const counted = overview.value.state === "done" ? overview.value.last.snapshot : null;
  const read = counted ?? results.value.meta?.snapshot ?? null;
  if (read === null) {
    return null;
  }
  return (
    <p class="notice snapshot-note">
      As of the snapshot of {takenAt(read.time)}.{read.removed > 0 && ` ${leftOut(read.removed)}`}
      {read.redacted > 0 &&
        ` ${read.redacted.toLocaleString("en")} ${read.redacted === 1 ? "row" : "rows"} left its files before.`}
    </p>
  );
}
