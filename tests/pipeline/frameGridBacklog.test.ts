import { describe, expect, it } from 'vitest';
import { FrameGrid } from '../../src/pipeline/frameGrid.ts';
import { Heard } from '../../src/pipeline/heard.ts';

const RATE_HZ = 100;
const BUDGET_MS = 120;
const PERIOD_US = 10_000;
const LATENCY_US = 15_000;

/** Two sensors with one sample in each packet; a sample is late by what `arrive` says. */
class TwoSensors {
  readonly #grid = new FrameGrid(RATE_HZ, BUDGET_MS);
  readonly #latestUs = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  readonly #heard = [new Heard(), new Heard()];

  arrive(sensor: 0 | 1, sampleUs: number, arrivalUs = sampleUs + LATENCY_US): number[] {
    this.#grid.arrived(this.#heard[sensor], arrivalUs, this.#latestUs[sensor]);
    this.#heard[sensor].nothingWasLost();
    this.#latestUs[sensor] = sampleUs;
    return this.#grid.ready(
      this.#latestUs.map((latestUs, i) => ({
        earliestUs: Number.isFinite(latestUs) ? PERIOD_US : Number.POSITIVE_INFINITY,
        latestUs,
        heard: this.#heard[i],
      })),
    );
  }
}

/** Both deliver up to and including `lastUs`. */
function streamingUntil(lastUs: number): TwoSensors {
  const sensors = new TwoSensors();
  for (let atUs = PERIOD_US; atUs <= lastUs; atUs += PERIOD_US) {
    sensors.arrive(0, atUs);
    sensors.arrive(1, atUs);
  }
  return sensors;
}

describe('FrameGrid', () => {
  it('goes on without a sensor that is silent for longer than the budget', () => {
    const sensors = streamingUntil(1_000_000);
    const ready: number[] = [];
    let atUs = 1_000_000;
    while (ready.length === 0 && atUs < 3_000_000) {
      atUs += PERIOD_US;
      ready.push(...sensors.arrive(0, atUs));
    }
    expect(ready[0]).toBe(1_010_000);
    expect(atUs - 1_000_000).toBeGreaterThan(1000 * BUDGET_MS);
    expect(atUs - 1_000_000).toBeLessThan(1000 * BUDGET_MS + 5 * PERIOD_US);
  });

  it('waits for a sensor whose packets stand behind the slowly read backlog of another', () => {
    const sensors = streamingUntil(1_000_000);
    // A starved hub reads a second of the first sensor at a packet per 25 ms: longer than the budget.
    const backlog = Array.from({ length: 100 }, (_, i) => 1_000_000 + (i + 1) * PERIOD_US);
    let nowUs = 2_015_000;
    for (const sampleUs of backlog) {
      nowUs += 25_000;
      const stillBehind = nowUs - sampleUs > 1000 * BUDGET_MS;
      expect(stillBehind).toBe(true);
      expect(sensors.arrive(0, sampleUs, nowUs)).toEqual([]);
    }
    const together = backlog.flatMap((sampleUs) => sensors.arrive(1, sampleUs, nowUs));
    expect(together).toEqual(backlog);
  });
});
