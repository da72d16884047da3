import { signal } from "@preact/signals";

export type DialogName = "help" | "export" | "copy" | "saved";

/** The dialog that is open. */
export const dialog = signal<DialogName | null>(null);
