import { useRef, useState } from 'preact/hooks';
import { Dialog, openDialog } from '../Dialog.tsx';
import { glossaryGroups } from './glossary.ts';

/** The button that tells what the words of the page mean, and the list of them. */
export function Glossary() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setOpen(true);
    openDialog(dialog.current);
  };
  return (
    <>
      <button type="button" aria-haspopup="dialog" onClick={open}>
        What do the words mean?
      </button>
      <Dialog
        dialogRef={dialog}
        title="What the words mean"
        class="glossary"
        onClose={() => setOpen(false)}
      >
        {(isOpen ? glossaryGroups() : []).map(({ name, terms }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {terms.map(({ word, means }) => (
                <div key={word}>
                  <dt>{word}</dt>
                  <dd>{means}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </Dialog>
    </>
  );
}
