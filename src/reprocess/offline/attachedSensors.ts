import type { AttachedState, AttachedStates } from '../../body/attached/attachedState.ts';
import { Verticals } from '../../body/attached/verticals.ts';
import { type Placement, placementOf, type Side } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { Turn } from './recordingSurvey.ts';
import type { WholeRecording } from './wholeRecording.ts';

interface Worn {
  readonly sensorId: SensorId;
  readonly verticals: Verticals;
}

/** What feet and pelvis wear from frame to frame, as a pipeline follows it; asked for in order of time. */
export class AttachedSensors {
  readonly #whole: WholeRecording;
  readonly #turns: readonly Turn[];
  readonly #worn = new Map<Placement, Worn>();
  #next = 0;

  constructor(whole: WholeRecording, turns: readonly Turn[]) {
    this.#whole = whole;
    this.#turns = turns;
  }

  /** Goes on to the frame at `timeUs`. */
  at(timeUs: number): ReadonlyMap<Placement, AttachedState> {
    for (; this.#next < this.#turns.length; this.#next++) {
      const turn = this.#turns[this.#next];
      if (turn.timeUs > timeUs) break;
      if (turn.type === 'placed') this.#place(turn.sensorId, turn.placement);
    }
    const states = new Map<Placement, AttachedState>();
    for (const [placement, { sensorId, verticals }] of this.#worn) {
      const state = this.#whole.stateAt(sensorId, timeUs);
      if (state) verticals.see(timeUs, state);
      states.set(placement, { sensorId, state, verticals, seen: verticals.count });
    }
    return states;
  }

  #place(sensorId: SensorId, placement: Placement | null): void {
    for (const [taken, worn] of this.#worn) {
      if (worn.sensorId === sensorId || taken === placement) this.#worn.delete(taken);
    }
    if (placement === 'pelvis' || placement?.endsWith('_foot')) {
      this.#worn.set(placement, { sensorId, verticals: new Verticals() });
    }
  }
}

export function attachedOf(
  states: ReadonlyMap<Placement, AttachedState>,
  side: Side,
): AttachedStates {
  return {
    foot: states.get(placementOf(side, 'foot')) ?? null,
    pelvis: states.get('pelvis') ?? null,
  };
}
