import { DEG_PER_RAD, STANDARD_GRAVITY } from '../../geometry/angles.ts';
import { type Placement, placementOf, type Side } from '../../model/placement.ts';
import type { SensorState } from '../sensorState.ts';

/** Looser than the quality check, so that a person who sways is told so instead of waiting for ever. */
const MAX_RATE_SD_DPS = 2;
const MAX_FORCE_SD_MPS2 = 0.2;
/** A sensor as bought is off by 0.2 m/s² (20 mg) per axis and one standard deviation: five of them. */
const MAX_GRAVITY_ERROR_MPS2 = 1;

export interface StillnessFigures {
  /** Largest over the axes. */
  readonly rateSdDps: number;
  readonly forceSdMps2: number;
  readonly gravityMps2: number;
  readonly biasDps: number;
}

/** The figures of one sensor. */
export interface SensorStillness extends StillnessFigures {
  readonly placement: Placement;
}

/** How still one sensor was over `states`. */
export function stillness(states: readonly SensorState[]): StillnessFigures {
  const rate = [0, 1, 2].map((axis) =>
    meanAndSd(states, (state) => state.angularRate[axis] + state.gyroBias[axis]),
  );
  const force = [0, 1, 2].map((axis) => meanAndSd(states, (state) => state.acceleration[axis]));
  return {
    rateSdDps: Math.max(...rate.map(({ sd }) => sd)) * DEG_PER_RAD,
    forceSdMps2: Math.max(...force.map(({ sd }) => sd)),
    gravityMps2: Math.hypot(...force.map(({ mean }) => mean)),
    biasDps: Math.hypot(...rate.map(({ mean }) => mean)) * DEG_PER_RAD,
  };
}

/**
 * Of every sensor in every whole second, for the filter's bias estimate moves while it settles;
 * of less than a second as a whole.
 */
export function stillnessBySecond(
  frames: readonly (readonly {
    readonly side: Side;
    readonly thigh: SensorState;
    readonly shank: SensorState;
  }[])[],
  rateHz: number,
): SensorStillness[] {
  const window = Math.min(Math.round(rateHz), frames.length);
  const figures: SensorStillness[] = [];
  for (let start = 0; start + window <= frames.length; start += window) {
    const part = frames.slice(start, start + window);
    part[0].forEach(({ side }, leg) => {
      for (const segment of ['thigh', 'shank'] as const) {
        const found = stillness(part.map((frame) => frame[leg][segment]));
        figures.push({ ...found, placement: placementOf(side, segment) });
      }
    });
  }
  return figures;
}

export function isStill(figures: StillnessFigures): boolean {
  return (
    figures.rateSdDps < MAX_RATE_SD_DPS &&
    figures.forceSdMps2 < MAX_FORCE_SD_MPS2 &&
    hasGravity(figures)
  );
}

/** Whether what the sensor feels has about the size of gravity. */
export function hasGravity({ gravityMps2 }: StillnessFigures): boolean {
  return Math.abs(gravityMps2 - STANDARD_GRAVITY) < MAX_GRAVITY_ERROR_MPS2;
}

function meanAndSd(
  states: readonly SensorState[],
  value: (state: SensorState) => number,
): { mean: number; sd: number } {
  let sum = 0;
  let squares = 0;
  for (const state of states) {
    const v = value(state);
    sum += v;
    squares += v * v;
  }
  const mean = sum / states.length;
  return { mean, sd: Math.sqrt(Math.max(0, squares / states.length - mean * mean)) };
}
