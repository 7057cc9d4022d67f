import { useRef } from 'preact/hooks';
import { keyList } from '../../store/keys.ts';
import { usePage } from '../../store/storeContext.ts';
import { Dialog, openDialog } from '../Dialog.tsx';
import { useKeys } from './useKeys.ts';

/** The button that lists all keys, and the list; `?` opens it as well. */
export function KeyHelp() {
  const { keys } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys(
    () => [{ key: '?', does: 'This list', group: 'Page', press: () => openDialog(dialog.current) }],
    [],
  );
  const groups = keyList(keys.bindings.value);
  const works = keys.preference.value.value === 'on';
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="?"
        aria-haspopup="dialog"
        onClick={() => openDialog(dialog.current)}
      >
        Keys
      </button>
      <Dialog dialogRef={dialog} title="Keys" class="key-help">
        <label class="switch">
          <input
            type="checkbox"
            checked={works}
            onChange={(event) => keys.preference.set(event.currentTarget.checked ? 'on' : 'off')}
          />
          <span>Single keys work on this page</span>
        </label>
        <div class="key-groups" data-works={works}>
          {groups.map(({ name, keys: listed }) => (
            <section key={name}>
              <h3>{name}</h3>
              <dl>
                {listed.map(({ label, does }) => (
                  <div key={label}>
                    <dt>
                      <kbd>{label}</kbd>
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Dialog>
    </>
  );
}
