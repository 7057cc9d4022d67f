import { type SampleBlock, sensorId } from '../../src/model/sensor.ts';
import { LinkCourse } from '../../src/simulator/delivery/linkCourse.ts';
import type { SamplesDelivery } from '../../src/simulator/delivery/linkDelivery.ts';
import { Sampling } from '../../src/simulator/delivery/sampling.ts';
import { drawDeviceClock } from '../../src/simulator/radio/crystal.ts';
import {
  NOMINAL_CONDITIONS,
  type RadioConditions,
} from '../../src/simulator/radio/radioConditions.ts';
import { ArrivalCounter } from '../../src/timing/arrivalCounter.ts';
import { ClockedCounter } from '../../src/timing/clockedCounter.ts';
import { SampleClock } from '../../src/timing/sampleClock.ts';
import type { SampleCounter } from '../../src/timing/sampleCounter.ts';
import { SampleLedger } from '../../src/timing/sampleLedger.ts';
import { CRYSTAL_SKEW_PPM, SAMPLING_RATE_SKEW_PPM } from '../../src/timing/skewLimits.ts';
import { decoded } from './decoded.ts';

const START_US = Date.UTC(2026, 0, 1) * 1000;
const WRAP_US = 2 ** 32;
const SETTLING_US = 60e6;
const EMPTY = new Uint8Array();

/** A sensor whose samples are timed, over a radio on simulated time. */
export interface ClockTrial {
  /** Of two sensors of one seed, which have the radio's shared stalls in common. */
  readonly sensor: 'a' | 'b';
  readonly seed: number;
  readonly seconds: number;
  readonly connectionIntervalMs: number;
  readonly rateHz: number;
  readonly samplesPerPacket: number;
  /** Largest error of the unit's rate; at 0 it samples by the crystal, and may keep step with the link. */
  readonly ratePpm: number;
  /** What the sensor tells of its samples. */
  readonly tells: 'index, clock and exchanges' | 'index and clock' | 'clock' | 'nothing';
  /** When its clock wraps for the first time, after the start; default anywhere. */
  readonly wrapsAfterS?: number;
  readonly conditions?: RadioConditions;
}

export const TRIAL: ClockTrial = Object.freeze({
  sensor: 'a',
  seed: 1,
  seconds: 4500,
  connectionIntervalMs: 15,
  rateHz: 100,
  samplesPerPacket: 2,
  ratePpm: 10_000,
  tells: 'index, clock and exchanges',
});

/** Estimates less truth, ms. */
export interface ClockErrors {
  readonly rmseMs: number;
  readonly medianMs: number;
  /** After the first minute, in which clocks are found out. */
  readonly worstMs: number;
  /** At the first sample of every second; not a number where none came. */
  readonly everySecondMs: Float64Array;
}

/** How far the times of samples are from the truth, from the first sample on. */
export function clockErrors(trial: ClockTrial): ClockErrors {
  const { sensor, seed, rateHz, samplesPerPacket: count, seconds, wrapsAfterS } = trial;
  const conditions = { ...(trial.conditions ?? NOMINAL_CONDITIONS), seed };
  const drawn = drawDeviceClock(seed, sensor, { skewPpm: 40, ratePpm: trial.ratePpm });
  const clock =
    wrapsAfterS === undefined ? drawn : { ...drawn, offsetUs: WRAP_US - wrapsAfterS * 1e6 };
  const sampling = new Sampling(clock, START_US, rateHz);
  const course = new LinkCourse({
    ...{ address: sensor, sampling, conditions, startUs: START_US },
    connectionIntervalMs: trial.connectionIntervalMs,
    samplesPerPacket: count,
    packetFrom: () => EMPTY,
    exchanges: trial.tells === 'index, clock and exchanges',
  });
  const everySecondMs = new Float64Array(seconds).fill(Number.NaN);
  const absolute: number[] = [];
  let squares = 0;
  let worstMs = 0;
  let timing = newTiming(trial);
  for (const delivery of course.deliveries()) {
    if (delivery.atUs >= START_US + seconds * 1e6) break;
    // A sensor that does not tell its run is timed anew over every link.
    if (delivery.type === 'linked' && timing.counter) timing = newTiming(trial);
    if (delivery.type === 'exchange') timing.clock.exchanged(delivery.exchange);
    if (delivery.type !== 'samples') continue;
    const block = blockOf(delivery, timing.counter, sampling);
    if (timing.ledger.enter(block.firstIndex, count).next === null) continue;
    const { timeUs } = timing.clock.stamp(block, delivery.atUs);
    for (let i = 0; i < count; i++) {
      const trueUs = sampling.sampledUs(delivery.firstIndex + i);
      const errorMs = (timeUs[i] - trueUs) / 1000;
      squares += errorMs ** 2;
      absolute.push(Math.abs(errorMs));
      if (trueUs >= START_US + SETTLING_US) worstMs = Math.max(worstMs, Math.abs(errorMs));
      const second = Math.floor((trueUs - START_US) / 1e6);
      if (Number.isNaN(everySecondMs[second])) everySecondMs[second] = errorMs;
    }
  }
  absolute.sort((a, b) => a - b);
  return {
    rmseMs: Math.sqrt(squares / absolute.length),
    medianMs: absolute[Math.floor(absolute.length / 2)],
    worstMs,
    everySecondMs,
  };
}

/** Root mean square of how differently two sensors are off at the same instants, ms. */
export function relativeRmseMs(a: ClockErrors, b: ClockErrors): number {
  const differences = [...a.everySecondMs.map((ms, second) => ms - b.everySecondMs[second])];
  return rms(differences.filter((ms) => !Number.isNaN(ms)));
}

export function rms(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}

interface Timing {
  readonly counter: SampleCounter | null;
  readonly ledger: SampleLedger;
  readonly clock: SampleClock;
}

function newTiming({ tells, rateHz }: ClockTrial): Timing {
  const clockless = tells === 'nothing';
  const clock = new SampleClock({
    rateHz,
    wrapUs: clockless ? null : WRAP_US,
    largestSkewPpm: clockless ? SAMPLING_RATE_SKEW_PPM : CRYSTAL_SKEW_PPM,
  });
  const counted = tells === 'clock' ? new ClockedCounter(rateHz, WRAP_US) : null;
  const counter = clockless ? new ArrivalCounter(rateHz) : counted;
  return { counter, ledger: new SampleLedger(), clock };
}

function blockOf(
  { firstIndex, count, atUs }: SamplesDelivery,
  counter: SampleCounter | null,
  sampling: Sampling,
): SampleBlock {
  const deviceTimeUs = sampling.deviceUs(sampling.sampledUs(firstIndex));
  if (counter instanceof ArrivalCounter) return counter.count(decoded(count, null), atUs);
  const block = decoded(count, deviceTimeUs);
  if (counter) return counter.count(block, atUs);
  return { ...block, sensorId: sensorId('S'), firstIndex, deviceTimeUs };
}
