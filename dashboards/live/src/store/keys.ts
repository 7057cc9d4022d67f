import { signal } from '@preact/signals';
import { Preference } from './preferences.ts';

/** One key that does something, and the words of the list of keys for it. */
export interface KeyBinding {
  /** As `KeyboardEvent.key`, letters small: `f`, ` `, `ArrowLeft`, `?`. */
  readonly key: string;
  /** What is printed for it where that is another: `Space`, `1–9`. Empty keeps it off the list. */
  readonly label?: string;
  /** What it does: `Full screen`. */
  readonly does: string;
  /** Under which heading it is listed. */
  readonly group: string;
  /** Goes on while the key is held down. */
  readonly repeats?: boolean;
  /** Return false where there is nothing to do just now: the browser then has the key. */
  readonly press: () => boolean | undefined;
}

/** Elements in which a person writes or chooses by letters. */
const WRITING = [
  'input:not([type=range], [type=checkbox], [type=radio], [type=button])',
  'textarea',
  'select',
  '[contenteditable]',
].join();
/** Elements that answer these keys themselves; the sliders of the replay bar move by them as ours do. */
const TAKES_SPACE = 'button, summary, a, input[type=checkbox], input[type=radio]';
const TAKES_ARROWS =
  'input[type=radio], [role=radio], [role=tab], input[type=range]:not(.replay-bar *)';

/**
 * The one place that listens to keys. Those who have any add them while they are on screen; a key
 * that two have belongs to whoever came last.
 */
export class Keys {
  /** Whether single keys do anything; people who speak to their computer may not want that. */
  readonly preference = new Preference('keys', ['on', 'off']);
  readonly bindings = signal<readonly KeyBinding[]>([]);

  start(): void {
    document.addEventListener('keydown', this.#press);
  }

  stop(): void {
    document.removeEventListener('keydown', this.#press);
  }

  /** Returns the function that takes them away again. */
  add(bindings: readonly KeyBinding[]): () => void {
    this.bindings.value = [...this.bindings.peek(), ...bindings];
    return () => {
      this.bindings.value = this.bindings.peek().filter((each) => !bindings.includes(each));
    };
  }

  readonly #press = (event: KeyboardEvent): void => {
    if (this.preference.value.peek() === 'off') return;
    if (event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || isTaken(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const binding = this.bindings.peek().findLast((each) => each.key === key);
    if (!binding || (event.repeat && !binding.repeats)) return;
    // The page would scroll, or the slider move by a tenth of a second.
    if (binding.press() !== false) event.preventDefault();
  };
}

function isTaken({ key, target }: KeyboardEvent): boolean {
  // A dialog is a question, and nothing behind it is meant.
  if (document.querySelector('dialog[open]')) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(WRITING)) return true;
  if (key === ' ') return target.closest(TAKES_SPACE) !== null;
  return key.startsWith('Arrow') && target.closest(TAKES_ARROWS) !== null;
}

export interface KeyGroup {
  readonly name: string;
  readonly keys: readonly { readonly label: string; readonly does: string }[];
}

/** The list of keys a person reads: by group, in the order they came, each label once. */
export function keyList(bindings: readonly KeyBinding[]): readonly KeyGroup[] {
  const groups = new Map<string, Map<string, string>>();
  for (const { group, key, label, does } of bindings) {
    const shown = label ?? key.toUpperCase();
    if (shown === '') continue;
    const keys = groups.get(group) ?? new Map<string, string>();
    groups.set(group, keys.set(shown, does));
  }
  return [...groups].map(([name, keys]) => ({
    name,
    keys: [...keys].map(([label, does]) => ({ label, does })),
  }));
}
