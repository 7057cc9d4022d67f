import { RAD_PER_DEG } from '../geometry/angles.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { quinticStep } from './quinticStep.ts';
import { Random } from './random.ts';

const STRENGTH_UT = 48;
const DIP_RAD = 65 * RAD_PER_DEG;
/** Iron in the floor is no longer felt this high above it. */
const DISTURBED_UP_TO_M = 1;

/** The magnetic field of the room, µT in the ISB world at a place in metres. */
export type MagneticWorld = (placeM: Vec3) => Vec3;

/**
 * The earth's field, B (cos I cos ν, −sin I, cos I sin ν), and what iron in the floor adds in a
 * direction drawn from the seed.
 * @param northDeg ν: from the world's X to magnetic north, + towards Z
 * @param disturbanceUt at the floor, less with the height and none 1 m above
 */
export function magneticWorld(
  northDeg: number,
  disturbanceUt: number,
  seed: number,
): MagneticWorld {
  const north = northDeg * RAD_PER_DEG;
  const level = STRENGTH_UT * Math.cos(DIP_RAD);
  const field: Vec3 = [
    level * Math.cos(north),
    -STRENGTH_UT * Math.sin(DIP_RAD),
    level * Math.sin(north),
  ];
  if (disturbanceUt === 0) return () => field;
  const added = drawDirection(new Random(seed, 'magnetic disturbance'));
  return ([, heightM]) => {
    const share = disturbanceUt * (1 - quinticStep(heightM / DISTURBED_UP_TO_M));
    return [field[0] + share * added[0], field[1] + share * added[1], field[2] + share * added[2]];
  };
}

function drawDirection(random: Random): Vec3 {
  const y = random.uniform(-1, 1);
  const around = random.uniform(0, 2 * Math.PI);
  const level = Math.sqrt(1 - y * y);
  return [level * Math.cos(around), y, level * Math.sin(around)];
}
