import { useRef } from 'preact/hooks';
import { Dialog, openDialog } from '../Dialog.tsx';
import { glossaryGroups } from './glossary.ts';

/** The button that tells what the words of the page mean, and the list of them. */
export function Glossary() {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" aria-haspopup="dialog" onClick={() => openDialog(dialog.current)}>
        What do the words mean?
      </button>
      <Dialog dialogRef={dialog} title="What the words mean" class="glossary">
        {glossaryGroups().map(({ name, terms }) => (
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
