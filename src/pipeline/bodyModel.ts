import {
  type CalibrationLegInput,
  type CalibrationStep,
  Calibrator,
} from '../body/calibration/calibrator.ts';
import { WindowCalibrator } from '../body/calibration/windowCalibrator.ts';
import { LegEstimator } from '../body/legEstimator.ts';
import type { SensorState } from '../body/sensorState.ts';
import { type BodyFrame, emptyLegMeasures, type LegFrame } from '../model/bodyFrame.ts';
import type { Calibration, CalibrationWindows, LegCalibration } from '../model/calibration.ts';
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
  #finder: Calibrator | WindowCalibrator | null;
  #calibration: Calibration | null = null;
  #calibrations = 0;
  #legs = new Map<Side, LegEstimator>();

  constructor(settings: PipelineSettings) {
    this.#settings = settings;
    this.#finder = new Calibrator(settings.frameRateHz, 1);
  }

  /** Forgets the calibration and looks for one from here on. */
  recalibrate(): void {
    this.#forget();
    this.#finder = new Calibrator(this.#settings.frameRateHz, this.#calibrations + 1);
  }

  /** Forgets the calibration and makes one of the stretches named. */
  calibrateOn(windows: CalibrationWindows): void {
    this.#forget();
    const id = `cal-${this.#calibrations + 1}`;
    this.#finder = new WindowCalibrator(this.#settings.frameRateHz, windows, id);
  }

  /** Takes a calibration that these sensors got in these inputs, sooner or later than `timeUs`. */
  use(calibration: Calibration, timeUs: number): PipelineEvent[] {
    this.#forget();
    this.#finder = null;
    this.#calibrations++;
    this.#calibration = calibration;
    const standingUs = calibration.timeUs - calibration.movementS * 1e6;
    const ageS = Math.abs(standingUs - timeUs) / 1e6;
    for (const leg of calibration.legs) this.#legs.set(leg.side, this.#estimator(leg, ageS));
    return [
      { type: 'calibration', timeUs, calibration },
      {
        type: 'calibrationStage',
        timeUs,
        stage: 'done',
        instruction: 'Calibrated beforehand',
        done: 0,
        wanted: 0,
      },
    ];
  }

  /** A sensor that sits where it was calibrated leaves all as it is; any other change does not. */
  placed(sensorId: SensorId, placement: Placement | null): void {
    const calibrated = this.#calibration?.legs.some(
      ({ side, thigh, shank }) =>
        (thigh.sensorId === sensorId && placement === placementOf(side, 'thigh')) ||
        (shank.sensorId === sensorId && placement === placementOf(side, 'shank')),
    );
    if (!calibrated) this.recalibrate();
  }

  step(states: BodyStates, timeUs: number, arrivalUs: number): BodyStep {
    const sides = SIDES.filter(
      (side) => states.has(placementOf(side, 'thigh')) && states.has(placementOf(side, 'shank')),
    );
    const events: PipelineEvent[] = [];
    let calibrated = false;
    const input = calibrationInput(sides, states);
    if (this.#finder instanceof Calibrator) {
      const change = this.#finder.step(input, timeUs);
      if (change) {
        calibrated = change.stage === 'done';
        events.push(...this.#take(change, timeUs));
      }
    } else if (this.#finder !== null) {
      const found = this.#finder.step(input, timeUs);
      if (found !== 'pending') {
        this.#finder = null;
        calibrated = found !== null;
        if (found !== null) events.push(...this.use(found, timeUs));
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
      this.#finder = null;
      this.#calibration = calibration;
      for (const [i, leg] of calibration.legs.entries()) {
        const estimator = this.#estimator(leg, 0);
        // The filters catch up on the calibration movement itself, except for this frame.
        for (const frame of change.history.slice(0, -1)) {
          estimator.step(frame[i].thigh, frame[i].shank);
        }
        this.#legs.set(leg.side, estimator);
      }
    }
    return events;
  }

  #forget(): void {
    this.#legs.clear();
    this.#calibration = null;
  }

  #estimator(leg: LegCalibration, ageS: number): LegEstimator {
    const { subject, frameRateHz } = this.#settings;
    return new LegEstimator(leg, subject, frameRateHz, ageS);
  }

  #leg(side: Side, states: BodyStates): LegFrame {
    const thigh = states.get(placementOf(side, 'thigh'))?.state;
    const shank = states.get(placementOf(side, 'shank'))?.state;
    const estimator = this.#legs.get(side);
    if (thigh && shank && estimator) {
      const leg = estimator.step(thigh, shank);
      return this.#calibration?.verdict === 'redo' ? distrusted(leg) : leg;
    }
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

/** Angles on axes that failed their checks are better than none, and never look sound. */
function distrusted(leg: LegFrame): LegFrame {
  const bit = qualityBit('uncalibrated');
  const { knee, ankle, projection } = leg.quality;
  return {
    ...leg,
    quality: { knee: knee | bit, ankle: ankle | bit, projection: projection | bit },
  };
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
