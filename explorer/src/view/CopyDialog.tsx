import { useState } from "preact/hooks";
import { asked } from "../api/parameters.ts";
import type { SearchParameters } from "../api/types.ts";
import { curl, python, r } from "../copy/requests.ts";
import { sql } from "../copy/sql.ts";
import { toParameters } from "../query/query.ts";
import { query } from "../store/navigation.ts";
import { client } from "../store/session.ts";
import { Modal } from "./Dialogs.tsx";

const LANGUAGES = ["curl", "Python", "R", "SQL"] as const;
type Language = (typeof LANGUAGES)[number];

export function CopyDialog() {
  const [language, setLanguage] = useState<Language>("curl");
  const [copied, setCopied] = useState("");
  const code = codeOf(language);
  return (
    <Modal title="Copy this search">
      <fieldset class="switch">
        <legend class="hidden">Language</legend>
        {LANGUAGES.map((name) => (
          <label key={name} class={language === name ? "on" : ""}>
            <input
              type="radio"
              name="language"
              class="hidden"
              checked={language === name}
              onChange={() => {
                setLanguage(name);
                setCopied("");
              }}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <pre class="code" tabIndex={0} dir="ltr">
        <code>{code}</code>
      </pre>
      <div class="row">
        <button
          type="button"
          class="primary"
          onClick={() =>
            navigator.clipboard.writeText(code).then(
              () => setCopied("Copied."),
              () => setCopied("The browser did not let it be copied. Select the text instead."),
            )
          }
        >
          Copy
        </button>
        <span role="status">{copied}</span>
      </div>
    </Modal>
  );
}

function codeOf(language: Language): string {
  const parameters = toParameters(query.value, asked<SearchParameters>());
  const search = client().searchUrl(asked());
  const exported = client().exportUrl(asked());
  switch (language) {
    case "curl":
      return curl(search, parameters);
    case "Python":
      return python(search, parameters);
    case "R":
      return r(exported, parameters);
    case "SQL":
      return sql(query.value, Date.now());
  }
}
