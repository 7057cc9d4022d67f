import type { SensorId } from '../../model/sensor.ts';
import type { SensorState } from '../sensorState.ts';

/** A sensor worn on a foot or the pelvis at one instant of the grid. */
export interface AttachedState {
  readonly sensorId: SensorId;
  /** Null while it does not deliver. */
  readonly state: SensorState | null;
}

/** What a leg has beside thigh and shank; null where nothing is worn there. */
export interface AttachedStates {
  readonly foot: AttachedState | null;
  readonly pelvis: AttachedState | null;
}

export const NOTHING_ATTACHED: AttachedStates = { foot: null, pelvis: null };

/** How far a segment has to tip until that tells which way is forward, degrees. */
export interface TipLimits {
  /** Less than this is not looked at. */
  readonly leastDeg: number;
  /** Once it was this much. */
  readonly tellingDeg: number;
}

/** A foot rolls by ten degrees and more to the side, but tips so far only as its heel rises. */
export const FOOT_TIP: TipLimits = { leastDeg: 15, tellingDeg: 20 };
/** A pelvis leans forward with the trunk in every squat. */
export const PELVIS_TIP: TipLimits = { leastDeg: 4, tellingDeg: 7 };
