import type { Rep } from '../../model/movement.ts';
import { SIDES } from '../../model/placement.ts';
import type { DecisionTime } from './cueDecision.ts';
import type { TerminalLeg, TerminalResult } from './terminalCue.ts';

/**
 * A rep by the peaks of its legs. A leg whose headline cannot be stated at peak flexion has none:
 * where the knee is judged nobody saw it.
 */
export function resultOfRep(rep: Rep, time: DecisionTime): TerminalResult {
  return {
    ...time,
    endedUs: rep.endUs,
    legs: rep.legs.map(({ side, headlineAtPeakFlexion, headlinePeak, quality }) => ({
      side,
      value: headlineAtPeakFlexion === null ? null : headlinePeak,
      quality,
    })),
  };
}

/** A set by the mean peak of each leg over its counted reps. */
export function resultOfSet(reps: readonly TerminalResult[], time: DecisionTime): TerminalResult {
  const legs = SIDES.flatMap((side): TerminalLeg[] => {
    const values = reps.flatMap((rep) =>
      rep.legs.flatMap((leg) => (leg.side === side && leg.value !== null ? [leg.value] : [])),
    );
    if (values.length === 0) return [];
    const value = values.reduce((sum, each) => sum + each, 0) / values.length;
    return [{ side, value, quality: 'ok' }];
  });
  return { ...time, endedUs: null, legs };
}
