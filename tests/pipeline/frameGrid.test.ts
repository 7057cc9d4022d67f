import { describe, expect, it } from 'vitest';
import { type Delivery, FrameGrid } from '../../src/pipeline/frameGrid.ts';
import { Heard } from '../../src/pipeline/heard.ts';

const EPOCH_US = 1_000_000_000;
const PERIOD_US = 10_000;
const BUDGET_MS = 120;

/** Sensors that deliver one sample every 10 ms; `step` gives what each arrival made ready. */
class Deliveries {
  readonly grid = new FrameGrid(100, BUDGET_MS);
  readonly #sensors = new Map<string, Delivery>();
  nowUs = EPOCH_US;

  constructor(...names: string[]) {
    for (const name of names)
      this.#sensors.set(name, {
        earliestUs: Number.POSITIVE_INFINITY,
        latestUs: Number.NEGATIVE_INFINITY,
        heard: new Heard(),
      });
  }

  /** @param lost whether samples are missing before this one */
  deliver(name: string, latestUs: number, arrivalUs = this.nowUs, lost = false): number[] {
    this.nowUs = Math.max(this.nowUs, arrivalUs);
    const sensor = this.#sensors.get(name);
    if (!sensor) throw new Error(`no sensor ${name}`);
    const { heard, earliestUs } = sensor;
    this.grid.arrived(heard, this.nowUs, sensor.latestUs);
    if (!lost) heard.nothingWasLost();
    this.#sensors.set(name, { heard, earliestUs: Math.min(earliestUs, latestUs), latestUs });
    return this.grid.ready([...this.#sensors.values()]);
  }
}

function grid(fromUs: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => fromUs + i * PERIOD_US);
}

describe('the grid of frames', () => {
  it('begins where every sensor has begun', () => {
    const given = new Deliveries('a', 'b');
    expect(given.deliver('a', EPOCH_US + 14_000)).toEqual([]);
    expect(given.deliver('a', EPOCH_US + 44_000)).toEqual([]);
    expect(given.deliver('b', EPOCH_US + 21_000)).toEqual([]);
    expect(given.deliver('b', EPOCH_US + 41_000)).toEqual(grid(EPOCH_US + 30_000, 2));
  });

  it('waits for one that has delivered nothing yet for the budget, and no longer', () => {
    const given = new Deliveries('a', 'b');
    const ready: number[] = [];
    let ms = 0;
    for (; ready.length === 0 && ms <= 300; ms += 10) {
      ready.push(...given.deliver('a', EPOCH_US + 1000 * ms, EPOCH_US + 1000 * ms));
    }
    expect(ms).toBe(BUDGET_MS + 20);
    expect(ready).toEqual(grid(EPOCH_US, ready.length));
  });

  it('waits for the slower sensor and gives each instant once', () => {
    const given = new Deliveries('a', 'b');
    expect(given.deliver('a', EPOCH_US)).toEqual([]);
    expect(given.deliver('b', EPOCH_US)).toEqual([EPOCH_US]);
    expect(given.deliver('a', EPOCH_US + 50_000)).toEqual([]);
    expect(given.deliver('b', EPOCH_US + 34_999)).toEqual(grid(EPOCH_US + PERIOD_US, 3));
    expect(given.deliver('b', EPOCH_US + 40_000)).toEqual([EPOCH_US + 40_000]);
  });

  it('goes on without a sensor that is silent for longer than the budget, not before', () => {
    const given = new Deliveries('a', 'b');
    given.deliver('a', EPOCH_US);
    given.deliver('b', EPOCH_US);
    let firstMs: number | null = null;
    for (let ms = 10; ms <= 200; ms += 10) {
      const ready = given.deliver('a', EPOCH_US + 1000 * ms, EPOCH_US + 1000 * ms);
      if (firstMs === null && ready.length > 0) {
        firstMs = ms;
        // All that waited comes at once.
        expect(ready).toEqual(grid(EPOCH_US + PERIOD_US, ms / 10));
      }
    }
    expect(firstMs).toBe(BUDGET_MS + 10);
  });

  it('takes a silent sensor back with its next packet', () => {
    const given = new Deliveries('a', 'b');
    given.deliver('b', EPOCH_US);
    for (let ms = 0; ms <= 300; ms += 10)
      given.deliver('a', EPOCH_US + 1000 * ms, EPOCH_US + 1000 * ms);
    given.deliver('b', EPOCH_US + 300_000);
    expect(given.deliver('a', EPOCH_US + 320_000)).toEqual([]);
    expect(given.deliver('b', EPOCH_US + 320_000)).toEqual(grid(EPOCH_US + 310_000, 2));
  });

  it('takes no sensor for silent when the hub itself stood still', () => {
    const given = new Deliveries('a', 'b');
    given.deliver('a', EPOCH_US);
    given.deliver('b', EPOCH_US);
    // The hub hangs for a second; what waited comes sensor by sensor, at one instant.
    const wokenUs = EPOCH_US + 1_000_000;
    for (let i = 1; i <= 100; i++) {
      expect(given.deliver('a', EPOCH_US + i * PERIOD_US, wokenUs + i)).toEqual([]);
    }
    const ready: number[] = [];
    for (let i = 1; i <= 100; i++) {
      ready.push(...given.deliver('b', EPOCH_US + i * PERIOD_US, wokenUs + 100 + i));
    }
    expect(ready).toEqual(grid(EPOCH_US + PERIOD_US, 100));
  });

  it('gives an end of the silence alone when nothing was heard for a night', () => {
    const given = new Deliveries('a', 'b');
    given.deliver('a', EPOCH_US);
    given.deliver('b', EPOCH_US);
    const morningUs = EPOCH_US + 8 * 3600e6;
    const all = [
      ...given.deliver('a', morningUs, morningUs),
      ...given.deliver('b', morningUs, morningUs),
      ...given.deliver('a', morningUs + PERIOD_US, morningUs + PERIOD_US),
      ...given.deliver('b', morningUs + PERIOD_US, morningUs + PERIOD_US),
    ];
    expect(all[all.length - 1]).toBe(morningUs + PERIOD_US);
    expect(all.length).toBeLessThan(300);
    expect(all.every((time, i) => i === 0 || time - all[i - 1] === PERIOD_US)).toBe(true);
  });

  it('does not wait for a sensor whose clock lags two seconds behind', () => {
    const given = new Deliveries('a', 'b');
    given.deliver('a', EPOCH_US);
    given.deliver('b', EPOCH_US);
    expect(given.deliver('a', EPOCH_US + 1_900_000)).toEqual([]);
    expect(given.deliver('a', EPOCH_US + 2_100_000)).toHaveLength(210);
  });

  describe('after a silence in which nothing was lost', () => {
    /** `b` was silent for this long while `a` delivered; then all that waited came, or nothing. */
    function afterSilence(silenceMs: number, lost = false): Deliveries {
      const given = new Deliveries('a', 'b');
      given.deliver('a', EPOCH_US);
      given.deliver('b', EPOCH_US);
      let ms = 10;
      for (; ms < silenceMs; ms += 10)
        given.deliver('a', EPOCH_US + 1000 * ms, EPOCH_US + 1000 * ms);
      const endUs = EPOCH_US + 1000 * ms;
      given.deliver('a', endUs, endUs);
      given.deliver('b', lost ? endUs : EPOCH_US + PERIOD_US, endUs, lost);
      given.deliver('b', endUs, endUs);
      return given;
    }

    /** For how long the grid waits for `b` from now on, ms. */
    function patienceMs(given: Deliveries): number {
      const fromUs = given.nowUs;
      for (let ms = 10; ms <= 1000; ms += 10) {
        const atUs = fromUs + 1000 * ms;
        if (given.deliver('a', atUs, atUs).length > 0) return ms;
      }
      throw new Error('it waits for ever');
    }

    it.each([
      // The margin of a fifth, and the next arrival of the other sensor.
      { silenceMs: 60, expected: BUDGET_MS + 10 },
      { silenceMs: 200, expected: 250 },
      { silenceMs: 300, expected: 370 },
      // Never beyond half a second.
      { silenceMs: 450, expected: 510 },
      // What was not waited for then, will not be next time.
      { silenceMs: 700, expected: BUDGET_MS + 10 },
    ])('of $silenceMs ms waits for $expected ms at most', ({ silenceMs, expected }) => {
      expect(patienceMs(afterSilence(silenceMs))).toBe(expected);
    });

    it('waits no longer than before where all was lost', () => {
      expect(patienceMs(afterSilence(300, true))).toBe(BUDGET_MS + 10);
    });

    it.each([
      { seconds: 50, expected: 370 },
      { seconds: 125, expected: BUDGET_MS + 10 },
    ])('remembers it after $seconds s: waits $expected ms', ({ seconds, expected }) => {
      const given = afterSilence(300);
      const fromUs = given.nowUs;
      for (let ms = 10; ms <= 1000 * seconds; ms += 10) {
        const atUs = fromUs + 1000 * ms;
        given.deliver('a', atUs, atUs);
        given.deliver('b', atUs, atUs);
      }
      expect(patienceMs(given)).toBe(expected);
    });

    it('waits no longer for the others', () => {
      const given = afterSilence(300);
      const fromUs = given.nowUs;
      let ms = 10;
      while (given.deliver('b', fromUs + 1000 * ms, fromUs + 1000 * ms).length === 0) ms += 10;
      expect(ms).toBe(BUDGET_MS + 10);
    });
  });
});
