/** What a sample may hold: one block of three axes each. */
export type Block = 'acceleration' | 'angularRate' | 'magneticField';

export interface Resource {
  /** In the order in which they are sent. */
  readonly blocks: readonly Block[];
  readonly rateHz: number;
}

const BLOCKS: ReadonlyMap<string, readonly Block[]> = new Map([
  ['Acc', ['acceleration']],
  ['Gyro', ['angularRate']],
  ['Magn', ['magneticField']],
  ['IMU6', ['acceleration', 'angularRate']],
  ['IMU6m', ['acceleration', 'magneticField']],
  ['IMU9', ['acceleration', 'angularRate', 'magneticField']],
]);

const RATES_HZ = ['13', '26', '52', '104', '208', '416', '833', '1666'];

/** What can be subscribed to under a path such as `/Meas/IMU6/52`; null where there is nothing. */
export function resourceAt(path: string): Resource | null {
  const [before, meas, kind = '', rate = '', ...rest] = path.split('/');
  const blocks = BLOCKS.get(kind);
  if (before !== '' || meas !== 'Meas' || !blocks || rest.length > 0) return null;
  return RATES_HZ.includes(rate) ? { blocks, rateHz: Number(rate) } : null;
}
