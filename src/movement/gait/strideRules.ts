import type { GaitSettings } from '../thresholds.ts';
import type { FootContact } from './strideDetector.ts';

/**
 * Why what lies between two contacts of a foot is no stride of steady walking.
 * @returns a sentence with the figure and the valid one; null where it is a stride
 */
export function strideProblem(
  from: FootContact,
  to: FootContact,
  { strideS: [shortestS, longestS], swingPct: [leastPct, mostPct] }: GaitSettings,
): string | null {
  const strideS = (to.initialContactUs - from.initialContactUs) / 1e6;
  if (strideS < shortestS || strideS > longestS) {
    return `Took ${strideS.toFixed(2)} s; a stride takes ${shortestS} to ${longestS} s.`;
  }
  if (to.toeOffUs === null || to.toeOffUs <= from.initialContactUs) {
    return 'No toe-off was seen between its two contacts.';
  }
  const swingPct = (to.initialContactUs - to.toeOffUs) / (1e4 * strideS);
  if (swingPct < leastPct || swingPct > mostPct) {
    return `Swing was ${swingPct.toFixed(0)} % of it; it is ${leastPct} to ${mostPct} % in walking.`;
  }
  return null;
}
