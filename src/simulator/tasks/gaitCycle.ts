import { quinticStep } from '../quinticStep.ts';
import { PeriodicSpline } from './periodicSpline.ts';

/** Share of the cycle that a foot carries; the rest is swing. */
export const STANCE_SHARE = 0.62;

/** Phase of the cycle, thigh forward tilt, knee flexion, degrees; shapes, not norms. */
const KNOTS: readonly (readonly [number, number, number])[] = [
  [0, 28, 4],
  [0.1, 27, 17],
  [0.2, 19, 18],
  [0.3, 8, 10],
  [0.4, -3, 5],
  [0.5, -10, 9],
  [0.6, -7, 36],
  [0.65, 2, 52],
  [0.7, 12, 60],
  [0.75, 21, 57],
  [0.8, 28, 44],
  [0.85, 32, 27],
  [0.9, 33, 11],
  [0.95, 31, 3],
];

/** Toes up is positive: flat from loading to heel rise. */
const FOOT_KNOTS: readonly (readonly [number, number])[] = [
  [0, 16],
  [0.1, 0],
  [0.2, 0],
  [0.3, 0],
  [0.4, -3],
  [0.5, -20],
  [0.6, -50],
  [0.7, -45],
  [0.8, -12],
  [0.9, 10],
];

const THIGH = new PeriodicSpline(KNOTS.map(([phase, thigh]) => [phase, thigh]));
const KNEE = new PeriodicSpline(KNOTS.map(([phase, , knee]) => [phase, knee]));
const FOOT = new PeriodicSpline(FOOT_KNOTS);

/** One leg at a phase of its cycle, degrees. */
export interface GaitAngles {
  /** + knee forward of hip. */
  readonly thighTiltDeg: number;
  readonly kneeFlexionDeg: number;
  /** 0 in swing, 1 in the middle of stance. */
  readonly stanceShape: number;
}

/**
 * The third power of a half sine over stance: a half sine itself has corners where the foot comes
 * down and leaves, which a sensor would feel as blows.
 */
export function gaitAngles(phase: number): GaitAngles {
  const p = phase - Math.floor(phase);
  return {
    thighTiltDeg: THIGH.valueAt(p),
    kneeFlexionDeg: KNEE.valueAt(p),
    stanceShape: p < STANCE_SHARE ? Math.sin((Math.PI * p) / STANCE_SHARE) ** 3 : 0,
  };
}

export function footPitchDeg(phase: number): number {
  return FOOT.valueAt(phase);
}

/** Share of the body that this leg carries; the two of a body, half a cycle apart, make 1. */
export function carried(phase: number): number {
  const p = phase - Math.floor(phase);
  const both = STANCE_SHARE - 0.5;
  return quinticStep(p / both) - quinticStep((p - 0.5) / both);
}

/** The sole lies flat on the belt. */
export function soleFlat(phase: number): boolean {
  const p = phase - Math.floor(phase);
  return p >= 0.1 && p <= 0.38;
}
