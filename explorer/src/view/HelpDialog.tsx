import { shortcuts } from "../store/preferences.ts";
import { Modal } from "./Dialogs.tsx";

const GRAMMAR: readonly (readonly [string, string])[] = [
  ["solar panel", "both words, anywhere in the post, in any case; parts of words count"],
  ['"solar panel"', "the phrase as it stands"],
  ["solar OR wind", "either"],
  ["solar -panel", "the first without the second"],
  ["(solar OR wind) power", "parentheses group"],
  ["#energy", "the hashtag"],
  ["@name.example.com", "posts that mention the account"],
  ["from:name.example.com", "posts of the account; also to: and mentions:, with a handle or a DID"],
  ["domain:example.com", "posts with a link there"],
  ["lang:pt", "posts that claim this language"],
  ["since:2026-07-01 until:2026-07-04", "posts of this time"],
];

const KEYS: readonly (readonly [string, string])[] = [
  ["/", "to the search box"],
  ["j k", "to the next post, to the one before"],
  ["Enter", "open the post on Bluesky"],
  ["Esc", "leave a field, close a dialog"],
  ["?", "this help"],
];

export function HelpDialog() {
  return (
    <Modal title="How to search">
      <Pairs pairs={GRAMMAR} />
      <p>
        All writings of a word are found: <code>strasse</code> finds <code>Straße</code>. Accents count:{" "}
        <code>cafe</code> does not find <code>café</code>. All times are UTC. The page’s address holds the whole search:
        share it.
      </p>
      <h3>Keys</h3>
      <Pairs pairs={KEYS} />
      <label class="check">
        <input
          type="checkbox"
          checked={shortcuts.value}
          onChange={(event) => {
            shortcuts.value = event.currentTarget.checked;
          }}
        />
        single keys work (/ j k ?)
      </label>
    </Modal>
  );
}

function Pairs({ pairs }: { pairs: readonly (readonly [string, string])[] }) {
  return (
    <dl class="pairs">
      {pairs.map(([term, meaning]) => (
        <div key={term}>
          <dt>
            <code>{term}</code>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
