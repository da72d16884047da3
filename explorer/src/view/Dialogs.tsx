import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { CopyDialog } from "./CopyDialog.tsx";
import { dialog } from "./dialog.ts";
import { ExportDialog } from "./ExportDialog.tsx";
import { HelpDialog } from "./HelpDialog.tsx";
import { SavedDialog } from "./SavedDialog.tsx";

export function Dialogs() {
  switch (dialog.value) {
    case "help":
      return <HelpDialog />;
    case "export":
      return <ExportDialog />;
    case "copy":
      return <CopyDialog />;
    case "saved":
      return <SavedDialog />;
    case null:
      return null;
  }
}

/** A modal dialog: the browser keeps the focus in it, closes it by Escape and gives the focus back. */
export function Modal({ title, children }: { title: string; children: ComponentChildren }) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = element.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) {
        before.focus();
      }
    };
  }, []);
  const close = () => {
    dialog.value = null;
  };
  return (
    <dialog ref={element} class="modal" aria-labelledby="dialog-title" onClose={close}>
      <header class="modal-head">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="quiet" aria-label="Close" onClick={close}>
          ✕
        </button>
      </header>
      <div class="modal-body">{children}</div>
    </dialog>
  );
}
