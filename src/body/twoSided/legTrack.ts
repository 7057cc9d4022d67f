import type { SensorState } from '../sensorState.ts';

export interface LegStatePair {
  readonly thigh: SensorState;
  readonly shank: SensorState;
}

/** All that both sensors of a leg say in a recording, by instants of the frame grid. */
export interface LegTrack {
  readonly rateHz: number;
  /** Of each frame, ascending, µs. */
  readonly timesUs: Float64Array;
  /** Null where one of the two says nothing. Asked for in order. */
  statesAt(frame: number): LegStatePair | null;
}

/** A step between neighbouring frames beyond this many periods is a gap. */
const GAP_PERIODS = 1.5;

/** Whether frame `i` follows right behind the one before it. */
export function follows({ timesUs, rateHz }: LegTrack, i: number): boolean {
  return (timesUs[i] - timesUs[i - 1]) * rateHz < GAP_PERIODS * 1e6;
}
