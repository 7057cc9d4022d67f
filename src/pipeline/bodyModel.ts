import {
  type CalibrationLegInput,
  type CalibrationStep,
  Calibrator,
} from '../body/calibration/calibrator.ts';
import { ReuseCalibrator } from '../body/calibration/reuseCalibrator.ts';
import { LIFT_RIGHT_KNEE, SideCheck } from '../body/calibration/sideCheck.ts';
import { WindowCalibrator } from '../body/calibration/windowCalibrator.ts';
import { LegEstimator } from '../body/legEstimator.ts';
import type { SensorState } from '../body/sensorState.ts';
import { type Slip, SlipWatch } from '../body/slipWatch.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { type BodyFrame, emptyLegMeasures, type LegFrame } from '../model/bodyFrame.ts';
import type { Calibration, CalibrationWindows, LegCalibration } from '../model/calibration.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { Side } from '../model/placement.ts';
import { type QualityBits, qualityBit } from '../model/quality.ts';
import type { SensorId } from '../model/sensor.ts';
import type { PipelineSettings } from '../model/settings.ts';

/** What the two sensors of a leg say at one instant of the grid, null where one says nothing. */
export interface LegStates {
  readonly side: Side;
  readonly thighSensor: SensorId;
  readonly shankSensor: SensorId;
  /** The axis of each sensor that should point to the head; null where none is agreed. */
  readonly thighUpAxis?: Vec3 | null;
  readonly shankUpAxis?: Vec3 | null;
  readonly thigh: SensorState | null;
  readonly shank: SensorState | null;
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

const NO_ORIENTATION = [Number.NaN, Number.NaN, Number.NaN, Number.NaN] as const;

/** The body from frame to frame: looks for a calibration, then estimates every leg with it. */
export class BodyModel {
  readonly #settings: PipelineSettings;
  #finder: Calibrator | WindowCalibrator | ReuseCalibrator | null;
  #calibration: Calibration | null = null;
  #calibrations = 0;
  /** Standing bias of every sensor when it was last calibrated, rad/s. */
  readonly #biases = new Map<SensorId, Vec3>();
  #worn: readonly WornSensors[] = [];
  #legs = new Map<Side, LegEstimator>();
  #slips: SlipWatch | null = null;
  #sides: SideCheck | null = null;

  constructor(settings: PipelineSettings) {
    this.#settings = settings;
    this.#finder = new Calibrator(settings.frameRateHz, 1);
  }

  /** Forgets the calibration and looks for one from here on. */
  recalibrate(): void {
    this.#forget();
    this.#finder = this.#newCalibrator();
  }

  /** Forgets the calibration and takes an earlier one over, once the person stands still. */
  reuse(earlier: Calibration): void {
    this.#forget();
    const id = `cal-${this.#calibrations + 1}`;
    this.#finder = new ReuseCalibrator(this.#settings.frameRateHz, earlier, id);
  }

  /** The next that happens is the lift of a knee, not a calibration. */
  checkSides(timeUs: number): PipelineEvent[] {
    this.#sides = new SideCheck(this.#settings.frameRateHz);
    return [{ type: 'sideCheck', timeUs, ...LIFT_RIGHT_KNEE }];
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
    this.#noteBiases(calibration);
    this.#calibration = calibration;
    const { fromUs, toUs } = calibration.standing;
    const ageS = Math.max(0, fromUs - timeUs, timeUs - toUs) / 1e6;
    for (const leg of calibration.legs) this.#legs.set(leg.side, this.#estimator(leg, ageS));
    this.#slips = new SlipWatch(calibration.legs, this.#settings.frameRateHz);
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
    if (this.#finder instanceof WindowCalibrator || this.#finder instanceof ReuseCalibrator) return;
    if (worn.every(({ side }) => this.#legs.has(side)) && this.#finder === null) return;
    this.#finder = this.#newCalibrator();
  }

  /** @param states the legs that wear both sensors, right first */
  step(states: readonly LegStates[], timeUs: number, arrivalUs: number): BodyStep {
    const events: PipelineEvent[] = [];
    const paused = this.#checkSides(states, timeUs, events);
    const calibrated =
      this.#finder !== null && !paused && this.#find(this.#finder, states, timeUs, events);
    const slips: Slip[] = [];
    const estimated = states.map((leg) => this.#leg(leg, slips));
    slips.push(...(this.#slips?.judgeStands() ?? []));
    events.push(...slips.map((slip) => slipEvent(slip, timeUs)));
    const legs = estimated.map((leg) => (this.#slips?.slipped(leg.side) ? moved(leg) : leg));
    return { frame: { timeUs, arrivalUs, legs }, events, calibrated };
  }

  /** @returns whether a calibration has to wait for the check */
  #checkSides(states: readonly LegStates[], timeUs: number, events: PipelineEvent[]): boolean {
    if (this.#sides === null) return false;
    const step = this.#sides.step(states.flatMap(delivered));
    if (step !== null) {
      this.#sides = null;
      events.push({ type: 'sideCheck', timeUs, ...step });
      // A knee that was lifted is no squat: standing and movement begin anew.
      if (this.#finder instanceof Calibrator) this.#finder = this.#newCalibrator();
    }
    return this.#finder instanceof Calibrator;
  }

  /** @returns whether this frame completed a calibration */
  #find(
    finder: Calibrator | WindowCalibrator | ReuseCalibrator,
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
    if (finder instanceof ReuseCalibrator) {
      const reused = finder.step(input.length === states.length ? input : null, timeUs);
      if (reused?.type === 'refused') {
        this.#finder = this.#newCalibrator();
        events.push({ type: 'fault', timeUs, sensorId: null, sentence: reused.sentence });
      }
      if (reused?.type === 'step') events.push(...this.#take(reused.step, timeUs));
      return reused?.type === 'step' && reused.step.stage === 'done';
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
      this.#noteBiases(calibration);
      this.#finder = null;
      this.#legs.clear();
      this.#calibration = calibration;
      const slips = new SlipWatch(calibration.legs, this.#settings.frameRateHz);
      this.#slips = slips;
      for (const [i, leg] of calibration.legs.entries()) {
        const estimator = this.#estimator(leg, 0);
        // The filters catch up on the calibration movement itself, except for this frame.
        for (const frame of change.history.slice(0, -1)) {
          const { thigh, shank } = frame[i];
          const { kneeFlexionDeg } = estimator.step(thigh, shank).measures;
          slips.learn(leg.side, thigh, shank, estimator.relativeHeadingRad, kneeFlexionDeg);
        }
        this.#legs.set(leg.side, estimator);
      }
    }
    return events;
  }

  #newCalibrator(): Calibrator {
    return new Calibrator(
      this.#settings.frameRateHz,
      this.#calibrations + 1,
      new Map(this.#biases),
    );
  }

  #noteBiases({ legs }: Calibration): void {
    for (const { thigh, shank } of legs) {
      for (const { sensorId, gyroBiasRadps } of [thigh, shank]) {
        this.#biases.set(sensorId, gyroBiasRadps);
      }
    }
  }

  #forget(): void {
    this.#legs.clear();
    this.#calibration = null;
    this.#slips = null;
  }

  #estimator(leg: LegCalibration, ageS: number): LegEstimator {
    const { subject, frameRateHz } = this.#settings;
    return new LegEstimator(leg, subject, frameRateHz, ageS);
  }

  /** @param slips where a sensor that is found to have moved is noted */
  #leg({ side, thigh, shank }: LegStates, slips: Slip[]): LegFrame {
    const estimator = this.#legs.get(side);
    if (thigh && shank && estimator) {
      const leg = estimator.step(thigh, shank);
      const { kneeFlexionDeg } = leg.measures;
      const heading = estimator.relativeHeadingRad;
      const slip = this.#slips?.step(side, thigh, shank, heading, kneeFlexionDeg);
      if (slip) slips.push(slip);
      return this.#calibration?.verdict === 'redo' ? distrusted(leg) : leg;
    }
    estimator?.interrupt();
    this.#slips?.interrupt(side);
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
  return flagged(leg, qualityBit('uncalibrated'));
}

/** Everything of a leg on which a sensor moved. */
function moved(leg: LegFrame): LegFrame {
  return flagged(leg, qualityBit('slip'));
}

function slipEvent({ placement, sensorId }: Slip, timeUs: number): PipelineEvent {
  const place = placement.replace('_', ' ');
  const sentence = `The sensor on the ${place} has moved since the calibration; tighten its strap and calibrate again.`;
  return { type: 'fault', timeUs, sensorId, sentence };
}

function flagged(leg: LegFrame, bit: QualityBits): LegFrame {
  const { knee, ankle, projection } = leg.quality;
  return {
    ...leg,
    quality: { knee: knee | bit, ankle: ankle | bit, projection: projection | bit },
  };
}

function delivered(leg: LegStates): CalibrationLegInput[] {
  const { thigh, shank } = leg;
  return thigh && shank ? [{ ...leg, thigh, shank }] : [];
}
