import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, and no longer than until `stopping` aborts, at which the caller looks. */
export async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  try {
    await sleep(ms, null, { signal: stopping });
  } catch {
    // Stopped.
  }
}
