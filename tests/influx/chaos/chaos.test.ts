import { expect, it } from 'vitest';
import { runChaos } from './chaos.ts';

/** The short form; `npm run soak -- influx` is the long one. */
it('has every point exactly once after kills of server and hub, a frozen server and resends', async () => {
  const outcome = await runChaos({
    seed: 11,
    seconds: 24,
    speed: 4,
    serverKills: 3,
    hubKills: 2,
    freezesS: [1.5],
    resends: 1,
  });
  expect(outcome.differing).toEqual([]);
  // One more where the last kill comes before the end of the recording.
  expect(outcome.parts).toBeGreaterThanOrEqual(3);
  expect(outcome.leftOut).toBe(0);
  expect(outcome.refused).toBe(0);
  // 7 × 120 samples a second with 7 fields, without what kills cost: at most 0.3 s each.
  expect(outcome.points).toBeGreaterThan((24 - 3 * 0.3 - 1) * 7 * 120 * 7);
}, 180_000);
