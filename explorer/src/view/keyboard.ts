import { shortcuts } from "../store/preferences.ts";
import { dialog } from "./dialog.ts";

const SEARCH_BOX = "search-text";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

function posts(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-post]")];
}

function current(all: readonly HTMLElement[]): number {
  return all.findIndex((post) => post.contains(document.activeElement));
}

/** Moves the focus to the next or the one before; from anywhere else to the first. */
function move(step: 1 | -1): void {
  const all = posts();
  const at = current(all);
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

export function focusSearch(): void {
  const box = document.getElementById(SEARCH_BOX);
  if (box instanceof HTMLInputElement) {
    box.focus();
    box.select();
  }
}

/** Keys of the whole page. Dialogs close by Escape without us. */
export function handleKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.value !== null) {
    return;
  }
  if (event.key === "Escape" && document.activeElement instanceof HTMLElement) {
    document.activeElement.blur();
    return;
  }
  if (isTyping(event.target)) {
    return;
  }
  if (event.key === "Enter" && event.target instanceof HTMLElement && event.target.matches("[data-post]")) {
    event.target.querySelector<HTMLAnchorElement>("a[data-open]")?.click();
  } else if (shortcuts.value && act(event.key)) {
    event.preventDefault();
  }
}

function act(key: string): boolean {
  switch (key) {
    case "/":
      focusSearch();
      return true;
    case "j":
      move(1);
      return true;
    case "k":
      move(-1);
      return true;
    case "?":
      dialog.value = "help";
      return true;
    default:
      return false;
  }
}
