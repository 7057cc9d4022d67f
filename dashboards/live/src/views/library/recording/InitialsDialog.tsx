import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Dialog, openDialog } from '../../Dialog.tsx';
import type { EditDesk } from './editDesk.ts';
import { INITIALS_MAX } from './initials.ts';

/** Asked once per browser, with the first edit. */
export function InitialsDialog({ desk }: { readonly desk: EditDesk }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [text, setText] = useState('');
  useEffect(() => openDialog(dialog.current), []);
  const send = (event: Event) => {
    event.preventDefault();
    if (text.trim() === '') return;
    desk.answer(text);
  };
  return (
    <Dialog dialogRef={dialog} title="Who edits?" onClose={() => desk.answer('')}>
      <form class="library-form" onSubmit={send}>
        <div class="field">
          <label for={id}>Your initials, for the history</label>
          <input
            id={id}
            type="text"
            maxLength={INITIALS_MAX}
            autocomplete="off"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <p class="soft">Every change is kept with who made it. This browser keeps them.</p>
        </div>
        <button type="submit" class="primary" disabled={text.trim() === ''}>
          Save the change
        </button>
      </form>
    </Dialog>
  );
}
