import { type Quat, quatContinuous } from '../../geometry/quaternion.ts';
import { orientOffline } from '../../orientation/offlineVqf.ts';
import { Vqf } from '../../orientation/vqf.ts';
import type { EvenSample } from './evenSamples.ts';

/** Held in memory whole by the offline form: three hours at 300 Hz. */
export const MAX_OFFLINE_SAMPLES = 3_240_000;

export interface Oriented {
  readonly timeS: number;
  /** Sensor to earth, scalar first, unit, of continuous sign. */
  readonly orientation: Quat;
}

export interface OrientOptions {
  readonly rateHz: number;
  /** True takes the heading from the magnetometer, which every sample must then have. */
  readonly magnetometer: boolean;
}

/** The attitude after each sample, as it would have been known then. */
export async function* orientInOrder(
  samples: AsyncIterable<EvenSample>,
  { rateHz, magnetometer }: OrientOptions,
): AsyncGenerator<Oriented, void, void> {
  const filter = new Vqf(rateHz);
  let orientation: Quat = [1, 0, 0, 0];
  for await (const { timeS, values } of samples) {
    filter.updateAt(values, values.subarray(3), 0);
    if (magnetometer) filter.updateMagnetometerAt(values, 6);
    if (timeS === null) continue;
    orientation = quatContinuous(
      orientation,
      magnetometer ? filter.quaternion9D() : filter.quaternion(),
    );
    yield { timeS, orientation };
  }
}

/**
 * The attitude at each sample, judged by what came before and after it.
 * @throws RangeError for more samples than `MAX_OFFLINE_SAMPLES`
 */
export async function* orientBothWays(
  samples: AsyncIterable<EvenSample>,
  { rateHz, magnetometer }: OrientOptions,
): AsyncGenerator<Oriented, void, void> {
  const times: (number | null)[] = [];
  const columns: readonly [number[], number[], number[]] = [[], [], []];
  for await (const { timeS, values } of samples) {
    if (times.push(timeS) > MAX_OFFLINE_SAMPLES) {
      throw new RangeError(
        `there are more than ${MAX_OFFLINE_SAMPLES} samples, which is what the offline form can hold; leave --offline out, or cut the file`,
      );
    }
    for (let i = 0; i < values.length; i++) columns[Math.floor(i / 3)].push(values[i]);
  }
  const [acceleration, angularRate, field] = columns.map((column) => Float64Array.from(column));
  const magneticField = magnetometer ? field : null;
  const result = orientOffline({ rateHz, acceleration, angularRate, magneticField });
  const quaternions = result.quaternion9D ?? result.quaternion6D;
  let orientation: Quat = [1, 0, 0, 0];
  for (const [i, timeS] of times.entries()) {
    const [w, x, y, z] = quaternions.subarray(4 * i, 4 * i + 4);
    if (timeS === null) continue;
    orientation = quatContinuous(orientation, [w, x, y, z]);
    yield { timeS, orientation };
  }
}
