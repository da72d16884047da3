import { useEffect, useRef } from "preact/hooks";
import { pagePath } from "../query/view.ts";
import { ask, query } from "../store/navigation.ts";
import { saved, THEMES, theme } from "../store/preferences.ts";
import { dialog } from "./dialog.ts";

export function Header() {
  return (
    <header class="top">
      <h1 class="brand">
        <a href={pagePath(location.pathname)}>
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="8" class="brand-field" />
            <path d="M7 21c3-6 6-9 9-9s6 3 9 9" class="brand-arc" />
            <circle cx="16" cy="20" r="3" class="brand-find" />
          </svg>
          skytrove
        </a>
      </h1>
      <SearchForm />
      <div class="tools">
        <button type="button" class="quiet" onClick={() => open("saved")}>
          Saved{saved.value.length > 0 && <span class="badge">{saved.value.length}</span>}
        </button>
        <button type="button" class="quiet" onClick={() => open("help")}>
          Help
        </button>
        <ThemeChoice />
      </div>
    </header>
  );
}

function open(name: "saved" | "help"): void {
  dialog.value = name;
}

function SearchForm() {
  const box = useRef<HTMLInputElement>(null);
  const text = query.value.text;
  useEffect(() => {
    // Another address: what was typed and not asked gives way.
    if (box.current !== null) {
      box.current.value = text;
    }
  }, [text]);
  return (
    <search class="search-region">
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault();
          ask({ text: box.current?.value.trim() ?? "" });
        }}
      >
        <label class="hidden" for="search-text">
          Search the posts
        </label>
        <input
          id="search-text"
          ref={box}
          type="search"
          name="text"
          maxLength={500}
          dir="auto"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          placeholder="words, &quot;a phrase&quot;, this OR that, -without, #tag, from:handle"
          defaultValue={text}
        />
        <button type="submit" class="primary">
          Search
        </button>
      </form>
    </search>
  );
}

function ThemeChoice() {
  return (
    <label class="theme">
      <span class="hidden">Theme</span>
      <select
        value={theme.value}
        onChange={(event) => {
          theme.value = THEMES.find((known) => known === event.currentTarget.value) ?? "system";
        }}
      >
        <option value="system">Auto</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
