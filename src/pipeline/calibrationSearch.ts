import { type AttachedStates, NOTHING_ATTACHED } from '../body/attached/attachedState.ts';
import type { AxisKnowledge } from '../body/calibration/axisKnowledge.ts';
import type { CalibrationLegInput } from '../body/calibration/calibrationLegInput.ts';
import { type CalibrationStep, Calibrator } from '../body/calibration/calibrator.ts';
import { LyingPose } from '../body/calibration/lyingPose.ts';
import { ReuseCalibrator } from '../body/calibration/reuseCalibrator.ts';
import { LIFT_RIGHT_KNEE, SideCheck } from '../body/calibration/sideCheck.ts';
import type { StandingPose } from '../body/calibration/standingPose.ts';
import { missingHint } from '../body/calibration/stepHint.ts';
import type { StepProgress } from '../body/calibration/stepProgress.ts';
import { WindowCalibrator } from '../body/calibration/windowCalibrator.ts';
import type { SensorState } from '../body/sensorState.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { Calibration, CalibrationWindows } from '../model/calibration.ts';
import type { CalibrationProgress } from '../model/calibrationProgress.ts';
import type { CalibrationRetry, PipelineEvent } from '../model/events.ts';
import { placementOf, type Side } from '../model/placement.ts';
import type { SensorId } from '../model/sensor.ts';
import type { PipelineSettings } from '../model/settings.ts';

/** So often it is told how a step goes, on the frame grid. */
const PROGRESS_US = 200_000;
/** A sensor that is silent for longer may come back with another heading. */
const SILENT_S = 0.3;

const LIE_STILL = 'Lie on your back, legs straight, kneecaps up, and hold still for 3 s';
const STAND_UP = 'The pose is taken: stand up, feet as you will squat';

/** What the sensors of a leg say at one instant of the grid, null where one says nothing. */
export interface LegStates {
  readonly side: Side;
  readonly thighSensor: SensorId;
  readonly shankSensor: SensorId;
  /** Of the slower of the two sensors. */
  readonly sampleRateHz?: number;
  /** The axis of each sensor that should point to the head; null where none is agreed. */
  readonly thighUpAxis?: Vec3 | null;
  readonly shankUpAxis?: Vec3 | null;
  readonly thigh: SensorState | null;
  readonly shank: SensorState | null;
  readonly attached?: AttachedStates;
}

/** A calibration that may be used from here on. */
export interface FoundCalibration {
  readonly calibration: Calibration;
  /** The frames it was made of, for filters to catch up on; null where it holds beforehand. */
  readonly history: CalibrationStep['history'] | null;
}

/** Looks for a calibration in what the person does: by itself, in stretches that are named, or an earlier one again. */
export class CalibrationSearch {
  readonly #settings: PipelineSettings;
  #finder: Calibrator | WindowCalibrator | ReuseCalibrator | null;
  /** Found so far, with those that had to be done again. */
  #count = 0;
  /** Standing bias of every sensor when it was last calibrated, rad/s. */
  readonly #biases = new Map<SensorId, Vec3>();
  #lying: LyingPose | null = null;
  readonly #lyingUp = new Map<SensorId, Vec3>();
  #sides: SideCheck | null = null;
  /** The standing of the calibration found last, for its movement to be done again. */
  #pose: StandingPose | null = null;
  #silentFrames = 0;
  #progressSlot = Number.NaN;

  constructor(settings: PipelineSettings) {
    this.#settings = settings;
    this.#finder = this.#calibrator();
  }

  get isOver(): boolean {
    return this.#finder === null;
  }

  /** Whether what is looked for was named: stretches of the recording, or an earlier calibration. */
  get isNamed(): boolean {
    return this.#finder instanceof WindowCalibrator || this.#finder instanceof ReuseCalibrator;
  }

  beginAnew(): void {
    this.#sides = null;
    this.#forgetSteps();
    this.#finder = this.#calibrator();
  }

  /** Other sensors are worn: what is asked of the person stays asked. */
  beginWithOthers(): void {
    this.#pose = null;
    this.#finder = this.#calibrator();
  }

  /**
   * One step again, with what came before it. Where no standing is kept, the movement begins with one.
   */
  retry(step: CalibrationRetry, timeUs: number): PipelineEvent[] {
    if (step === 'lieStill') return this.lieFirst(timeUs);
    const pose = this.#finder instanceof Calibrator ? this.#finder.pose : this.#pose;
    const finder = this.#calibrator();
    this.#forgetSteps();
    this.#sides = null;
    this.#finder = finder;
    return step === 'move' && pose !== null ? [stageEvent(finder.moveOn(pose), timeUs)] : [];
  }

  /** The calibration that is looked for next begins with the pose on the back. */
  lieFirst(timeUs: number): PipelineEvent[] {
    this.#pose = null;
    this.#lying = new LyingPose(this.#settings.frameRateHz);
    return [lyingStage(timeUs, LIE_STILL)];
  }

  /** Takes an earlier calibration over, once the person stands still. */
  reuse(earlier: Calibration): void {
    this.#forgetSteps();
    this.#finder = new ReuseCalibrator(this.#settings.frameRateHz, earlier, this.#nextId);
  }

  /** Makes one of the stretches named. */
  lookIn(windows: CalibrationWindows): void {
    this.#forgetSteps();
    const { frameRateHz } = this.#settings;
    this.#finder = new WindowCalibrator(frameRateHz, windows, this.#nextId, this.#knowledge);
  }

  /** The next that happens is the lift of a knee, not a calibration. */
  checkSides(timeUs: number): PipelineEvent[] {
    this.#sides = new SideCheck(this.#settings.frameRateHz);
    return [{ type: 'sideCheck', timeUs, ...LIFT_RIGHT_KNEE }];
  }

  /** A calibration holds that was made beforehand. */
  endWith(calibration: Calibration): void {
    this.#forgetSteps();
    this.#finder = null;
    this.#count++;
    this.#noteBiases(calibration);
  }

  /**
   * @param states the legs that wear both sensors, right first
   * @param events where what is to be told is put
   * @returns what this frame completed
   */
  step(
    states: readonly LegStates[],
    timeUs: number,
    events: PipelineEvent[],
  ): FoundCalibration | null {
    if (this.#pose !== null) this.#keepPose(states);
    const isPaused = this.#stepSides(states, timeUs, events);
    if (this.#lying !== null) events.push(...this.#lie(this.#lying, states, timeUs));
    return this.#finder === null || this.#lying !== null || isPaused
      ? null
      : this.#find(this.#finder, states, timeUs, events);
  }

  /** @returns how the step goes, where it is time to tell it and one is asked for */
  progressAt(states: readonly LegStates[], timeUs: number): CalibrationProgress | null {
    const finder = this.#lying ?? this.#finder;
    if (finder === null || finder instanceof WindowCalibrator || this.#sides !== null) return null;
    const slot = Math.floor(timeUs / PROGRESS_US);
    if (slot === this.#progressSlot || states.length === 0) return null;
    this.#progressSlot = slot;
    const found: StepProgress = finder.progress;
    const missing = states.flatMap(({ side, thigh, shank }) => [
      ...(thigh ? [] : [placementOf(side, 'thigh')]),
      ...(shank ? [] : [placementOf(side, 'shank')]),
    ]);
    const hint = missing.length > 0 ? missingHint(missing) : found.hint;
    return { timeUs, ...found, hint };
  }

  /** Whoever asks for something else waits for no pose on the back, and goes on from no standing. */
  #forgetSteps(): void {
    this.#lying = null;
    this.#pose = null;
  }

  #keepPose(states: readonly LegStates[]): void {
    const isWhole = states.every(({ thigh, shank }) => thigh && shank);
    this.#silentFrames = isWhole ? 0 : this.#silentFrames + 1;
    if (this.#silentFrames >= SILENT_S * this.#settings.frameRateHz) this.#pose = null;
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
  #stepSides(states: readonly LegStates[], timeUs: number, events: PipelineEvent[]): boolean {
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

  #find(
    finder: Calibrator | WindowCalibrator | ReuseCalibrator,
    states: readonly LegStates[],
    timeUs: number,
    events: PipelineEvent[],
  ): FoundCalibration | null {
    const input = states.flatMap(delivered);
    if (finder instanceof WindowCalibrator) {
      const found = finder.step(input, timeUs);
      if (found === 'pending') return null;
      this.#finder = null;
      return found && { calibration: found, history: null };
    }
    const whole = input.length === states.length ? input : null;
    if (finder instanceof Calibrator) {
      const change = finder.step(whole, timeUs);
      const found = change && this.#tell(change, timeUs, events);
      if (found) {
        this.#pose = finder.pose;
        this.#silentFrames = 0;
      }
      return found;
    }
    const reused = finder.step(whole, timeUs);
    if (reused?.type === 'refused') {
      this.#finder = this.#calibrator();
      events.push({ type: 'fault', timeUs, sensorId: null, sentence: reused.sentence });
    }
    return reused?.type === 'step' ? this.#tell(reused.step, timeUs, events) : null;
  }

  #tell(step: CalibrationStep, timeUs: number, events: PipelineEvent[]): FoundCalibration | null {
    const { stage, calibration, history } = step;
    if (calibration) {
      this.#count++;
      events.push({ type: 'calibration', timeUs, calibration });
    }
    events.push(stageEvent(step, timeUs));
    if (!calibration || stage !== 'done') return null;
    this.#noteBiases(calibration);
    this.#finder = null;
    return { calibration, history };
  }

  get #nextId(): string {
    return `cal-${this.#count + 1}`;
  }

  get #knowledge(): AxisKnowledge {
    return { measured: this.#settings.subject.measured ?? {}, lyingUp: this.#lyingUp };
  }

  #calibrator(): Calibrator {
    const { frameRateHz } = this.#settings;
    return new Calibrator(frameRateHz, this.#count + 1, this.#knowledge, new Map(this.#biases));
  }

  #noteBiases({ legs }: Calibration): void {
    for (const { thigh, shank } of legs) {
      for (const { sensorId, gyroBiasRadps } of [thigh, shank]) {
        this.#biases.set(sensorId, gyroBiasRadps);
      }
    }
  }
}

function stageEvent(
  { stage, instruction, done, wanted }: CalibrationStep,
  timeUs: number,
): PipelineEvent {
  return { type: 'calibrationStage', timeUs, stage, instruction, done, wanted };
}

function lyingStage(timeUs: number, instruction: string): PipelineEvent {
  return { type: 'calibrationStage', timeUs, stage: 'lieStill', instruction, done: 0, wanted: 0 };
}

function delivered(leg: LegStates): CalibrationLegInput[] {
  const { thigh, shank, attached = NOTHING_ATTACHED } = leg;
  return thigh && shank ? [{ ...leg, thigh, shank, attached }] : [];
}
