import {
  type CalibrationLegInput,
  type CalibrationStep,
  Calibrator,
} from '../body/calibration/calibrator.ts';
import { LegEstimator } from '../body/legEstimator.ts';
import type { SensorState } from '../body/sensorState.ts';
import { type BodyFrame, emptyLegMeasures, type LegFrame } from '../model/bodyFrame.ts';
import type { PipelineEvent } from '../model/events.ts';
import { type Placement, placementOf, SIDES, type Side } from '../model/placement.ts';
import { qualityBit } from '../model/quality.ts';
import type { SensorId } from '../model/sensor.ts';
import type { PipelineSettings } from '../model/settings.ts';

export interface PlacedState {
  readonly sensorId: SensorId;
  readonly state: SensorState | null;
}

/** What the sensors on the body say at one instant of the grid. */
export type BodyStates = ReadonlyMap<Placement, PlacedState>;

export interface BodyStep {
  readonly frame: BodyFrame;
  readonly events: readonly PipelineEvent[];
  /** True in the frame that completed a calibration. */
  readonly calibrated: boolean;
}

const NO_ORIENTATION = [Number.NaN, Number.NaN, Number.NaN, Number.NaN] as const;

/** The body from frame to frame: looks for a calibration, then estimates every leg with it. */
export class BodyModel {
  readonly #settings: PipelineSettings;
  #calibrator: Calibrator;
  #calibrations = 0;
  #legs = new Map<Side, LegEstimator>();
  #calibrating = true;

  constructor(settings: PipelineSettings) {
    this.#settings = settings;
    this.#calibrator = new Calibrator(settings.frameRateHz, 1);
  }

  recalibrate(): void {
    this.#legs.clear();
    this.#calibrating = true;
    this.#calibrator = new Calibrator(this.#settings.frameRateHz, this.#calibrations + 1);
  }

  step(states: BodyStates, timeUs: number, arrivalUs: number): BodyStep {
    const sides = SIDES.filter(
      (side) => states.has(placementOf(side, 'thigh')) && states.has(placementOf(side, 'shank')),
    );
    const events: PipelineEvent[] = [];
    let calibrated = false;
    if (this.#calibrating) {
      const change = this.#calibrator.step(calibrationInput(sides, states), timeUs);
      if (change) {
        calibrated = change.stage === 'done';
        events.push(...this.#take(change, timeUs));
      }
    }
    const legs = sides.map((side) => this.#leg(side, states));
    return { frame: { timeUs, arrivalUs, legs }, events, calibrated };
  }

  #take(change: CalibrationStep, timeUs: number): PipelineEvent[] {
    const { stage, instruction, done, wanted, calibration } = change;
    const events: PipelineEvent[] = [];
    if (calibration) {
      this.#calibrations++;
      events.push({ type: 'calibration', timeUs, calibration });
    }
    events.push({ type: 'calibrationStage', timeUs, stage, instruction, done, wanted });
    if (calibration && stage === 'done') {
      this.#calibrating = false;
      for (const [i, leg] of calibration.legs.entries()) {
        const estimator = new LegEstimator(
          leg,
          this.#settings.subject,
          this.#settings.frameRateHz,
          change.history[0][i],
        );
        // The filters catch up on the calibration movement itself, except for this frame.
        for (const frame of change.history.slice(0, -1)) {
          estimator.step(frame[i].thigh, frame[i].shank);
        }
        this.#legs.set(leg.side, estimator);
      }
    }
    return events;
  }

  #leg(side: Side, states: BodyStates): LegFrame {
    const thigh = states.get(placementOf(side, 'thigh'))?.state;
    const shank = states.get(placementOf(side, 'shank'))?.state;
    const estimator = this.#legs.get(side);
    if (thigh && shank && estimator) return estimator.step(thigh, shank);
    estimator?.interrupt();
    let bits = (thigh?.quality ?? 0) | (shank?.quality ?? 0);
    if (!thigh || !shank) bits |= qualityBit('stale');
    if (!estimator) bits |= qualityBit('uncalibrated');
    return {
      side,
      measures: emptyLegMeasures(),
      quality: { knee: bits, ankle: bits, projection: bits },
      thigh: NO_ORIENTATION,
      shank: NO_ORIENTATION,
    };
  }
}

function calibrationInput(
  sides: readonly Side[],
  states: BodyStates,
): CalibrationLegInput[] | null {
  const legs: CalibrationLegInput[] = [];
  for (const side of sides) {
    const thigh = states.get(placementOf(side, 'thigh'));
    const shank = states.get(placementOf(side, 'shank'));
    if (!thigh?.state || !shank?.state) return null;
    legs.push({
      side,
      thighSensor: thigh.sensorId,
      shankSensor: shank.sensorId,
      thigh: thigh.state,
      shank: shank.state,
    });
  }
  return legs;
}
