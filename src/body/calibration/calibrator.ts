import type { Calibration } from '../../model/calibration.ts';
import type { CalibrationStage } from '../../model/events.ts';
import { type AxisKnowledge, NO_KNOWLEDGE, outsideKnowledge } from './axisKnowledge.ts';
import { withAttached } from './calibrateAttached.ts';
import { type CalibrationLegInput, keptInput, rests } from './calibrationLegInput.ts';
import { type Finished, type Movement, movementAfter } from './calibrationMovement.ts';
import { REST_S } from './calibrationProbes.ts';
import type { KnownBiases, LegFindings } from './checks/checkInputs.ts';
import { concludeCalibration } from './concludeCalibration.ts';
import { calibrateFindings } from './legFindings.ts';
import { isStill, stillnessBySecond } from './quietStanding.ts';
import type { StandingPose } from './standingPose.ts';
import { moveProgress, poseProgress, type StepProgress, waitingProgress } from './stepProgress.ts';

const CHECK_S = 0.25;
const STANDING_S = 3;
const MAX_STANDING_S = 8;
/** Standing this close to movement already sways with it. */
const GUARD_S = 0.5;
const FLEXIONS_WANTED = 5;
const FLEXIONS_ENOUGH = 3;
const SETTLE_S = 0.5;
/** The stand after the last squat is compared with the first; it is not waited for any longer. */
const LONGEST_REST_S = 1.5;
/** A person who stops after enough flexions has finished. */
const FINISHED_S = 3;
const MAX_MOVEMENT_S = 60;
/** A late packet costs a few frames, not the whole attempt. */
const MISSING_S = 0.3;

export interface CalibrationStep {
  readonly stage: CalibrationStage;
  readonly instruction: string;
  readonly done: number;
  readonly wanted: number;
  /** Present when one was just completed, whatever its verdict. */
  readonly calibration: Calibration | null;
  /** States since the calibration standing began, for filters that must catch up. */
  readonly history: readonly (readonly CalibrationLegInput[])[];
}

const WAITING = 'Waiting for thigh and shank sensors of a leg';
const STAND_STILL = 'Stand still, feet as you will squat';
const MOVE = `Now ${FLEXIONS_WANTED} slow, easy squats, knees over toes`;

/**
 * Finds a calibration in what the person does, live and in files alike: three seconds of
 * quiet standing, then a few sagittal squats. Fed one frame at a time until it is `done`.
 */
export class Calibrator {
  readonly #rateHz: number;
  readonly #knowledge: AxisKnowledge;
  readonly #known: KnownBiases;
  #number: number;
  #frames: (readonly CalibrationLegInput[])[] = [];
  /** Of each frame. */
  #timesUs: number[] = [];
  #stage: CalibrationStage = 'waitingForSensors';
  #movement: Movement | null = null;
  #pose: StandingPose | null = null;
  #sinceCheck = 0;
  #announced = false;
  #missingFrames = 0;

  /**
   * @param number of its first calibration in the recording, from 1; after a redo it counts on
   * @param knowledge of the axes, besides what the person does
   * @param known biases of the sensors' earlier calibrations
   */
  constructor(
    rateHz: number,
    number: number,
    knowledge: AxisKnowledge = NO_KNOWLEDGE,
    known: KnownBiases = new Map(),
  ) {
    this.#rateHz = rateHz;
    this.#knowledge = knowledge;
    this.#number = number;
    this.#known = known;
  }

  /** The standing taken last, while its sensors go on delivering; null where there is none. */
  get pose(): StandingPose | null {
    const movement = this.#movement;
    if (movement === null) return this.#pose;
    const count = movement.keptFrames || movement.standingFrames;
    return {
      frames: this.#frames.slice(0, count),
      timesUs: this.#timesUs.slice(0, count),
      stillness: movement.standing,
    };
  }

  /** How the step that is asked for goes. */
  get progress(): StepProgress {
    if (this.#stage === 'waitingForSensors') return waitingProgress();
    const movement = this.#movement;
    if (movement === null)
      return poseProgress('standStill', this.#frames, this.#rateHz, STANDING_S);
    return moveProgress(this.#frames, movement.counters, this.#rateHz, {
      bends: FLEXIONS_WANTED,
      isOver: movement.finished !== null,
      hasBegun: movement.moving,
    });
  }

  /** Asks for the movement alone, on a standing from before. */
  moveOn(pose: StandingPose): CalibrationStep {
    this.#frames = [...pose.frames];
    this.#timesUs = [...pose.timesUs];
    this.#movement = movementAfter(this.#frames, pose.stillness, this.#frames.length);
    return this.#enter('move', MOVE);
  }

  /**
   * @param legs every leg to calibrate with both its sensors; null when one is not delivering
   * @returns what changed, null when nothing did
   */
  step(legs: readonly CalibrationLegInput[] | null, timeUs: number): CalibrationStep | null {
    if (legs === null || legs.length === 0) {
      if (++this.#missingFrames < MISSING_S * this.#rateHz) return null;
      const waiting = this.#stage === 'waitingForSensors' && this.#announced;
      this.#announced = true;
      // What comes back may have another heading, or sit elsewhere.
      this.#movement = null;
      this.#pose = null;
      return waiting ? null : this.#restart('waitingForSensors', WAITING);
    }
    this.#missingFrames = 0;
    if (this.#stage === 'waitingForSensors') return this.#restart('standStill', STAND_STILL);
    this.#frames.push(legs.map(keptInput));
    this.#timesUs.push(timeUs);
    const movement = this.#movement;
    if (movement === null) return this.#stand();
    if (movement.finished === null) return this.#move(movement, legs);
    if (movement.restedFrames === 0) return this.#awaitRest(movement, movement.finished, legs);
    // One leg a frame: both at once would hold up the stream for twice as long.
    if (movement.results.length < legs.length) {
      movement.results.push(this.#calibrate(movement, movement.finished, movement.results.length));
      return null;
    }
    return this.#conclude(movement, movement.finished, timeUs);
  }

  #stand(): CalibrationStep | null {
    const count = Math.round(STANDING_S * this.#rateHz);
    if (++this.#sinceCheck < CHECK_S * this.#rateHz) return null;
    this.#sinceCheck = 0;
    if (this.#frames.length < count) return null;
    this.#frames = this.#frames.slice(-count);
    this.#timesUs = this.#timesUs.slice(-count);
    const standing = stillnessBySecond(this.#frames, this.#rateHz);
    if (!standing.every(isStill)) return null;
    this.#movement = movementAfter(this.#frames, standing, 0);
    return this.#enter('move', MOVE);
  }

  #move(movement: Movement, legs: readonly CalibrationLegInput[]): CalibrationStep | null {
    legs.forEach((leg, i) => {
      movement.counters[i].step(leg.thigh, leg.shank);
    });
    if (!movement.moving) return this.#awaitMovement(movement);
    const done = Math.min(...movement.counters.map((counter) => counter.count));
    const upright = movement.counters.every((counter) => counter.upright);
    movement.uprightFrames = upright ? movement.uprightFrames + 1 : 0;
    const uprightS = movement.uprightFrames / this.#rateHz;
    if (
      (done >= FLEXIONS_WANTED && uprightS >= SETTLE_S) ||
      (done >= FLEXIONS_ENOUGH && uprightS >= FINISHED_S)
    ) {
      movement.finished = { frames: this.#frames.length, flexions: done };
      return null;
    }
    if (this.#frames.length - movement.standingFrames > MAX_MOVEMENT_S * this.#rateHz) {
      return this.#restart(
        'standStill',
        `${done} squats in ${MAX_MOVEMENT_S} s; ${STAND_STILL.toLowerCase()} and try again`,
      );
    }
    if (done === movement.reported) return null;
    movement.reported = done;
    return this.#enter('move', MOVE, done);
  }

  /** The stand after the last squat, for as long as it may take to become quiet. */
  #awaitRest(movement: Movement, { frames }: Finished, legs: readonly CalibrationLegInput[]): null {
    legs.forEach((leg, i) => {
      movement.counters[i].step(leg.thigh, leg.shank);
    });
    const upright = movement.counters.every((counter) => counter.upright);
    movement.quietFrames = upright && legs.every(rests) ? movement.quietFrames + 1 : 0;
    const waitedFrames = this.#frames.length - frames;
    if (
      movement.quietFrames >= REST_S * this.#rateHz ||
      !upright ||
      waitedFrames >= LONGEST_REST_S * this.#rateHz ||
      movement.uprightFrames >= FINISHED_S * this.#rateHz
    ) {
      movement.restedFrames = this.#frames.length;
    }
    return null;
  }

  /** Standing goes on until the leg moves; what lies just before the movement is left out. */
  #awaitMovement(movement: Movement): null {
    const tilt = Math.max(...movement.counters.map((counter) => counter.tiltDeg));
    const guard = Math.round(GUARD_S * this.#rateHz);
    if (movement.keptFrames > 0) return this.#awaitAfter(movement, tilt, 2 * guard);
    if (tilt > 10) {
      movement.moving = true;
      movement.standingFrames = Math.max(guard, this.#frames.length - 2 * guard);
      return null;
    }
    const longest = Math.round(MAX_STANDING_S * this.#rateHz);
    this.#leaveOut(0, this.#frames.length - longest);
    movement.standingFrames = this.#frames.length;
    return null;
  }

  /** What was done since a standing from before is nothing of it, up to just before the movement. */
  #awaitAfter(movement: Movement, tiltDeg: number, leadFrames: number): null {
    if (tiltDeg <= 10 && !movement.wasUpright) {
      movement.wasUpright = true;
      // The way up from a squat that was given up is none of the new ones.
      for (const counter of movement.counters) counter.count = 0;
    }
    movement.moving = movement.wasUpright && tiltDeg > 10;
    const { keptFrames } = movement;
    this.#leaveOut(keptFrames, this.#frames.length - keptFrames - leadFrames);
    return null;
  }

  #leaveOut(from: number, count: number): void {
    if (count <= 0) return;
    this.#frames.splice(from, count);
    this.#timesUs.splice(from, count);
  }

  #calibrate(movement: Movement, finished: Finished, leg: number): LegFindings {
    const frames = this.#frames.slice(0, finished.frames);
    const after = this.#frames.slice(finished.frames, movement.restedFrames);
    const { side, thighSensor, shankSensor } = frames[0][leg];
    const { standingFrames } = movement;
    const own = frames.map((frame) => frame[leg]);
    const findings = calibrateFindings(
      {
        side,
        rateHz: this.#rateHz,
        thighSensor,
        shankSensor,
        thigh: own.map(({ thigh }) => thigh),
        shank: own.map(({ shank }) => shank),
        standingFrames,
        flexions: finished.flexions,
        mayRefine: true,
        ...outsideKnowledge(this.#knowledge, side, thighSensor, shankSensor),
      },
      frames[0][leg],
      after.map((frame) => frame[leg]),
    );
    return { ...findings, leg: withAttached(findings.leg, own, standingFrames) };
  }

  #conclude(movement: Movement, finished: Finished, timeUs: number): CalibrationStep {
    const { results, standing, standingFrames } = movement;
    const times = this.#timesUs;
    const startUs = times[standingFrames];
    const stoodUntilUs =
      movement.keptFrames > 0
        ? times[standingFrames - 1] + Math.round(1e6 / this.#rateHz)
        : startUs;
    const calibration = concludeCalibration({
      id: `cal-${this.#number++}`,
      timeUs,
      method: 'standing+movement',
      standingS: standingFrames / this.#rateHz,
      movementS: (finished.frames - standingFrames) / this.#rateHz,
      standing: { fromUs: times[0], toUs: stoodUntilUs },
      movement: { fromUs: startUs, toUs: times[finished.frames] ?? timeUs },
      results,
      stillness: standing,
      known: this.#known,
    });
    const { verdict, reasons } = calibration;
    if (verdict === 'redo') {
      const step = this.#restart('standStill', `${reasons[0]}. ${STAND_STILL}`);
      return { ...step, calibration };
    }
    const history = this.#frames;
    this.#pose = this.pose;
    this.#stage = 'done';
    this.#frames = [];
    this.#timesUs = [];
    this.#movement = null;
    return {
      stage: 'done',
      instruction: verdict === 'good' ? 'Calibrated' : `Calibrated, usable: ${reasons[0]}`,
      done: finished.flexions,
      wanted: FLEXIONS_WANTED,
      calibration,
      history,
    };
  }

  #restart(stage: 'waitingForSensors' | 'standStill', instruction: string): CalibrationStep {
    this.#pose = this.pose;
    this.#frames = [];
    this.#timesUs = [];
    this.#movement = null;
    this.#sinceCheck = 0;
    return this.#enter(stage, instruction);
  }

  #enter(stage: CalibrationStage, instruction: string, done = 0): CalibrationStep {
    this.#stage = stage;
    const wanted = stage === 'move' ? FLEXIONS_WANTED : 0;
    return { stage, instruction, done, wanted, calibration: null, history: [] };
  }
}
