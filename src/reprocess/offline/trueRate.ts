import type { SensorSamples } from './sampleColumns.ts';

/** Units are up to 2 % off their nominal rate; what says more is no measure of it. */
const LARGEST_RATE_ERROR = 0.05;
/** Over less than this the estimated times of sampling do not tell the rate to 0.1 %, s. */
const SHORTEST_S = 10;

/**
 * Rate at which a sensor truly sampled on the hub's clock, Hz, from how many samples it counted in how
 * much time over all its runs; nominal where they are too short to tell. A rate that is 1 % off makes
 * 1° of every turn by 100°.
 */
export function trueRateHz({ rateHz, timeUs, index, runs }: SensorSamples): number {
  let steps = 0;
  let seconds = 0;
  for (const [k, from] of runs.entries()) {
    const last = (runs[k + 1] ?? timeUs.length) - 1;
    const ofRunS = (timeUs[last] - timeUs[from]) / 1e6;
    if (ofRunS < SHORTEST_S) continue;
    steps += (index[last] - index[from]) | 0;
    seconds += ofRunS;
  }
  const found = steps / seconds;
  return Math.abs(found / rateHz - 1) <= LARGEST_RATE_ERROR ? found : rateHz;
}
