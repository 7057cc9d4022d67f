import type { ControlInput, PipelineInput } from '../../model/events.ts';
import type { PipelineOutput } from '../../model/pipeline.ts';
import type { Placement } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';
import { asksForCalibration, isCalibrationDecision } from '../inputs.ts';
import { GrowingColumn } from './growingColumn.ts';
import { SampleColumns } from './sampleColumns.ts';

/** An input that may change what a leg wears or how it is calibrated. */
export type Turn = Extract<
  ControlInput,
  { type: 'placed' | 'recalibrate' | 'lyingPose' | 'retryStep' | 'useCalibration' | 'calibrateOn' }
>;

/** All that an offline pass wants of a recording, gathered while its inputs go through a pipeline once. */
export class RecordingSurvey {
  readonly #columns = new Map<SensorId, SampleColumns[]>();
  readonly #frames = new GrowingColumn((n) => new Float64Array(n));
  readonly turns: Turn[] = [];
  readonly #placements = new Map<SensorId, Placement | null>();

  see(input: PipelineInput, { samples, frames }: PipelineOutput): void {
    if (input.type === 'sensorLinked') {
      const { id, rateHz } = input.sensor;
      const ofSensor = this.#columns.get(id) ?? [];
      this.#columns.set(id, ofSensor);
      // The link of one that goes on as before begins no columns, only a run of them.
      if (ofSensor.at(-1)?.rateHz !== rateHz) ofSensor.push(new SampleColumns(input.sensor));
    } else if (isTurn(input) && !this.#isRepeated(input)) this.turns.push(input);
    for (const block of samples) this.#columns.get(block.sensorId)?.at(-1)?.push(block);
    for (const { timeUs } of frames) this.#frames.push(timeUs);
  }

  /** A sensor that is linked again is said to be worn where it is, which changes nothing. */
  #isRepeated(turn: Turn): boolean {
    if (turn.type !== 'placed') return false;
    const { sensorId, placement } = turn;
    if ((this.#placements.get(sensorId) ?? null) === placement) return true;
    for (const [other, taken] of this.#placements) {
      if (taken === placement) this.#placements.delete(other);
    }
    this.#placements.set(sensorId, placement);
    return false;
  }

  /** Instants of all frames, µs. */
  framesUs(): Float64Array {
    return this.#frames.taken();
  }

  /** Takes the samples of a sensor out, which are more than one wants to hold twice. */
  takeColumns(sensorId: SensorId): SampleColumns[] {
    const columns = this.#columns.get(sensorId) ?? [];
    this.#columns.delete(sensorId);
    return columns;
  }
}

function isTurn(input: PipelineInput): input is Turn {
  return input.type === 'placed' || asksForCalibration(input) || isCalibrationDecision(input);
}
