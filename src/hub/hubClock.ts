import type { HubClock } from '../model/sensorSource.ts';

/**
 * A clock that never steps back: monotonic time, anchored to the wall clock once, here.
 * A later jump of the wall clock does not reach it. Integer microseconds since the Unix epoch.
 */
export function createHubClock(): HubClock {
  const anchorUs = Date.now() * 1000;
  const startMs = performance.now();
  return () => anchorUs + Math.round((performance.now() - startMs) * 1000);
}
