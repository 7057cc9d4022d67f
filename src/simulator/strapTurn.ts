import { RAD_PER_DEG } from '../geometry/angles.ts';
import { rotationFromVector } from '../geometry/rotation.ts';
import { scale, type Vec3 } from '../geometry/vector.ts';
import type { Placement } from '../model/placement.ts';
import { quinticStep } from './quinticStep.ts';
import { Random } from './random.ts';
import type { SkinTurn } from './skinMotion.ts';

type TurnsDeg = Readonly<Partial<Record<Placement, Vec3>>>;

const TURN_S = 0.5;

/** One standard deviation of what a calibration leaves: about the long axis, and about the others. */
const LONG_SD_DEG = 3;
const OTHER_SD_DEG = 2;

/** Straps that turn by (x, y, z) degrees about segment axes and stay so from `atS` on. */
export function strapTurn(turnsDeg: TurnsDeg, atS: number): SkinTurn {
  return (placement, timeS) => {
    const turn = turnsDeg[placement];
    const share = turn ? quinticStep((timeS - atS) / TURN_S + 1) : 0;
    return turn && share > 0 ? rotationFromVector(scale(turn, share * RAD_PER_DEG)) : null;
  };
}

/** Turns as large as the errors that calibrations usually leave, for `strapTurnDeg`; `share` scales. */
export function drawStrapTurns(
  seed: number,
  placements: readonly Placement[],
  share = 1,
): TurnsDeg {
  return Object.fromEntries(
    placements.map((placement): [Placement, Vec3] => {
      const random = new Random(seed, `strap turn ${placement}`);
      const draw = (sdDeg: number) => share * sdDeg * random.gaussian();
      return [placement, [draw(OTHER_SD_DEG), draw(LONG_SD_DEG), draw(OTHER_SD_DEG)]];
    }),
  );
}
