import { readable, snapshotTime } from "../query/time.ts";
import { ask, query } from "../store/navigation.ts";
import { overview } from "../store/overview.ts";
import { results } from "../store/results.ts";

/** Asks for the name of a snapshot; a wrong one is answered by the function with the names that there are. */
export function SnapshotForm({ close }: { close: () => void }) {
  return (
    <form
      class="add-filter"
      aria-label="Search a snapshot"
      onSubmit={(event) => {
        event.preventDefault();
        ask({ snapshot: String(new FormData(event.currentTarget).get("snapshot") ?? "").trim() });
        close();
      }}
    >
      <label class="grow">
        Time of the snapshot
        <input
          name="snapshot"
          autocomplete="off"
          spellcheck={false}
          maxLength={100}
          placeholder="such as 20260710T070000Z"
          defaultValue={query.value.snapshot}
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
  const taken = snapshotTime(read.time);
  return (
    <p class="notice snapshot-note">
      As of the snapshot of {taken === null ? read.time : readable(taken, { seconds: true })}.
      {read.removed > 0 && ` ${leftOut(read.removed)}`}
      {read.redacted > 0 &&
        ` ${read.redacted.toLocaleString("en")} ${read.redacted === 1 ? "row" : "rows"} left its files before.`}
    </p>
  );
}
