import { Random } from '../random.ts';
import type { DeviceClock } from './sensorClock.ts';

/** The quartz behind a sensor's clock. */
export interface Crystal {
  /** Cut and ageing, ppm; fast when positive. */
  readonly skewPpm: number;
  /** Random walk, µs per square root of a second. */
  readonly walkUsPerRootS: number;
  /** Its temperature: from where it lay to where it is worn, by first order. */
  readonly startC: number;
  readonly wornC: number;
  readonly warmingS: number;
}

/** A tuning-fork quartz is fastest at 25 °C and slower by this much times the square beside it. */
const PARABOLA_PPM_PER_C2 = -0.035;
const TURNOVER_C = 25;

/** What a sensor may have at worst, ± ppm. */
export interface LargestErrors {
  /** Of its crystal; most are sold within 20, the protocol admits 40. */
  readonly skewPpm: number;
  /** Of its inertial unit's sampling rate, which has no crystal. */
  readonly ratePpm: number;
}

export const LARGEST_ERRORS: LargestErrors = Object.freeze({ skewPpm: 20, ratePpm: 10_000 });
const TWO_32 = 2 ** 32;

/**
 * A clock such as one finds in a sensor: taken from a room to the skin, its counter anywhere; and
 * the rate error of its inertial unit.
 */
export function drawDeviceClock(
  seed: number,
  label: string,
  largest: LargestErrors = LARGEST_ERRORS,
): DeviceClock {
  const random = new Random(seed, `crystal ${label}`);
  const crystal = {
    skewPpm: random.uniform(-largest.skewPpm, largest.skewPpm),
    walkUsPerRootS: 1,
    startC: random.uniform(18, 25),
    wornC: random.uniform(28, 34),
    warmingS: 300,
  };
  const offsetUs = Math.floor(random.uniform(0, TWO_32));
  const walk = new Random(seed, `crystal walk ${label}`);
  const oscillator = new Random(seed, `sampling rate ${label}`);
  const rateErrorPpm = oscillator.uniform(-largest.ratePpm, largest.ratePpm);
  return { ...crystalClock(crystal, offsetUs, walk), rateErrorPpm };
}

/**
 * The clock of a crystal. Its reading at an instant is the same whenever and in whatever order
 * instants are asked for.
 */
export function crystalClock(crystal: Crystal, offsetUs: number, random: Random): DeviceClock {
  const walk = [0];
  const walkedUs = (elapsedS: number) => {
    const whole = Math.floor(elapsedS);
    while (walk.length < whole + 2) {
      walk.push(walk[walk.length - 1]! + crystal.walkUsPerRootS * random.gaussian());
    }
    return walk[whole]! + (elapsedS - whole) * (walk[whole + 1]! - walk[whole]!);
  };
  return {
    skewPpm: crystal.skewPpm,
    offsetUs,
    wanderUs: (elapsedS) => (elapsedS > 0 ? walkedUs(elapsedS) + thermalUs(crystal, elapsedS) : 0),
  };
}

/** The parabola over the warming curve, integrated: µs gained since the start. */
function thermalUs({ startC, wornC, warmingS }: Crystal, elapsedS: number): number {
  const final = wornC - TURNOVER_C;
  const initial = startC - wornC;
  const left = Math.exp(-elapsedS / warmingS);
  const squaresS =
    final ** 2 * elapsedS +
    2 * final * initial * warmingS * (1 - left) +
    ((initial ** 2 * warmingS) / 2) * (1 - left ** 2);
  return PARABOLA_PPM_PER_C2 * squaresS;
}
