import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';

/** Opens over the page, which keeps still behind it; the focus comes back when it closes. */
export function openDialog(dialog: HTMLDialogElement | null): undefined {
  if (dialog && !dialog.open) dialog.showModal();
}

interface DialogProps {
  readonly dialogRef: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  readonly class?: string;
  readonly onClose?: () => void;
  readonly children: ComponentChildren;
}

/** A question or a list over the page: the browser's own dialog, which keeps the focus and knows Esc. */
export function Dialog({ dialogRef, title, class: name = '', onClose, children }: DialogProps) {
  const titleId = useId();
  const close = () => dialogRef.current?.close();
  return (
    <dialog
      ref={dialogRef}
      class={`dialog ${name}`}
      aria-labelledby={titleId}
      {...(onClose && { onClose })}
    >
      <header class="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" class="dialog-close" onClick={close}>
          Close
        </button>
      </header>
      {children}
    </dialog>
  );
}
