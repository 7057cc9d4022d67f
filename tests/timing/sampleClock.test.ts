import { describe, expect, it } from 'vitest';
import { sensorId } from '../../src/model/sensor.ts';
import { Random } from '../../src/simulator/random.ts';
import { SampleClock } from '../../src/timing/sampleClock.ts';

const RATE_HZ = 100;
const PERIOD_US = 1e6 / RATE_HZ;
const SAMPLES = 2;
const EPOCH_US = Date.UTC(2026, 0, 1) * 1000;

interface Link {
  readonly skewPpm: number;
  readonly deviceStartUs: number;
  /** Time from the newest sample to its arrival, µs; never below the least delay. */
  readonly delayUs: (packet: number) => number;
  readonly packets: number;
}

const NOMINAL: Link = { skewPpm: 0, deviceStartUs: 1_234, delayUs: () => 5000, packets: 500 };

interface Stamped {
  readonly timeUs: number[];
  /** Estimate less true instant of sampling, µs. */
  readonly errorUs: number[];
}

/** True sampling instants against the clock's estimates, for a link with these properties. */
function stamp(given: Partial<Link>): Stamped {
  const link = { ...NOMINAL, ...given };
  const clock = new SampleClock(RATE_HZ);
  const truePeriodUs = PERIOD_US * (1 + link.skewPpm * 1e-6);
  const timeUs: number[] = [];
  const errorUs: number[] = [];
  let arrivalUs = 0;
  for (let packet = 0; packet < link.packets; packet++) {
    const first = packet * SAMPLES;
    const newestUs = EPOCH_US + (first + SAMPLES - 1) * truePeriodUs;
    arrivalUs = Math.max(arrivalUs, Math.round(newestUs + link.delayUs(packet)));
    const samples = clock.stamp(
      {
        sensorId: sensorId('S'),
        firstIndex: first,
        count: SAMPLES,
        deviceTimeUs: Math.round(link.deviceStartUs + first * PERIOD_US) % 2 ** 32,
        acceleration: new Float64Array(3 * SAMPLES),
        angularRate: new Float64Array(3 * SAMPLES),
        clipped: false,
      },
      arrivalUs,
    );
    for (let i = 0; i < SAMPLES; i++) {
      timeUs.push(samples.timeUs[i]);
      errorUs.push(samples.timeUs[i] - (EPOCH_US + (first + i) * truePeriodUs));
    }
  }
  return { timeUs, errorUs };
}

/** Least delay 2 ms, now and then up to 60 ms more, as radio retries make them. */
function jitter(seed: number): (packet: number) => number {
  const random = new Random(seed, 'jitter');
  return () =>
    2000 + (random.uniform(0, 1) < 0.1 ? random.uniform(0, 60_000) : random.uniform(0, 5000));
}

describe('the clock of a sensor', () => {
  it('dates samples with the constant delay of the link and nothing else', () => {
    expect(stamp({}).errorUs.every((error) => Math.abs(error - 5000) <= 1)).toBe(true);
  });

  it.each([-40, -20, 20, 40])('follows a crystal off by %i ppm for half an hour', (skewPpm) => {
    const { errorUs } = stamp({ skewPpm, delayUs: jitter(3), packets: (1800 * RATE_HZ) / SAMPLES });
    // After a minute: within 5 ms of alignment, the bound of the movement specification.
    const settled = errorUs.slice(60 * RATE_HZ);
    expect(Math.max(...settled.map((error) => Math.abs(error - 2000)).slice(0, 1000))).toBeLessThan(
      5000,
    );
    expect(
      settled.reduce((worst, error) => Math.max(worst, Math.abs(error - 2000)), 0),
    ).toBeLessThan(5000);
  });

  it('is not moved by a burst of packets that waited', () => {
    const stalled = (packet: number): number =>
      packet >= 200 && packet < 250 ? 2000 + (250 - packet) * SAMPLES * PERIOD_US : 2000;
    // A stall of 1 s lets the offset rise by the leak of 100 ppm alone, 0.1 ms.
    const { errorUs } = stamp({ delayUs: stalled });
    expect(errorUs.every((error) => Math.abs(error - 2000) <= 110)).toBe(true);
  });

  it('falls at once to the first packet that came quicker', () => {
    const { errorUs } = stamp({ delayUs: (packet) => (packet < 100 ? 40_000 : 2000) });
    // Times already given cannot be taken back: at most the 38 ms are caught up, 1 µs per sample.
    expect(errorUs[99 * SAMPLES]).toBeCloseTo(40_000, -1);
    expect(errorUs[120 * SAMPLES]).toBeLessThan(2100);
  });

  it('goes on across the wrap of the 32-bit device clock', () => {
    const { errorUs } = stamp({ deviceStartUs: 2 ** 32 - 1_000_000 });
    expect(errorUs.every((error) => Math.abs(error - 5000) <= 1)).toBe(true);
  });

  it.each([1, 2, 3, 4])('gives strictly increasing whole microseconds, jitter %i', (seed) => {
    const { timeUs } = stamp({ skewPpm: -40, delayUs: jitter(seed), packets: 2000 });
    expect(timeUs.every(Number.isInteger)).toBe(true);
    expect(timeUs.every((time, i) => i === 0 || time > timeUs[i - 1])).toBe(true);
  });
});
