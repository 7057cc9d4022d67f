import type { SensorState } from '../../body/sensorState.ts';
import { type Quat, quatSlerp } from '../../geometry/quaternion.ts';
import type { Vec3 } from '../../geometry/vector.ts';
import { type QualityBits, qualityBit } from '../../model/quality.ts';
import {
  CLIPPED_HOLD_S,
  INTERPOLATED_PERIODS,
  LOW_RATE_HZ,
  MAX_BRACKET_US,
  SETTLING_S,
} from '../../pipeline/sensorTrack.ts';
import type { SensorSamples } from './sampleColumns.ts';
import { type SensorAttitudes, sensorAttitudes } from './sensorAttitudes.ts';

/** States of one sensor at any instant of a recording, by the rules of `SensorTrack`. */
export class SensorStates {
  readonly #samples: SensorSamples;
  readonly #attitudes: SensorAttitudes;
  readonly #quality: Uint16Array;
  /** The sample before the instant asked for last. */
  #at = 0;

  constructor(samples: SensorSamples) {
    this.#samples = samples;
    this.#attitudes = sensorAttitudes(samples);
    this.#quality = qualityOf(samples, this.#attitudes.stretches);
  }

  /** State at `timeUs`, null where no two samples near enough enclose it. */
  at(timeUs: number): SensorState | null {
    const { timeUs: times, rateHz } = this.#samples;
    const last = times.length - 1;
    if (last < 0 || timeUs < times[0] || timeUs > times[last]) return null;
    const a = this.#before(timeUs);
    if (times[a] === timeUs) return this.#row(a);
    const bracketUs = times[a + 1] - times[a];
    if (bracketUs > MAX_BRACKET_US) return null;
    const wide = bracketUs * rateHz > INTERPOLATED_PERIODS * 1e6;
    return this.#between(a, (timeUs - times[a]) / bracketUs, wide);
  }

  /** Number of the last sample that is not later. Instants mostly ascend by less than a second. */
  #before(timeUs: number): number {
    const { timeUs: times } = this.#samples;
    let a = this.#at;
    if (times[a] > timeUs || timeUs - times[a] > 1e6) a = lastNotLater(times, timeUs);
    while (a + 1 < times.length && times[a + 1] <= timeUs) a++;
    this.#at = a;
    return a;
  }

  #row(i: number): SensorState {
    const { acceleration, angularRate } = this.#samples;
    const { orientation, gyroBias } = this.#attitudes;
    const bias = vectorAt(gyroBias, i);
    const rate = vectorAt(angularRate, i);
    return {
      orientation: quaternionAt(orientation, i),
      acceleration: vectorAt(acceleration, i),
      angularRate: [rate[0] - bias[0], rate[1] - bias[1], rate[2] - bias[2]],
      gyroBias: bias,
      quality: this.#quality[i],
    };
  }

  #between(i: number, u: number, wide: boolean): SensorState {
    const { acceleration, angularRate } = this.#samples;
    const { orientation, gyroBias } = this.#attitudes;
    const bias = mix(gyroBias, i, u);
    const rate = mix(angularRate, i, u);
    const quality = this.#quality[i] | this.#quality[i + 1];
    return {
      orientation: quatSlerp(quaternionAt(orientation, i), quaternionAt(orientation, i + 1), u),
      acceleration: mix(acceleration, i, u),
      angularRate: [rate[0] - bias[0], rate[1] - bias[1], rate[2] - bias[2]],
      gyroBias: bias,
      quality: wide ? quality | qualityBit('interpolated') : quality,
    };
  }
}

/** Nothing settles where what follows is known too, unless the whole stretch is too short for it. */
function qualityOf(samples: SensorSamples, stretches: readonly number[]): Uint16Array {
  const { timeUs, clipped, rateHz } = samples;
  const n = timeUs.length;
  const base: QualityBits = rateHz < LOW_RATE_HZ ? qualityBit('lowRate') : 0;
  const quality = new Uint16Array(n).fill(base);
  let untilUs = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    if (clipped[i] === 1) untilUs = timeUs[i] + CLIPPED_HOLD_S * 1e6;
    if (timeUs[i] <= untilUs) quality[i] |= qualityBit('clipped');
  }
  for (const [k, from] of stretches.entries()) {
    const end = stretches[k + 1] ?? n;
    if (timeUs[end - 1] - timeUs[from] >= SETTLING_S * 1e6) continue;
    for (let i = from; i < end; i++) quality[i] |= qualityBit('settling');
  }
  return quality;
}

function lastNotLater(times: Float64Array, timeUs: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle] <= timeUs) low = middle;
    else high = middle - 1;
  }
  return low;
}

function quaternionAt(column: Float32Array, i: number): Quat {
  return [column[4 * i], column[4 * i + 1], column[4 * i + 2], column[4 * i + 3]];
}

function vectorAt(column: Float32Array, i: number): Vec3 {
  return [column[3 * i], column[3 * i + 1], column[3 * i + 2]];
}

function mix(column: Float32Array, i: number, u: number): Vec3 {
  const a = 3 * i;
  return [
    column[a] + u * (column[a + 3] - column[a]),
    column[a + 1] + u * (column[a + 4] - column[a + 1]),
    column[a + 2] + u * (column[a + 5] - column[a + 2]),
  ];
}
