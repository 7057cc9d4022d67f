import { DEG_PER_RAD, RAD_PER_DEG } from '../../geometry/angles.ts';
import { quatToMatrix } from '../../geometry/quaternion.ts';
import { apply, column, multiply, rotationZ } from '../../geometry/rotation.ts';
import { add, angleBetween, scale, type Vec3 } from '../../geometry/vector.ts';
import type {
  Calibration,
  CalibrationCheck,
  LegCalibration,
  SensorAlignment,
} from '../../model/calibration.ts';
import { placementOf } from '../../model/placement.ts';
import type { SensorState } from '../sensorState.ts';
import { type CalibrationLegInput, keptInput } from './calibrationLegInput.ts';
import type { CalibrationStep } from './calibrator.ts';
import { isStill, type SensorStillness, stillnessBySecond } from './quietStanding.ts';
import { headingBetween, meanDirection, standingForwardRad } from './segmentFrames.ts';
import { poseProgress, type StepProgress } from './stepProgress.ts';
import { checkReuse } from './verdict.ts';

const STANDING_S = 3;
const CHECK_S = 0.25;
/** Standing gravity further than this from the stored alignment: the sensor moved. */
const MOVED_DEG = 6;
/** How differently a knee is turned from one stand to another. */
const RELATIVE_SD_RAD = 5 * RAD_PER_DEG;

const STAND = 'Stand still, feet as you will squat, to use the earlier calibration';

/** What became of a wish to use an earlier calibration. */
export type ReuseStep =
  | { readonly type: 'step'; readonly step: CalibrationStep }
  /** It does not fit any more; the sentence says why and what to do. */
  | { readonly type: 'refused'; readonly sentence: string };

/**
 * Takes an earlier calibration over: its axes and lever arms hold as long as the sensors sit where
 * they sat, which three seconds of quiet standing tell; headings never outlive the recording they
 * were found in, and are set from that pose.
 */
export class ReuseCalibrator {
  readonly #rateHz: number;
  readonly #earlier: Calibration;
  readonly #id: string;
  #frames: (readonly CalibrationLegInput[])[] = [];
  #timesUs: number[] = [];
  #told = false;
  #sinceCheck = 0;

  constructor(rateHz: number, earlier: Calibration, id: string) {
    this.#rateHz = rateHz;
    this.#earlier = earlier;
    this.#id = id;
  }

  /** How the standing goes. */
  get progress(): StepProgress {
    return poseProgress('standStill', this.#frames, this.#rateHz, STANDING_S);
  }

  /** @param legs every leg that is worn with both its sensors; null when one is not delivering */
  step(legs: readonly CalibrationLegInput[] | null, timeUs: number): ReuseStep | null {
    if (legs === null || legs.length === 0) {
      this.#frames = [];
      this.#timesUs = [];
      return null;
    }
    if (!legs.every((leg) => this.#earlierOf(leg))) {
      return {
        type: 'refused',
        sentence:
          'The earlier calibration is of other sensors or other places on the body: calibrate anew.',
      };
    }
    if (!this.#told) {
      this.#told = true;
      return { type: 'step', step: stage('standStill', STAND) };
    }
    this.#frames.push(legs.map(keptInput));
    this.#timesUs.push(timeUs);
    if (++this.#sinceCheck < CHECK_S * this.#rateHz) return null;
    this.#sinceCheck = 0;
    const count = Math.round(STANDING_S * this.#rateHz);
    if (this.#frames.length < count) return null;
    this.#frames = this.#frames.slice(-count);
    this.#timesUs = this.#timesUs.slice(-count);
    const standing = stillnessBySecond(this.#frames, this.#rateHz);
    return standing.every(isStill) ? this.#conclude(standing, timeUs) : null;
  }

  #earlierOf(leg: CalibrationLegInput): LegCalibration | undefined {
    return this.#earlier.legs.find(
      ({ side, thigh, shank }) =>
        side === leg.side &&
        thigh.sensorId === leg.thighSensor &&
        shank.sensorId === leg.shankSensor,
    );
  }

  #conclude(standing: readonly SensorStillness[], timeUs: number): ReuseStep {
    const legs: LegCalibration[] = [];
    const gravity: Pick<CalibrationCheck, 'about' | 'value'>[] = [];
    for (const [i, leg] of this.#frames[0].entries()) {
      const earlier = this.#earlierOf(leg);
      if (!earlier) continue;
      const states = {
        thigh: this.#frames.map((frame) => frame[i].thigh),
        shank: this.#frames.map((frame) => frame[i].shank),
      };
      for (const segment of ['thigh', 'shank'] as const) {
        const offDeg = tiltDeg(states[segment], earlier[segment]);
        const about = placementOf(leg.side, segment);
        if (offDeg > MOVED_DEG) {
          const place = about.replace('_', ' ');
          return {
            type: 'refused',
            sentence: `The sensor on the ${place} moved since: calibrate anew. It sits ${offDeg.toFixed(0)}° otherwise than in the earlier calibration; up to ${MOVED_DEG}° fit.`,
          };
        }
        gravity.push({ about, value: offDeg });
      }
      legs.push(posed(earlier, states.thigh, states.shank));
    }
    const fromUs = this.#timesUs[0];
    const { id, timeUs: foundUs } = this.#earlier.reusedFrom ?? this.#earlier;
    const ageS = Math.max(0, (timeUs - foundUs) / 1e6);
    const calibration: Calibration = {
      id: this.#id,
      timeUs,
      method: 'reused',
      standingS: STANDING_S,
      movementS: 0,
      standing: { fromUs, toUs: timeUs },
      movement: { fromUs: timeUs, toUs: timeUs },
      legs,
      reusedFrom: { id, timeUs: foundUs, ageS },
      ...checkReuse(this.#earlier, legs, standing, gravity),
    };
    const step: CalibrationStep = {
      ...stage('done', `Calibrated, usable: ${calibration.reasons[0]}`),
      calibration,
      history: this.#frames,
    };
    return { type: 'step', step };
  }
}

function stage(name: 'standStill' | 'done', instruction: string): CalibrationStep {
  return { stage: name, instruction, done: 0, wanted: 0, calibration: null, history: [] };
}

function tiltDeg(states: readonly SensorState[], { segmentToSensor }: SensorAlignment): number {
  const up = meanDirection(states.map((state) => state.acceleration));
  return angleBetween(up, column(quatToMatrix(segmentToSensor), 1)) * DEG_PER_RAD;
}

/** The earlier leg with the headings of this stand. */
function posed(
  earlier: LegCalibration,
  thigh: readonly SensorState[],
  shank: readonly SensorState[],
): LegCalibration {
  const thighFrame = quatToMatrix(earlier.thigh.segmentToSensor);
  const shankFrame = quatToMatrix(earlier.shank.segmentToSensor);
  const rightward = (states: readonly SensorState[], axis: Vec3): Vec3 =>
    meanDirection(states.map((state) => apply(quatToMatrix(state.orientation), axis)));
  const relativeHeadingRad = headingBetween(
    rightward(thigh, column(thighFrame, 2)),
    rightward(shank, column(shankFrame, 2)),
  );
  const last = thigh.length - 1;
  return {
    ...earlier,
    thigh: { ...earlier.thigh, gyroBiasRadps: meanBias(thigh) },
    shank: { ...earlier.shank, gyroBiasRadps: meanBias(shank) },
    relativeHeadingRad,
    relativeHeadingSdRad: RELATIVE_SD_RAD,
    legForwardRad: standingForwardRad(
      quatToMatrix(thigh[last].orientation),
      multiply(rotationZ(relativeHeadingRad), quatToMatrix(shank[last].orientation)),
      thighFrame,
      shankFrame,
    ),
  };
}

function meanBias(states: readonly SensorState[]): Vec3 {
  const sum = states.reduce<Vec3>(
    (total, state) => add(total, add(state.angularRate, state.gyroBias)),
    [0, 0, 0],
  );
  return scale(sum, 1 / states.length);
}
