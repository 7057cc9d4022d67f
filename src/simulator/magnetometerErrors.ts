import type { Vec3 } from '../geometry/vector.ts';
import type { Random } from './random.ts';

const NOISE_UT = 0.6;
/** The sensor's own iron adds at most this. */
const HARD_IRON_UT = 15;
/** One standard deviation of each entry of the soft-iron matrix about the identity. */
const SOFT_IRON = 0.05;

/** How a magnetometer that nobody calibrated departs from the truth; call once per reading. */
export class MagnetometerErrors {
  private readonly random: Random;
  private readonly hardIron: Vec3;
  private readonly softIron: readonly number[];

  constructor(random: Random) {
    const perAxis = HARD_IRON_UT / Math.sqrt(3);
    const iron = () => random.uniform(-perAxis, perAxis);
    this.random = random;
    this.hardIron = [iron(), iron(), iron()];
    this.softIron = Array.from(
      { length: 9 },
      (_, i) => (i % 4 === 0 ? 1 : 0) + SOFT_IRON * random.gaussian(),
    );
  }

  /** What it reads of a field in sensor axes, µT. */
  read(field: Vec3): Vec3 {
    const axis = (i: 0 | 1 | 2) =>
      this.softIron[3 * i] * field[0] +
      this.softIron[3 * i + 1] * field[1] +
      this.softIron[3 * i + 2] * field[2] +
      this.hardIron[i] +
      NOISE_UT * this.random.gaussian();
    return [axis(0), axis(1), axis(2)];
  }
}
