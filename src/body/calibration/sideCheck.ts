import { DEG_PER_RAD, RAD_PER_DEG } from '../../geometry/angles.ts';
import { angleBetween, norm, type Vec3 } from '../../geometry/vector.ts';
import type { SideCheckResult } from '../../model/events.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import type { SensorState } from '../sensorState.ts';
import { verticalInSensor } from './segmentFrames.ts';

const MOVES_RADPS = 60 * RAD_PER_DEG;
const LIFTED_DEG = 20;
const DOWN_DEG = 15;
const TIMEOUT_S = 15;
/** A knee that is up for longer is judged while it is up, s. */
const LONGEST_LIFT_S = 3;

export interface SideCheckStep {
  readonly result: SideCheckResult;
  /** What was found and what to do. */
  readonly sentence: string;
}

export const LIFT_RIGHT_KNEE: SideCheckStep = {
  result: 'waiting',
  sentence: 'Stand still, then lift your right knee once and put the foot down again.',
};

const SENTENCES: Readonly<Record<Exclude<SideCheckResult, 'waiting'>, string>> = {
  right: 'The sensors are on the sides that the set-up says.',
  swapped:
    'The sensors that the set-up calls left moved: change right and left for each other in the set-up.',
  unclear:
    'It stayed unclear which leg was lifted: stand still, then lift the right knee alone, and start this check again.',
};

/** What one leg did since the check began. */
interface LegSeen {
  /** The vertical in the thigh's sensor at the start. */
  readonly up: Vec3;
  thighMoved: boolean;
  shankMoved: boolean;
  highestDeg: number;
  tiltDeg: number;
}

/**
 * Which side the sensors are on: the person lifts the right knee, and only that leg's sensors may
 * move. Squats cannot tell right from left. It needs no calibration.
 */
export class SideCheck {
  readonly #rateHz: number;
  readonly #legs = new Map<Side, LegSeen>();
  #frames = 0;
  #liftedFrames = 0;

  constructor(rateHz: number) {
    this.#rateHz = rateHz;
  }

  /**
   * @param legs those of which both sensors deliver
   * @returns the outcome, after which it is over; null until then
   */
  step(
    legs: readonly {
      readonly side: Side;
      readonly thigh: SensorState;
      readonly shank: SensorState;
    }[],
  ): SideCheckStep | null {
    for (const { side, thigh, shank } of legs) this.#see(side, thigh, shank);
    const lifted = SIDES.filter((side) => hasLifted(this.#legs.get(side)));
    if (lifted.length > 0) this.#liftedFrames++;
    const down = [...this.#legs.values()].every(({ tiltDeg }) => tiltDeg < DOWN_DEG);
    const over = down || this.#liftedFrames > LONGEST_LIFT_S * this.#rateHz;
    if (lifted.length > 0 && over) return this.#conclude(lifted);
    return ++this.#frames > TIMEOUT_S * this.#rateHz ? outcome('unclear') : null;
  }

  #see(side: Side, thigh: SensorState, shank: SensorState): void {
    const up = verticalInSensor(thigh);
    const seen = this.#legs.get(side) ?? {
      up,
      thighMoved: false,
      shankMoved: false,
      highestDeg: 0,
      tiltDeg: 0,
    };
    this.#legs.set(side, seen);
    seen.thighMoved ||= norm(thigh.angularRate) > MOVES_RADPS;
    seen.shankMoved ||= norm(shank.angularRate) > MOVES_RADPS;
    seen.tiltDeg = angleBetween(up, seen.up) * DEG_PER_RAD;
    seen.highestDeg = Math.max(seen.highestDeg, seen.tiltDeg);
  }

  #conclude(lifted: readonly Side[]): SideCheckStep {
    if (lifted.length > 1) return outcome('unclear');
    const [side] = lifted;
    const others = SIDES.flatMap((each) => (each === side ? [] : (this.#legs.get(each) ?? [])));
    const stood = others.every(
      ({ thighMoved, shankMoved, highestDeg }) =>
        !thighMoved && !shankMoved && highestDeg < LIFTED_DEG,
    );
    if (!stood) return outcome('unclear');
    return outcome(side === 'right' ? 'right' : 'swapped');
  }
}

/** The shank may hang still below a knee that goes up: its sensor need not turn. */
function hasLifted(seen: LegSeen | undefined): boolean {
  return seen?.thighMoved === true && seen.highestDeg > LIFTED_DEG;
}

function outcome(result: Exclude<SideCheckResult, 'waiting'>): SideCheckStep {
  return { result, sentence: SENTENCES[result] };
}
