import type { LiveStore } from './liveStore.ts';

/** Since the live session began, s, by the hub's clock; null where either is not known. */
export function sessionTimeS(store: LiveStore): number | null {
  const startedUs = store.status.peek()?.recording.startedUs ?? null;
  const nowUs = store.hubTimeUs(performance.now());
  return startedUs === null || nowUs === null ? null : Math.max(0, (nowUs - startedUs) / 1e6);
}
