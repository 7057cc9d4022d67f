import { effect } from '@preact/signals';
import type { LiveStore } from '../../../store/liveStore.ts';

const GIVE_UP_MS = 10_000;

/** Turns this page to a recording, and to an instant of it once the hub shows it. */
export function watchAt(store: LiveStore, recording: string, positionS: number): void {
  if (!store.send({ type: 'watch', recording })) return;
  let done = false;
  const stop = effect(() => {
    if (done || store.replay.value?.recording !== recording) return;
    done = true;
    store.send({ type: 'replay', action: 'seek', positionS: Math.max(0, positionS) });
  });
  setTimeout(stop, GIVE_UP_MS);
}
