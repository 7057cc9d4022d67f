import { useEffect } from 'preact/hooks';
import type { KeyBinding } from '../../store/keys.ts';
import { sessionTimeS } from '../../store/sessionTime.ts';
import { type Page, usePage } from '../../store/storeContext.ts';
import { useKeys } from '../keys/useKeys.ts';

const GROUP = 'Record';

/** R begins and ends a trial, 1 to 9 mark the instant: in every view of a live hub. */
export function useRecordKeys(): void {
  const page = usePage();
  const isLive = page.store.hello.value?.mode === 'live';
  const labels = page.markers.labels.value;
  const session = page.store.hello.value?.session;
  useEffect(() => page.markers.forget(), [page, session]);
  useKeys(() => (isLive ? recordKeys(page, labels) : []), [isLive, labels]);
}

export function recordKeys(page: Page, labels: readonly string[]): readonly KeyBinding[] {
  return [
    {
      key: 'r',
      does: 'Start or end a trial',
      group: GROUP,
      press: () => {
        void toggleTrial(page);
        return undefined;
      },
    },
    ...labels.map((label, i) => ({
      key: String(i + 1),
      does: `Marker: ${label}`,
      group: GROUP,
      press: () => {
        void markNow(page, label);
        return undefined;
      },
    })),
  ];
}

/** The strip of the live view says what came of it, for there is no other place there. */
export async function toggleTrial({ trials, store }: Page): Promise<void> {
  const done = await trials.toggle();
  const sentence = done ?? trials.problem.peek();
  if (sentence !== null) store.notify(sentence);
}

export async function markNow({ markers, store }: Page, label: string): Promise<void> {
  const note = await markers.mark(label, sessionTimeS(store));
  store.notify(note.problem ?? `Marked: ${label}.`);
}
