import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../src/geometry/angles.ts';
import type { PipelineEvent } from '../../src/model/events.ts';
import { type LegSegment, placementOf, type Side } from '../../src/model/placement.ts';
import { sensorId } from '../../src/model/sensor.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import type { ImuFeed } from '../../src/simulator/imuFeed.ts';
import { DEFAULT_DELIVERY, simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { columnsOf, type Table } from '../tools/realData.ts';
import type { RowMeasures } from '../validate/fanKnee.ts';

export const START_US = Date.UTC(2026, 0, 1) * 1000;
const ACCELERATION_SCALE = (32 * STANDARD_GRAVITY) / 65536;
const RATE_SCALE = (4000 * RAD_PER_DEG) / 65536;
/** The rows of both sensors are synchronous: no skew, and no delay to speak of. */
const SYNCHRONOUS = {
  ...DEFAULT_DELIVERY,
  clockSkewPpm: 0,
  hostDelayMs: 0.01,
  connectionIntervalMs: 7.5,
};

export interface RecordedRun {
  /** Measures are NaN until the calibration is complete. */
  readonly frames: readonly RowMeasures[];
  /** What the product last asked of the person. */
  readonly instruction: string;
  readonly events: readonly PipelineEvent[];
}

/**
 * A recording of one leg, in columns `thigh_ax` … `shank_gz` (m/s², rad/s), through the pipeline as
 * if sensors of ours had sent it.
 */
export function runRecordedLeg(
  table: Table,
  rateHz: number,
  side: Side,
  settings: PipelineSettings = DEFAULT_SETTINGS,
): RecordedRun {
  const feeds = [
    recordedImu(table, 'thigh', rateHz, side),
    recordedImu(table, 'shank', rateHz, side),
  ];
  const [t] = columnsOf(table, '', ['t']);
  const durationS = t.length / rateHz - 0.1;
  const pipeline = new Pipeline(settings);
  const frames: RowMeasures[] = [];
  const events: PipelineEvent[] = [];
  let instruction = '';
  for (const input of simulatedInputs(feeds, START_US, durationS, SYNCHRONOUS)) {
    const output = pipeline.push(input);
    events.push(...output.events);
    for (const event of output.events) {
      if (event.type === 'calibrationStage') instruction = event.instruction;
    }
    for (const frame of output.frames) {
      const row = Math.round(((frame.timeUs - START_US) / 1e6) * rateHz);
      if (row < t.length) frames.push({ row, measures: frame.legs[0].measures });
    }
  }
  return { frames, instruction, events };
}

/** One sensor of the recording, in the counts that a sensor of ours would send. */
function recordedImu(table: Table, segment: LegSegment, rateHz: number, side: Side): ImuFeed {
  const force = columnsOf(table, `${segment}_`, ['ax', 'ay', 'az']);
  const rate = columnsOf(table, `${segment}_`, ['gx', 'gy', 'gz']);
  return {
    sensor: {
      id: sensorId(`REAL-${segment}`),
      driver: 'plumbline',
      name: segment,
      firmware: '1',
      rateHz,
      accelerationScaleMps2: ACCELERATION_SCALE,
      angularRateScaleRadps: RATE_SCALE,
    },
    placement: placementOf(side, segment),
    read(index, out) {
      const row = Math.min(index, force[0].length - 1);
      for (let axis = 0; axis < 3; axis++) {
        out[axis] = Math.round(force[axis][row] / ACCELERATION_SCALE);
        out[3 + axis] = Math.round(rate[axis][row] / RATE_SCALE);
      }
    },
  };
}
