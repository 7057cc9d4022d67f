import type { LegPosture } from '../legPosture.ts';
import type { Person } from '../person.ts';
import { jointPeak, projectedPeak, type SquatDepth } from '../squatPeaks.ts';
import type { RepTaskOptions } from './repTaskOptions.ts';

/** What a task asks of its working leg. */
export type WorkingLeg = Pick<RepTaskOptions, 'side' | 'fppaDeg' | 'kneeValgusDeg' | 'toeOutDeg'>;

/** The working leg at its deepest in rep `rep`: as deep as `depth`, as far in as the options ask. */
export function workingPeak(
  person: Person,
  options: WorkingLeg,
  depth: SquatDepth,
  rep: number,
): LegPosture {
  const { side, fppaDeg, kneeValgusDeg, toeOutDeg } = options;
  const coupling = person.coupling[side];
  return kneeValgusDeg
    ? jointPeak(kneeValgusDeg[rep % kneeValgusDeg.length], depth, coupling)
    : projectedPeak(fppaDeg[rep % fppaDeg.length], depth, toeOutDeg[side], coupling, side);
}

/** The same leg with nothing asked of its knee, posed the same way so that it can pass into the peak. */
export function workingStart(person: Person, options: WorkingLeg, depth: SquatDepth): LegPosture {
  return workingPeak(
    person,
    { ...options, fppaDeg: [0], kneeValgusDeg: options.kneeValgusDeg && [0] },
    depth,
    0,
  );
}
