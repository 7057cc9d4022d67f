import type { ResultCard } from '../../../../../src/movement/assessments/resultCard.ts';
import { SIDE_NAME } from '../sideName.ts';

const SCREEN_SIDES = ['left', 'right'] as const;

/** What no single trial states: of a walk, of holds, and the score of a step-down; one line each. */
export function summaryWords({ gait, holds, scores }: ResultCard): string[] {
  return [...gaitWords(gait), ...holdWords(holds), ...scoreWords(scores)];
}

function gaitWords(gait: ResultCard['gait']): string[] {
  if (gait === null) return [];
  const { cadencePerMin, stepS } = gait;
  const steps = `${cadencePerMin.toFixed(0)} steps a minute`;
  if (stepS === null) return [`${steps}.`];
  const { left, right, symmetryPct } = stepS;
  return [
    `${steps}; step left ${left.mean.toFixed(2)} s, right ${right.mean.toFixed(2)} s, right against left ${symmetryPct.toFixed(0)} %.`,
  ];
}

function holdWords(holds: ResultCard['holds']): string[] {
  if (holds === null) return [];
  return SCREEN_SIDES.flatMap((side) => {
    const { holds: count, bestHoldS, bestPeakShankTiltDeg, touchDowns } = holds.sides[side];
    if (count === 0) return [];
    const best =
      holds.kind === 'kneeToWall'
        ? bestPeakShankTiltDeg !== null && `deepest ${bestPeakShankTiltDeg.toFixed(0)}°`
        : bestHoldS !== null && `longest ${bestHoldS.toFixed(1)} s, touch-downs ${touchDowns}`;
    return [`${SIDE_NAME[side]}: ${count} held${best ? `, ${best}` : ''}.`];
  });
}

function scoreWords(scores: ResultCard['scores']): string[] {
  return scores.map(({ side, kneePoints, kneeInsideCm, total, word }) => {
    const name = SIDE_NAME[side];
    if (kneePoints === null || kneeInsideCm === null) return `Score, ${name}: not assessed.`;
    const knee = `knee ${kneePoints} of 2, ${kneeInsideCm.toFixed(1)} cm inside of the foot`;
    return total === null
      ? `Score, ${name}: ${knee}; no total until all that was watched is answered.`
      : `Score, ${name}: ${total} of 6, ${word}; ${knee}.`;
  });
}
