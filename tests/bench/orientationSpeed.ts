import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import AHRS from 'ahrs';
import { Vqf } from '../../src/orientation/vqf.ts';
import { type TurningSensor, turningSensor } from '../orientation/turningSensor.ts';

/** One figure of a bench beside what it must reach. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string;
  readonly pass: boolean;
}

const RATE_HZ = 200;
const SECONDS = 200;
const UPDATES = RATE_HZ * SECONDS;
const WARM_UP_ROUNDS = 3;
const ROUNDS = 9;

/**
 * Our attitude update, 6 and 9 axes, beside Madgwick's of npm `ahrs` with 9 axes: one update
 * and one quaternion read each, in alternated rounds, processor time; then bytes allocated.
 */
export function orientationSpeed(): BenchRow[] {
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
  // Round by round, so that a machine that slows down meanwhile slows both.
  const ratioTo = (i: number): number => median(times[i].map((ns, round) => ns / times[2][round]));
  return [
    { name: 'orientation.6d.ns', value: six, unit: 'ns/update', target: '', pass: true },
    { name: 'orientation.9d.ns', value: nine, unit: 'ns/update', target: '', pass: true },
    { name: 'orientation.ahrs.ns', value: peer, unit: 'ns/update', target: '', pass: true },
    atMost('orientation.6d.ratio', ratioTo(0), '× ahrs Madgwick 9D', 0.75),
    atMost('orientation.9d.ratio', ratioTo(1), '× ahrs Madgwick 9D', 1),
    atMost('orientation.6d.bytesPerUpdate', bytesPerUpdate(r, false), 'B', 1),
    atMost('orientation.9d.bytesPerUpdate', bytesPerUpdate(r, true), 'B', 1),
  ];
}

function atMost(name: string, value: number, unit: string, limit: number): BenchRow {
  return { name, value, unit, target: `≤ ${limit}`, pass: value <= limit };
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
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

if (argv[1] === fileURLToPath(import.meta.url)) console.table(orientationSpeed());
