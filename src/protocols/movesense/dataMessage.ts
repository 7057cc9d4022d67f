import { RAD_PER_DEG } from '../../geometry/angles.ts';
import { finiteFloat, viewOf } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';
import { MEASUREMENTS, type MeasurementName, type Quantity } from './measurements.ts';

const TIMESTAMP_BYTES = 4;
const VECTOR_BYTES = 12;
/** Type and reference before the data, and what an ATT notification has before its value. */
const OVERHEAD_BYTES = 2 + 3;

/** SI units, but for the magnetic field, which is in µT. */
const UNIT: Readonly<Record<Quantity, number>> = {
  acceleration: 1,
  angularRate: RAD_PER_DEG,
  magneticField: 1,
};

/**
 * The samples of one data message. A quantity has x, y, z per sample: specific force in m/s², angular
 * rate in rad/s, magnetic flux density in µT; one that was not measured is absent.
 */
export interface MeasuredSamples extends Readonly<Partial<Record<Quantity, Float64Array>>> {
  /** The sensor's clock at the first sample: ms since it started, modulo 2³². */
  readonly timestampMs: number;
  readonly count: number;
}

/** Whether so many bytes can be a whole data message of the measurement. */
export function isWhole(name: MeasurementName, bytes: number): boolean {
  const samples = (bytes - TIMESTAMP_BYTES) / sampleBytes(name);
  return samples >= 1 && Number.isInteger(samples);
}

/** The MTU of a link that carries a data message of so many samples in one notification. */
export function dataMessageMtu(name: MeasurementName, samples: number): number {
  return OVERHEAD_BYTES + TIMESTAMP_BYTES + samples * sampleBytes(name);
}

/**
 * Reads the data of a whole message: all samples of one quantity, then all of the next, not
 * sample by sample.
 * @throws WireError when the bytes are not whole samples, or a value is no number
 */
export function decodeDataMessage(name: MeasurementName, data: Uint8Array): MeasuredSamples {
  if (!isWhole(name, data.length)) {
    const expected = `${TIMESTAMP_BYTES} + ${sampleBytes(name)} n bytes, n ≥ 1`;
    throw new WireError(`${name}.length`, expected, data.length);
  }
  const view = viewOf(data);
  const count = (data.length - TIMESTAMP_BYTES) / sampleBytes(name);
  let samples: MeasuredSamples = { timestampMs: view.getUint32(0, true), count };
  let at = TIMESTAMP_BYTES;
  for (const quantity of MEASUREMENTS[name].quantities) {
    const block = new Float64Array(3 * count);
    for (let i = 0; i < block.length; i++, at += 4) {
      block[i] = finiteFloat(`${name}.${quantity}`, view, at) * UNIT[quantity];
    }
    samples = { ...samples, [quantity]: block };
  }
  return samples;
}

function sampleBytes(name: MeasurementName): number {
  return MEASUREMENTS[name].quantities.length * VECTOR_BYTES;
}
