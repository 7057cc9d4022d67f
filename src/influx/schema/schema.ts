import { BODY } from './bodyMeasurement.ts';
import { CUE } from './cueMeasurement.ts';
import { HUB } from './hubMeasurement.ts';
import type { Measurement } from './measurement.ts';
import { REP } from './repMeasurement.ts';
import { HOLD, LANDING, STRIDE } from './resultMeasurements.ts';
import { SAMPLES } from './samplesMeasurement.ts';
import { SENSOR } from './sensorMeasurement.ts';
import { SESSION } from './sessionMeasurement.ts';

/** All that is written to a database: docs/influxdb.md has it in words. */
export const SCHEMA = [
  BODY,
  SAMPLES,
  REP,
  LANDING,
  STRIDE,
  HOLD,
  CUE,
  SENSOR,
  SESSION,
  HUB,
] as const satisfies readonly Measurement[];

export type MeasurementName = (typeof SCHEMA)[number]['name'];
