import { effect, signal } from "@preact/signals";

/** What a person prefers on this machine; nothing of it leaves it. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface SavedSearch {
  readonly name: string;
  /** The query string of the page. */
  readonly search: string;
}

/** A browser may forbid storage; then preferences last as long as the page. */
function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(`skytrove.${key}`) ?? "null");
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(`skytrove.${key}`, JSON.stringify(value));
  } catch {
    // Full or forbidden.
  }
}

function readSaved(): SavedSearch[] {
  const stored = read("saved");
  return Array.isArray(stored)
    ? stored.filter((item) => typeof item?.name === "string" && typeof item?.search === "string")
    : [];
}

export const theme = signal<Theme>(THEMES.find((known) => known === read("theme")) ?? "system");
export const saved = signal<readonly SavedSearch[]>(readSaved());
/** Keys without Ctrl or Alt can be in the way of speech input, so they can be turned off. */
export const shortcuts = signal(read("shortcuts") !== false);

effect(() => {
  document.documentElement.dataset.theme = theme.value;
  write("theme", theme.value);
});
effect(() => write("saved", saved.value));
effect(() => write("shortcuts", shortcuts.value));
