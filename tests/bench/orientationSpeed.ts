import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import AHRS from 'ahrs';
import { Vqf } from '../../src/orientation/vqf.ts';

/** One figure of a bench beside what it must reach. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string;
  readonly pass: boolean;
}

const RATE_HZ = 200;
const UPDATES = 40_000;
const WARM_UP_ROUNDS = 3;
const ROUNDS = 9;

interface Recording {
  readonly acceleration: Float64Array;
  readonly angularRate: Float64Array;
  readonly magneticField: Float64Array;
}

/**
 * Our attitude update, 6 and 9 axes, beside Madgwick's of npm `ahrs` with 9 axes: one update
 * and one quaternion read each, in alternated rounds, processor time; then bytes allocated.
 */
export function orientationSpeed(): BenchRow[] {
  const r = turnsAndRests();
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
    { name: 'orientation.6d.ns', value: six, unit: 'ns/update', target: '', pass: true },
    { name: 'orientation.9d.ns', value: nine, unit: 'ns/update', target: '', pass: true },
    { name: 'orientation.ahrs.ns', value: peer, unit: 'ns/update', target: '', pass: true },
    atMost('orientation.6d.ratio', six / peer, '× ahrs Madgwick 9D', 0.75),
    atMost('orientation.9d.ratio', nine / peer, '× ahrs Madgwick 9D', 1),
    atMost('orientation.6d.bytesPerUpdate', bytesPerUpdate(r, false), 'B', 1),
    atMost('orientation.9d.bytesPerUpdate', bytesPerUpdate(r, true), 'B', 1),
  ];
}

function atMost(name: string, value: number, unit: string, limit: number): BenchRow {
  return { name, value, unit, target: `≤ ${limit}`, pass: value <= limit };
}

function sixAxes(r: Recording): number {
  const filter = new Vqf(RATE_HZ);
  let sum = 0;
  for (let at = 0; at < r.acceleration.length; at += 3) {
    filter.updateAt(r.acceleration, r.angularRate, at);
    const q = filter.quaternion();
    sum += q[0] + q[1] + q[2] + q[3];
  }
  return sum;
}

function nineAxes(r: Recording): number {
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

function madgwick({ acceleration: a, angularRate: w, magneticField: m }: Recording): number {
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

function bytesPerUpdate(r: Recording, magnetometer: boolean): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const filter = new Vqf(RATE_HZ);
  const pass = (): void => {
    for (let at = 0; at < r.acceleration.length; at += 3) {
      filter.updateAt(r.acceleration, r.angularRate, at);
      if (magnetometer) filter.updateMagnetometerAt(r.magneticField, at);
    }
  };
  for (let i = 0; i < WARM_UP_ROUNDS; i++) pass();
  const bytes = Array.from({ length: ROUNDS }, () => {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    pass();
    return (process.memoryUsage().heapUsed - before) / UPDATES;
  });
  return median(bytes);
}

/** Half of the time turning about all axes, half of it still, with seeded noise. */
function turnsAndRests(): Recording {
  const acceleration = new Float64Array(3 * UPDATES);
  const angularRate = new Float64Array(3 * UPDATES);
  const magneticField = new Float64Array(3 * UPDATES);
  let seed = 1;
  const noise = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647 - 0.5;
  };
  for (let i = 0; i < UPDATES; i++) {
    const t = i / RATE_HZ;
    const moving = Math.floor(t / 10) % 2;
    const wave = (hz: number): number => moving * Math.sin(2 * Math.PI * hz * t);
    acceleration.set(
      [3 * wave(0.5) + 0.1 * noise(), 2 * wave(0.3) + 0.1 * noise(), 9.81 + 0.1 * noise()],
      3 * i,
    );
    angularRate.set(
      [2 * wave(0.4) + 0.01 * noise(), wave(0.5) + 0.01 * noise(), wave(0.8) + 0.01 * noise()],
      3 * i,
    );
    magneticField.set([noise(), 16 + noise(), -42 + noise()], 3 * i);
  }
  return { acceleration, angularRate, magneticField };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

if (argv[1] === fileURLToPath(import.meta.url)) console.table(orientationSpeed());
