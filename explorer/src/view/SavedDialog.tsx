import { FILTERS } from "../query/filters.ts";
import type { Query } from "../query/query.ts";
import { fromSearch, toSearch } from "../query/view.ts";
import { show, view } from "../store/navigation.ts";
import { type SavedSearch, saved } from "../store/preferences.ts";
import { Modal } from "./Dialogs.tsx";
import { dialog } from "./dialog.ts";

export function SavedDialog() {
  return (
    <Modal title="Saved searches">
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
          const search = toSearch(view.value);
          if (name !== "") {
            saved.value = [...saved.value.filter((known) => known.name !== name), { name, search }];
          }
        }}
      >
        <label class="grow">
          Name of this search
          <input
            name="name"
            dir="auto"
            maxLength={200}
            autocomplete="off"
            defaultValue={description(view.value.query)}
          />
        </label>
        <button type="submit" class="primary">
          Save
        </button>
      </form>
      {saved.value.length === 0 ? (
        <p class="muted">None yet. They are kept in this browser only; an address can be shared instead.</p>
      ) : (
        <ul class="saved">
          {saved.value.map((search) => (
            <SavedLine key={search.name} search={search} />
          ))}
        </ul>
      )}
    </Modal>
  );
}

function SavedLine({ search }: { search: SavedSearch }) {
  return (
    <li>
      <button
        type="button"
        class="link grow"
        onClick={() => {
          dialog.value = null;
          show(fromSearch(search.search));
        }}
      >
        <bdi>{search.name}</bdi>
      </button>
      <button
        type="button"
        class="quiet"
        aria-label={`Delete ${search.name}`}
        onClick={() => {
          saved.value = saved.value.filter((known) => known !== search);
        }}
      >
        ✕
      </button>
    </li>
  );
}

/** A name that a query has by itself. */
function description(query: Query): string {
  const filters = query.filters.map(
    (filter) => `${FILTERS[filter.name].label} ${filter.not ? "not " : ""}${filter.value}`,
  );
  const snapshot = query.snapshot === "" ? "" : `snapshot ${query.snapshot}`;
  return [query.text, ...filters, ...query.features, snapshot].filter((part) => part !== "").join(", ") || "all posts";
}
