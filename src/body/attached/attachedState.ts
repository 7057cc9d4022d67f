import type { SensorId } from '../../model/sensor.ts';
import { keptState, type SensorState } from '../sensorState.ts';
import type { Verticals } from './verticals.ts';

/** A sensor worn on a foot or the pelvis at one instant of the grid. */
export interface AttachedState {
  readonly sensorId: SensorId;
  /** Null while it does not deliver. */
  readonly state: SensorState | null;
  /** How it moved since it was put on; another object each time it is. */
  readonly verticals: Verticals;
  /** How many of them there were at this instant. */
  readonly seen: number;
}

/** What a leg has beside thigh and shank; null where nothing is worn there. */
export interface AttachedStates {
  readonly foot: AttachedState | null;
  readonly pelvis: AttachedState | null;
}

export const NOTHING_ATTACHED: AttachedStates = { foot: null, pelvis: null };

/** The same to keep for seconds. */
export function keptAttached({ foot, pelvis }: AttachedStates): AttachedStates {
  return { foot: foot && kept(foot), pelvis: pelvis && kept(pelvis) };
}

function kept(attached: AttachedState): AttachedState {
  const { state } = attached;
  return { ...attached, state: state && keptState(state) };
}
