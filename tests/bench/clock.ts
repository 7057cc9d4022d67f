import { SampleClock } from '../../src/timing/sampleClock.ts';
import { CRYSTAL_SKEW_PPM } from '../../src/timing/skewLimits.ts';
import {
  type ClockErrors,
  type ClockTrial,
  clockErrors,
  relativeRmseMs,
  rms,
  TRIAL,
} from '../timing/clockTrial.ts';
import { decoded } from '../timing/decoded.ts';
import type { Figure } from '../tools/figures/row.ts';
import type { Bench } from './bench.ts';
import { median } from './median.ts';

/** Of a link, ms. */
const INTERVALS_MS = [7.5, 15, 30];
const SEEDS = [1, 2, 3, 4];
/** How well a sample must be timed, ms: with exchanges, and between two sensors that have them; without. */
const WITH_EXCHANGES_MS = 2;
const WITHOUT_MS = 5;
const IN_STEP = 'unit in step with the link';

/** The rest of what the design says of radio and clocks: `NOMINAL_CONDITIONS` and `drawDeviceClock`. */
const TRIAL_NAME = '75 min, crystals ± 40 ppm, units ± 1 %';

/** When samples were taken, against the truth of a radio on simulated time. */
export const CLOCK_BENCHES: readonly Bench[] = [
  accuracy(
    'clock.exchanges',
    TRIAL_NAME,
    { tells: 'index, clock and exchanges' },
    WITH_EXCHANGES_MS,
  ),
  accuracy(
    'clock.exchanges',
    `75 min, ${IN_STEP}`,
    { tells: 'index, clock and exchanges', ratePpm: 0 },
    WITH_EXCHANGES_MS,
  ),
  accuracy('clock.arrivals', TRIAL_NAME, { tells: 'index and clock' }, WITHOUT_MS),
  accuracy(
    'clock.arrivals',
    `75 min, ${IN_STEP}`,
    { tells: 'index and clock', ratePpm: 0 },
    WITHOUT_MS,
  ),
  accuracy(
    'clock.clocked',
    '75 min, 60 Hz, a clock and no index',
    { tells: 'clock', rateHz: 60, samplesPerPacket: 1 },
    WITHOUT_MS,
  ),
  accuracy(
    'clock.reconstructed',
    '75 min, 50 Hz, neither clock nor index',
    { tells: 'nothing', rateHz: 50, samplesPerPacket: 1 },
    null,
  ),
  {
    name: 'clock.cost',
    trial: 'a quarter of an hour of packets, an exchange each 10 s',
    measure: async () => [
      { metric: 'cost of a packet of two samples', value: packetNs(), unit: 'ns', target: 1000 },
    ],
  },
];

function accuracy(
  name: string,
  trial: string,
  given: Partial<ClockTrial>,
  targetMs: number | null,
): Bench {
  const both = given.tells === 'index, clock and exchanges';
  return {
    name,
    trial,
    measure: async (progress) =>
      INTERVALS_MS.flatMap((connectionIntervalMs) => {
        progress(`connection interval ${connectionIntervalMs} ms`);
        const of = (sensor: 'a' | 'b'): ClockErrors[] =>
          SEEDS.map((seed) =>
            clockErrors({ ...TRIAL, ...given, seed, sensor, connectionIntervalMs }),
          );
        const a = of('a');
        const every = `interval ${connectionIntervalMs} ms`;
        const figures = [
          figure(`sample time error, RMSE, ${every}`, rms(a.map((e) => e.rmseMs)), targetMs),
          figure(`sample time error, median, ${every}`, median(a.map((e) => e.medianMs)), null),
          figure(`worst after a minute, ${every}`, Math.max(...a.map((e) => e.worstMs)), null),
        ];
        if (!both) return figures;
        const pairs = of('b').map((errors, i) => relativeRmseMs(a[i], errors));
        return [...figures, figure(`two sensors, relative RMSE, ${every}`, rms(pairs), targetMs)];
      }),
  };
}

function figure(metric: string, value: number, target: number | null): Figure {
  return { metric, value, unit: 'ms', target };
}

const COST_PACKETS = 45_000;
const WARM_UP_ROUNDS = 2;
const ROUNDS = 7;

function packetNs(): number {
  const ns: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const clock = new SampleClock({
      rateHz: 100,
      wrapUs: 2 ** 32,
      largestSkewPpm: CRYSTAL_SKEW_PPM,
    });
    const block = { ...decoded(2, 0), firstIndex: 0, deviceTimeUs: 0 };
    const start = process.cpuUsage();
    for (let packet = 0; packet < COST_PACKETS; packet++) {
      const deviceTimeUs = 20_000 * packet;
      // Delays of 1 to 14 ms in an order that does not repeat for long.
      const delayUs = 1000 + ((packet * 7919) % 13_001);
      clock.stamp({ ...block, firstIndex: 2 * packet, deviceTimeUs }, deviceTimeUs + delayUs);
      if (packet % 500 !== 0) continue;
      const receivedUs = deviceTimeUs + delayUs;
      clock.exchanged({
        ...{ askedUs: deviceTimeUs, heardUs: deviceTimeUs + 40_000 },
        ...{ receivedUs, answeredUs: receivedUs },
      });
    }
    const { user, system } = process.cpuUsage(start);
    if (round >= WARM_UP_ROUNDS) ns.push(((user + system) * 1000) / COST_PACKETS);
  }
  return median(ns);
}
