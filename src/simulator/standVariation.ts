import { SIDES, type Side, sideSign } from '../model/placement.ts';
import type { LegSway } from './legPosture.ts';
import type { Random } from './random.ts';
import type { SquatPlan } from './squatPlan.ts';
import { endOf } from './squatProfile.ts';

type Stand = Readonly<Record<Side, LegSway>>;

const STRAIGHT: LegSway = { shankTiltDeg: 0, thighTiltDeg: 0, leanDeg: 0 };
/** Of the lean of the whole body, a knee gives this share of its own. */
const KNEE_SHARE = 0.6;

/**
 * People do not stand the same twice: every set of movements ends in another stand, knees a
 * little bent and body a little leant. The first stand is straight, for the calibration that
 * takes it as zero.
 */
export class StandVariation {
  readonly #changes: readonly { readonly fromS: number; readonly toS: number }[];
  readonly #stands: readonly Stand[];

  /** @param sdDeg of each tilt and lean */
  constructor(random: Random, plan: SquatPlan, sdDeg: number) {
    const { movements, setStartS } = plan;
    // The pose changes in the last movement before each longer stand: end of calibration, of the set.
    const calibration = movements.filter(({ startS }) => startS < setStartS).at(-1);
    const last = movements.at(-1);
    const changing = [calibration, last].filter((movement) => movement !== undefined);
    this.#changes =
      sdDeg === 0
        ? []
        : [...new Set(changing)].map((movement) => ({
            fromS: movement.startS,
            toS: endOf(movement),
          }));
    const straight = { right: STRAIGHT, left: STRAIGHT };
    this.#stands = [straight, ...this.#changes.map(() => drawStand(random, sdDeg))];
  }

  at(planS: number, side: Side): LegSway {
    let stand = this.#stands[0][side];
    for (const [i, { fromS, toS }] of this.#changes.entries()) {
      const u = Math.max(0, Math.min(1, (planS - fromS) / (toS - fromS)));
      stand = between(stand, this.#stands[i + 1][side], u * u * u * (10 + u * (6 * u - 15)));
    }
    return stand;
  }
}

function drawStand(random: Random, sdDeg: number): Stand {
  const forward = sdDeg * random.gaussian();
  const rightward = sdDeg * random.gaussian();
  const [right, left] = SIDES.map((side): LegSway => {
    const bend = Math.abs(KNEE_SHARE * sdDeg * random.gaussian());
    return {
      shankTiltDeg: forward + bend,
      thighTiltDeg: bend - forward,
      leanDeg: -sideSign(side) * rightward,
    };
  });
  return { right, left };
}

function between(a: LegSway, b: LegSway, u: number): LegSway {
  return {
    shankTiltDeg: a.shankTiltDeg + u * (b.shankTiltDeg - a.shankTiltDeg),
    thighTiltDeg: a.thighTiltDeg + u * (b.thighTiltDeg - a.thighTiltDeg),
    leanDeg: a.leanDeg + u * (b.leanDeg - a.leanDeg),
  };
}
