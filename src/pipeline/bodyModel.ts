import { type AttachedStates, NOTHING_ATTACHED } from '../body/attached/attachedState.ts';
import type { AxisKnowledge } from '../body/calibration/axisKnowledge.ts';
import {
  type CalibrationLegInput,
  type CalibrationStep,
  Calibrator,
} from '../body/calibration/calibrator.ts';
import { MOST_APPLIED_MS, shiftedApart } from '../body/calibration/inStep.ts';
import { LyingPose } from '../body/calibration/lyingPose.ts';
import { WindowCalibrator } from '../body/calibration/windowCalibrator.ts';
import { CustomMeasures } from '../body/customMeasures/customMeasures.ts';
import { LegEstimator } from '../body/legEstimator.ts';
import type { SensorState } from '../body/sensorState.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { type BodyFrame, emptyLegMeasures, type LegFrame } from '../model/bodyFrame.ts';
import type { Calibration, CalibrationWindows, LegCalibration } from '../model/calibration.ts';
import { NO_CUSTOM_VALUES } from '../model/customMeasures.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { Side } from '../model/placement.ts';
import { qualityBit } from '../model/quality.ts';
import type { SensorId } from '../model/sensor.ts';
import type { PipelineSettings } from '../model/settings.ts';
import type { Foreknowledge } from './foreknowledge.ts';

/** What the sensors of a leg say at one instant of the grid, null where one says nothing. */
export interface LegStates {
  readonly side: Side;
  readonly thighSensor: SensorId;
  readonly shankSensor: SensorId;
  readonly thigh: SensorState | null;
  readonly shank: SensorState | null;
  readonly attached?: AttachedStates;
}

/** The sensors of a leg that wears both. */
export interface WornSensors {
  readonly side: Side;
  readonly thigh: SensorId;
  readonly shank: SensorId;
}

export interface BodyStep {
  readonly frame: BodyFrame;
  readonly events: readonly PipelineEvent[];
  /** True in the frame that completed a calibration. */
  readonly calibrated: boolean;
}

const LIE_STILL = 'Lie on your back, legs straight, kneecaps up, and hold still for 3 s';
const STAND_UP = 'The pose is taken: stand up, feet as you will squat';

const NO_ORIENTATION = [Number.NaN, Number.NaN, Number.NaN, Number.NaN] as const;

/** The body from frame to frame: looks for a calibration, then estimates every leg with it. */
export class BodyModel {
  readonly #settings: PipelineSettings;
  readonly #known: Foreknowledge | null;
  readonly #custom: CustomMeasures;
  #finder: Calibrator | WindowCalibrator | null;
  #calibration: Calibration | null = null;
  #calibrations = 0;
  #worn: readonly WornSensors[] = [];
  #legs = new Map<Side, LegEstimator>();
  #lying: LyingPose | null = null;
  readonly #lyingUp = new Map<SensorId, Vec3>();

  /** @throws CustomMeasureError when a formula of the settings cannot be computed */
  constructor(settings: PipelineSettings, known: Foreknowledge | null = null) {
    this.#settings = settings;
    this.#known = known;
    this.#custom = new CustomMeasures(settings.customMeasures);
    this.#finder = this.#calibrator();
  }

  /** By how much sensors are read ahead of the frame, µs; none that are in step. */
  get aheadUs(): ReadonlyMap<SensorId, number> {
    const ahead = new Map<SensorId, number>();
    for (const leg of this.#calibration?.legs ?? []) {
      if (!this.#legs.has(leg.side)) continue;
      const ms = leg.sensorOffsetAppliedMs ?? 0;
      const us = Math.round(1000 * Math.max(-MOST_APPLIED_MS, Math.min(MOST_APPLIED_MS, ms)));
      if (us > 0) ahead.set(leg.shank.sensorId, us);
      if (us < 0) ahead.set(leg.thigh.sensorId, -us);
    }
    return ahead;
  }

  /** Forgets the calibration and looks for one from here on. */
  recalibrate(): void {
    this.#forget();
    this.#finder = this.#calibrator();
  }

  /** Forgets the calibration; the one that follows begins with the pose on the back. */
  takeLyingPose(timeUs: number): PipelineEvent[] {
    this.#forget();
    this.#lying = new LyingPose(this.#settings.frameRateHz);
    return [lyingStage(timeUs, LIE_STILL)];
  }

  /** Forgets the calibration and makes one of the stretches named. */
  calibrateOn(windows: CalibrationWindows): void {
    this.#forget();
    const id = `cal-${this.#calibrations + 1}`;
    const { frameRateHz } = this.#settings;
    this.#finder = new WindowCalibrator(frameRateHz, windows, id, this.#knowledge);
  }

  /** Takes a calibration that these sensors got in these inputs, sooner or later than `timeUs`. */
  use(calibration: Calibration, timeUs: number): PipelineEvent[] {
    this.#forget();
    this.#finder = null;
    this.#calibrations++;
    this.#calibration = calibration;
    const { fromUs, toUs } = calibration.standing;
    const ageS = Math.max(0, fromUs - timeUs, timeUs - toUs) / 1e6;
    for (const leg of calibration.legs) {
      this.#legs.set(leg.side, this.#estimator(leg, calibration, timeUs, ageS));
    }
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

  /**
   * Other legs wear sensors now, or others. A leg whose sensors sit where they were calibrated
   * keeps its calibration.
   * @param worn the legs that wear both sensors from now on
   */
  wears(worn: readonly WornSensors[]): void {
    for (const leg of this.#calibration?.legs ?? []) {
      const was = this.#worn.find(({ side }) => side === leg.side);
      const now = worn.find(({ side }) => side === leg.side);
      const same = now?.thigh === leg.thigh.sensorId && now.shank === leg.shank.sensorId;
      // One that is yet to come may have been calibrated beforehand.
      if (now ? !same : was) this.#legs.delete(leg.side);
    }
    this.#worn = worn;
    // Named stretches stay named; each leg counts there from when its sensors are on.
    if (this.#finder instanceof WindowCalibrator) return;
    if (worn.every(({ side }) => this.#legs.has(side)) && this.#finder === null) return;
    this.#finder = this.#calibrator();
  }

  /** @param states the legs that wear both sensors, right first */
  step(states: readonly LegStates[], timeUs: number, arrivalUs: number): BodyStep {
    const events: PipelineEvent[] = [];
    if (this.#lying !== null) events.push(...this.#lie(this.#lying, states, timeUs));
    const calibrated =
      this.#lying === null &&
      this.#finder !== null &&
      this.#find(this.#finder, states, timeUs, events);
    const legs = states.map((leg) => this.#withCustom(this.#leg(leg)));
    return { frame: { timeUs, arrivalUs, legs }, events, calibrated };
  }

  /** Nothing else is looked for until the pose was taken and left. */
  #lie(lying: LyingPose, states: readonly LegStates[], timeUs: number): PipelineEvent[] {
    const before = lying.up;
    lying.step(states.flatMap(delivered));
    if (lying.isOver) {
      this.#lying = null;
      this.#finder = this.#calibrator();
    } else if (lying.up !== before && lying.up !== null) {
      for (const [sensorId, up] of lying.up) this.#lyingUp.set(sensorId, up);
      return [lyingStage(timeUs, STAND_UP)];
    }
    return [];
  }

  /** @returns whether this frame completed a calibration */
  #find(
    finder: Calibrator | WindowCalibrator,
    states: readonly LegStates[],
    timeUs: number,
    events: PipelineEvent[],
  ): boolean {
    const input = states.flatMap(delivered);
    if (finder instanceof Calibrator) {
      const change = finder.step(input.length === states.length ? input : null, timeUs);
      if (change) events.push(...this.#take(change, timeUs));
      return change?.stage === 'done';
    }
    const found = finder.step(input, timeUs);
    if (found === 'pending') return false;
    this.#finder = null;
    if (found !== null) events.push(...this.use(found, timeUs));
    return found !== null;
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
      this.#legs.clear();
      this.#calibration = calibration;
      for (const [i, leg] of calibration.legs.entries()) {
        const estimator = this.#estimator(leg, calibration, timeUs, 0);
        // The filters catch up on the calibration movement itself, except for this frame.
        const history = change.history.slice(0, -1);
        const { thigh, shank } = shiftedApart(
          history.map((frame) => frame[i].thigh),
          history.map((frame) => frame[i].shank),
          leg.sensorOffsetAppliedMs ?? 0,
          this.#settings.frameRateHz,
        );
        for (let k = 0; k < thigh.length; k++) {
          estimator.step(thigh[k], shank[k], history[k][i].attached);
        }
        this.#legs.set(leg.side, estimator);
      }
    }
    return events;
  }

  get #knowledge(): AxisKnowledge {
    return { measured: this.#settings.subject.measured ?? {}, lyingUp: this.#lyingUp };
  }

  #calibrator(): Calibrator {
    const { frameRateHz } = this.#settings;
    return new Calibrator(frameRateHz, this.#calibrations + 1, this.#knowledge);
  }

  #forget(): void {
    this.#legs.clear();
    this.#calibration = null;
  }

  #estimator(
    leg: LegCalibration,
    calibration: Calibration,
    timeUs: number,
    ageS: number,
  ): LegEstimator {
    const { subject, frameRateHz } = this.#settings;
    const headings = this.#known?.headingsOf(leg, calibration, timeUs) ?? null;
    return new LegEstimator(leg, subject, frameRateHz, ageS, headings);
  }

  #withCustom(leg: LegFrame): LegFrame {
    if (this.#custom.isEmpty) return leg;
    return { ...leg, custom: this.#custom.of(leg.measures) };
  }

  #leg({ side, thigh, shank, attached = NOTHING_ATTACHED }: LegStates): LegFrame {
    const estimator = this.#legs.get(side);
    if (thigh && shank && estimator) {
      const leg = estimator.step(thigh, shank, attached);
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
      custom: NO_CUSTOM_VALUES,
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

function lyingStage(timeUs: number, instruction: string): PipelineEvent {
  return { type: 'calibrationStage', timeUs, stage: 'lieStill', instruction, done: 0, wanted: 0 };
}

function delivered(leg: LegStates): CalibrationLegInput[] {
  const { side, thighSensor, shankSensor, thigh, shank, attached = NOTHING_ATTACHED } = leg;
  return thigh && shank ? [{ side, thighSensor, shankSensor, thigh, shank, attached }] : [];
}
