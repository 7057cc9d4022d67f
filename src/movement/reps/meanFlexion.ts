import type { LegFrame } from '../../model/bodyFrame.ts';

/** Mean knee flexion over the legs, degrees; NaN where one has none. */
export function meanFlexionDeg(legs: readonly LegFrame[]): number {
  let sum = 0;
  for (const leg of legs) sum += leg.measures.kneeFlexionDeg;
  return sum / legs.length;
}
