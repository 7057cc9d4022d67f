import type { Random } from './random.ts';
import type { SquatDepth } from './squatPeaks.ts';
import type { RepTiming } from './tempo.ts';

/** Seconds of each phase. */
export type Tempo = Omit<RepTiming, 'startS'>;

/** Tempo and depth of each movement differ by up to this share from those asked for. */
const VARIATION = 0.05;

/** A movement that begins at `startS`, about as fast as `tempo`. */
export function varyTiming(random: Random, startS: number, tempo: Tempo): RepTiming {
  const factor = vary(random);
  return {
    startS,
    descentS: tempo.descentS * factor,
    holdS: tempo.holdS * factor,
    ascentS: tempo.ascentS * factor,
    pauseS: tempo.pauseS * factor,
  };
}

export function varyDepth(random: Random, depth: SquatDepth): SquatDepth {
  return deeper(depth, vary(random));
}

/** A knee flexion of which shank and thigh show the shares that `depth` gives them. */
export function askedDepth(depth: SquatDepth, flexionDeg: number): SquatDepth {
  return deeper(depth, flexionDeg / (depth.shankTiltDeg + depth.thighTiltDeg));
}

function deeper({ shankTiltDeg, thighTiltDeg }: SquatDepth, factor: number): SquatDepth {
  return { shankTiltDeg: factor * shankTiltDeg, thighTiltDeg: factor * thighTiltDeg };
}

function vary(random: Random): number {
  return random.uniform(1 - VARIATION, 1 + VARIATION);
}
