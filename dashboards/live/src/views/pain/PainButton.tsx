import { useRef } from 'preact/hooks';
import { usePage } from '../../store/storeContext.ts';
import { openDialog } from '../Dialog.tsx';
import { useKeys } from '../keys/useKeys.ts';
import { PainDialog } from './PainDialog.tsx';

/** Tells of pain or a sign to stop; absent in a replay, where nobody moves. */
export function PainButton() {
  const { store } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  const live = store.hello.value?.mode === 'live';
  useKeys(
    () =>
      live
        ? [{ key: 'p', does: 'Pain', group: 'Live', press: () => openDialog(dialog.current) }]
        : [],
    [live],
  );
  if (!live) return null;
  return (
    <>
      <button
        type="button"
        class="pain-button"
        aria-haspopup="dialog"
        aria-keyshortcuts="P"
        onClick={() => openDialog(dialog.current)}
      >
        <svg class="pain-icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M8 2h8l6 6v8l-6 6H8l-6-6V8zM12 7v6M12 16.5v.5" />
        </svg>
        Pain
      </button>
      <PainDialog dialogRef={dialog} />
    </>
  );
}
