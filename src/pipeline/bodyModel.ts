import { type AttachedStates, NOTHING_ATTACHED } from '../body/attached/attachedState.ts';
import type { AxisKnowledge } from '../body/calibration/axisKnowledge.ts';
import {
  type CalibrationLegInput,
  type CalibrationStep,
  Calibrator,
} from '../body/calibration/calibrator.ts';
import { MOST_APPLIED_MS, shiftedApart } from '../body/calibration/inStep.ts';
import { LyingPose } from '../body/calibration/lyingPose.ts';
import { ReuseCalibrator } from '../body/calibration/reuseCalibrator.ts';
import { LIFT_RIGHT_KNEE, SideCheck } from '../body/calibration/sideCheck.ts';
import { WindowCalibrator } from '../body/calibration/windowCalibrator.ts';
import { CustomMeasures } from '../body/customMeasures/customMeasures.ts';
import { LegEstimator } from '../body/legEstimator.ts';
import { segmentSignals } from '../body/segmentSignals.ts';
import type { SensorState } from '../body/sensorState.ts';
import { type Slip, SlipWatch } from '../body/slipWatch.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { BodyFrame, LegFrame } from '../model/bodyFrame.ts';
import type { Calibration, CalibrationWindows, LegCalibration } from '../model/calibration.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { LegSignals } from '../model/legSignals.ts';
import type { Side } from '../model/placement.ts';
import type { SensorId } from '../model/sensor.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { blankLeg, distrusted, moved } from './flaggedLeg.ts';
import type { Foreknowledge } from './foreknowledge.ts';

/** What the sensors of a leg say at one instant of the grid, null where one says nothing. */
export interface LegStates {
  readonly side: Side;
  readonly thighSensor: SensorId;
  readonly shankSensor: SensorId;
  /** The axis of each sensor that should point to the head; null where none is agreed. */
  /** Of the slower of the two sensors. */
  readonly sampleRateHz?: number;
  readonly thighUpAxis?: Vec3 | null;
  readonly shankUpAxis?: Vec3 | null;
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

/** The body from frame to frame: looks for a calibration, then estimates every leg with it. */
export class BodyModel {
  readonly #settings: PipelineSettings;
  readonly #known: Foreknowledge | null;
  readonly #custom: CustomMeasures;
  #finder: Calibrator | WindowCalibrator | ReuseCalibrator | null;
  #calibration: Calibration | null = null;
  #calibrations = 0;
  /** Standing bias of every sensor when it was last calibrated, rad/s. */
  readonly #biases = new Map<SensorId, Vec3>();
  #worn: readonly WornSensors[] = [];
  #legs = new Map<Side, LegEstimator>();
  #lying: LyingPose | null = null;
  readonly #lyingUp = new Map<SensorId, Vec3>();
  #slips: SlipWatch | null = null;
  #sides: SideCheck | null = null;

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
    const { frameRateHz } = this.#settings;
    this.#finder = new WindowCalibrator(frameRateHz, windows, id, this.#knowledge);
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
    for (const leg of calibration.legs) {
      this.#legs.set(leg.side, this.#estimator(leg, calibration, timeUs, ageS));
    }
    this.#slips = new SlipWatch(calibration.legs, this.#settings);
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
    this.#finder = this.#calibrator();
  }

  /** @param states the legs that wear both sensors, right first */
  step(states: readonly LegStates[], timeUs: number, arrivalUs: number): BodyStep {
    const events: PipelineEvent[] = [];
    const paused = this.#checkSides(states, timeUs, events);
    if (this.#lying !== null) events.push(...this.#lie(this.#lying, states, timeUs));
    const calibrated =
      this.#finder !== null &&
      this.#lying === null &&
      !paused &&
      this.#find(this.#finder, states, timeUs, events);
    const slips: Slip[] = [];
    const estimated = states.map((leg) => this.#withCustom(this.#leg(leg, slips)));
    slips.push(...(this.#slips?.judgeStands() ?? []));
    events.push(...slips.map((slip) => slipEvent(slip, timeUs)));
    const legs = estimated.map((leg) => (this.#slips?.slipped(leg.side) ? moved(leg) : leg));
    return { frame: { timeUs, arrivalUs, legs }, events, calibrated };
  }

  /** What the sensors of these legs feel, in the axes of the calibration where there is one. */
  signalsOf(states: readonly LegStates[]): LegSignals[] {
    return states.map(({ side, thigh, shank, sampleRateHz }) => {
      const leg = this.#calibration?.legs.find((each) => each.side === side);
      return {
        side,
        thigh: thigh && segmentSignals(thigh, leg?.thigh ?? null),
        shank: shank && segmentSignals(shank, leg?.shank ?? null),
        ...(sampleRateHz === undefined ? {} : { sampleRateHz }),
      };
    });
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

  /** @returns whether a calibration has to wait for the check */
  #checkSides(states: readonly LegStates[], timeUs: number, events: PipelineEvent[]): boolean {
    if (this.#sides === null) return false;
    const step = this.#sides.step(states.flatMap(delivered));
    if (step !== null) {
      this.#sides = null;
      events.push({ type: 'sideCheck', timeUs, ...step });
      // A knee that was lifted is no squat: standing and movement begin anew.
      if (this.#finder instanceof Calibrator) this.#finder = this.#calibrator();
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
        this.#finder = this.#calibrator();
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
      const slips = new SlipWatch(calibration.legs, this.#settings);
      this.#slips = slips;
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
          const { measures } = estimator.step(thigh[k], shank[k], history[k][i].attached);
          const heading = estimator.relativeHeadingRad;
          slips.learn(leg.side, thigh[k], shank[k], heading, measures.kneeFlexionDeg);
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
    const number = this.#calibrations + 1;
    return new Calibrator(frameRateHz, number, this.#knowledge, new Map(this.#biases));
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

  /** @param slips where a sensor that is found to have moved is noted */
  #leg({ side, thigh, shank, attached = NOTHING_ATTACHED }: LegStates, slips: Slip[]): LegFrame {
    const estimator = this.#legs.get(side);
    if (thigh && shank && estimator) {
      const leg = estimator.step(thigh, shank, attached);
      const { kneeFlexionDeg } = leg.measures;
      const heading = estimator.relativeHeadingRad;
      const slip = this.#slips?.step(side, thigh, shank, heading, kneeFlexionDeg);
      if (slip) slips.push(slip);
      return this.#calibration?.verdict === 'redo' ? distrusted(leg) : leg;
    }
    estimator?.interrupt();
    this.#slips?.interrupt(side);
    return blankLeg(side, thigh, shank, estimator !== undefined);
  }
}

function slipEvent({ placement, sensorId }: Slip, timeUs: number): PipelineEvent {
  const place = placement.replace('_', ' ');
  const sentence = `The sensor on the ${place} has moved since the calibration; tighten its strap and calibrate again.`;
  return { type: 'fault', timeUs, sensorId, sentence };
}

function lyingStage(timeUs: number, instruction: string): PipelineEvent {
  return { type: 'calibrationStage', timeUs, stage: 'lieStill', instruction, done: 0, wanted: 0 };
}

function delivered(leg: LegStates): CalibrationLegInput[] {
  const { thigh, shank, attached = NOTHING_ATTACHED } = leg;
  return thigh && shank ? [{ ...leg, thigh, shank, attached }] : [];
}
