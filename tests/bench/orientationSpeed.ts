import AHRS from 'ahrs';
import { Vqf } from '../../src/orientation/vqf.ts';
import { type TurningSensor, turningSensor } from '../orientation/turningSensor.ts';
import type { Figure } from '../tools/figures/row.ts';
import type { Bench } from './bench.ts';
import { median } from './median.ts';
import { collectGarbage } from './memory.ts';

const RATE_HZ = 200;
const SECONDS = 200;
const UPDATES = RATE_HZ * SECONDS;
const WARM_UP_ROUNDS = 3;
const ROUNDS = 9;

/**
 * Our attitude update, 6 and 9 axes, beside Madgwick's of npm `ahrs` with 9 axes: one update
 * and one quaternion read each, in alternated rounds, processor time; then bytes allocated.
 */
export const ORIENTATION_SPEED: Bench = {
  name: 'orientation',
  trial: `${UPDATES} updates`,
  measure: async () => {
    const r = turningSensor({ rateHz: RATE_HZ, seconds: SECONDS });
    const contenders = [sixAxes, nineAxes, madgwick];
    const times: number[][] = contenders.map(() => []);
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      contenders.forEach((run, i) => {
        const ns = nanosecondsPerUpdate(() => run(r));
        if (round >= WARM_UP_ROUNDS) times[i].push(ns);
      });
    }
    const [six, nine, peer] = times.map(median);
    return [
      told('6D update', six, 'ns'),
      told('9D update', nine, 'ns'),
      told('npm ahrs Madgwick 9D update', peer, 'ns'),
      atMost('6D update against npm ahrs Madgwick 9D', six / peer, '×', 0.75),
      atMost('9D update against npm ahrs Madgwick 9D', nine / peer, '×', 1),
      atMost('6D update, allocated', bytesPerUpdate(r, false), 'B', 1),
      atMost('9D update, allocated', bytesPerUpdate(r, true), 'B', 1),
    ];
  },
};

function told(metric: string, value: number, unit: string): Figure {
  return { metric, value, unit, target: null };
}

function atMost(metric: string, value: number, unit: string, target: number): Figure {
  return { metric, value, unit, target };
}

function sixAxes(r: TurningSensor): number {
  const filter = new Vqf(RATE_HZ);
  let sum = 0;
  for (let at = 0; at < r.acceleration.length; at += 3) {
    filter.updateAt(r.acceleration, r.angularRate, at);
    const q = filter.quaternion();
    sum += q[0] + q[1] + q[2] + q[3];
  }
  return sum;
}

function nineAxes(r: TurningSensor): number {
  const filter = new Vqf(RATE_HZ);
  let sum = 0;
  for (let at = 0; at < r.acceleration.length; at += 3) {
    filter.updateAt(r.acceleration, r.angularRate, at);
    filter.updateMagnetometerAt(r.magneticField, at);
    const q = filter.quaternion9D();
    sum += q[0] + q[1] + q[2] + q[3];
  }
  return sum;
}

function madgwick({ acceleration: a, angularRate: w, magneticField: m }: TurningSensor): number {
  const filter = new AHRS({ sampleInterval: 1000 / RATE_HZ, algorithm: 'Madgwick', beta: 0.12 });
  let sum = 0;
  for (let i = 0; i < a.length; i += 3) {
    const [j, k] = [i + 1, i + 2];
    filter.update(w[i], w[j], w[k], a[i], a[j], a[k], m[i], m[j], m[k]);
    const q = filter.getQuaternion();
    sum += q.w + q.x + q.y + q.z;
  }
  return sum;
}

function nanosecondsPerUpdate(run: () => number): number {
  const start = process.cpuUsage();
  const sum = run();
  const { user, system } = process.cpuUsage(start);
  // Also keeps the compiler from leaving out what nobody would read.
  if (!Number.isFinite(sum)) throw new Error(`a quaternion sum of ${sum}; valid is a number`);
  return ((user + system) * 1000) / UPDATES;
}

function bytesPerUpdate(r: TurningSensor, magnetometer: boolean): number {
  const filter = new Vqf(RATE_HZ);
  const pass = (): void => {
    for (let at = 0; at < r.acceleration.length; at += 3) {
      filter.updateAt(r.acceleration, r.angularRate, at);
      if (magnetometer) filter.updateMagnetometerAt(r.magneticField, at);
    }
  };
  // Longer than the timing needs: compiling in the background would count as ours.
  for (let i = 0; i < 3 * WARM_UP_ROUNDS; i++) pass();
  const bytes = Array.from({ length: ROUNDS }, () => {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    pass();
    return (process.memoryUsage().heapUsed - before) / UPDATES;
  });
  return median(bytes);
}
