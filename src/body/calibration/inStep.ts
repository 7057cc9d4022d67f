import { quatSlerp } from '../../geometry/quaternion.ts';
import { norm, type Vec3 } from '../../geometry/vector.ts';
import type { SensorState } from '../sensorState.ts';
import { meanDirection } from './segmentFrames.ts';
import { findSensorOffset, type SensorOffset } from './sensorOffset.ts';

const ACTIVE_RADPS = 0.5;
/** An offset is set right where it is surely there, and no frame waits for longer than this, ms. */
const SURE_SDS = 3;
const LEAST_MS = 3;
export const MOST_APPLIED_MS = 40;

export interface PairInStep {
  readonly thigh: readonly SensorState[];
  readonly shank: readonly SensorState[];
  /** What was found; null where it cannot be told. */
  readonly offset: SensorOffset | null;
  /** By how much the shank's states were taken later (negative: the thigh's), ms; 0 as a rule. */
  readonly appliedMs: number;
}

/**
 * The two sensors of a leg on one time: where one is late for certain, its states are taken that
 * much later.
 * @param thigh, shank quiet standing, then movement, one state per frame
 */
export function inStep(
  thigh: readonly SensorState[],
  shank: readonly SensorState[],
  standingFrames: number,
  rateHz: number,
): PairInStep {
  const active = thigh.map((state, i) => {
    const rate = Math.max(norm(state.angularRate), norm(shank[i].angularRate));
    return i >= standingFrames && rate > ACTIVE_RADPS;
  });
  const up = (states: readonly SensorState[]): Vec3 =>
    meanDirection(states.slice(0, standingFrames).map((state) => state.acceleration));
  const offset = findSensorOffset(thigh, shank, active, rateHz, up(thigh), up(shank));
  const appliedMs = offset === null ? 0 : appliedOf(offset);
  return { ...shiftedApart(thigh, shank, appliedMs, rateHz), offset, appliedMs };
}

/** The later-stamped of the two read ahead by an offset, so that both tell of one instant. */
export function shiftedApart(
  thigh: readonly SensorState[],
  shank: readonly SensorState[],
  appliedMs: number,
  rateHz: number,
): Pick<PairInStep, 'thigh' | 'shank'> {
  const frames = (appliedMs * rateHz) / 1000;
  return {
    thigh: frames < 0 ? readAhead(thigh, -frames) : thigh,
    shank: frames > 0 ? readAhead(shank, frames) : shank,
  };
}

function appliedOf({ offsetMs, sdMs }: SensorOffset): number {
  const size = Math.abs(offsetMs);
  const isSure = size > SURE_SDS * sdMs && size > LEAST_MS;
  return isSure && size <= MOST_APPLIED_MS ? offsetMs : 0;
}

/** The states `frames` later; the last one stands for what lies beyond it. */
function readAhead(states: readonly SensorState[], frames: number): SensorState[] {
  const whole = Math.floor(frames);
  const u = frames - whole;
  const last = states.length - 1;
  return states.map((_, i) =>
    between(states[Math.min(last, i + whole)], states[Math.min(last, i + whole + 1)], u),
  );
}

function between(a: SensorState, b: SensorState, u: number): SensorState {
  return {
    orientation: quatSlerp(a.orientation, b.orientation, u),
    acceleration: mix(a.acceleration, b.acceleration, u),
    angularRate: mix(a.angularRate, b.angularRate, u),
    gyroBias: mix(a.gyroBias, b.gyroBias, u),
    quality: a.quality | b.quality,
  };
}

function mix(a: Vec3, b: Vec3, u: number): Vec3 {
  return [a[0] + u * (b[0] - a[0]), a[1] + u * (b[1] - a[1]), a[2] + u * (b[2] - a[2])];
}
