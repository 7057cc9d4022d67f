import type { AssessmentId } from '../../model/assessment.ts';
import type { Headline } from '../../model/movement.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import { mean } from '../../signal/statistics.ts';
import { assessmentOf } from '../assessments/assessments.ts';
import { repsOf, statedBy } from '../metrics/legReps.ts';
import { headlineChange, shown } from './headlineChange.ts';
import type { ProgrammeHistory, SessionPart } from './history.ts';
import type { ProgrammeOptions } from './options.ts';
import type { Change } from './programmeCourse.ts';

/** As many as a mean is made of that is compared. */
const LEAST_REPS = 5;

interface Measured {
  readonly part: SessionPart;
  readonly mean: number;
}

/** What changed in each assessment that was done at least twice with five valid reps a leg. */
export function changesOf(history: ProgrammeHistory, options: ProgrammeOptions): Change[] {
  const found = new Map<string, { assessment: AssessmentId; side: Side; values: Measured[] }>();
  for (const { parts } of history) {
    for (const part of parts) {
      if (part.step !== null || part.assessment === null) continue;
      for (const side of SIDES) {
        const values = part.sets.flatMap(({ reps }) =>
          statedBy(repsOf(reps, side), ({ leg }) => leg.headlineAtPeakFlexion),
        );
        if (values.length < LEAST_REPS) continue;
        const key = `${part.assessment} ${side}`;
        const of = found.get(key) ?? { assessment: part.assessment, side, values: [] };
        found.set(key, of);
        of.values.push({ part, mean: mean(values.map(({ value }) => value)) });
      }
    }
  }
  return [...found.values()].flatMap(({ assessment, side, values }) => {
    const first = values[0];
    const last = values[values.length - 1];
    if (values.length < 2 || first.part.headline.measure !== last.part.headline.measure) return [];
    const { headline, task } = last.part;
    const least = headlineChange(headline, options.siteOf(task));
    return least === null
      ? []
      : [changeOf(assessment, side, first.mean, last.mean, headline, least.mdc95)];
  });
}

function changeOf(
  assessment: AssessmentId,
  side: Side,
  before: number,
  now: number,
  headline: Headline,
  mdc95: number,
): Change {
  const change = now - before;
  const isReal = Math.abs(change) >= mdc95;
  const verdict = isReal ? (change < 0 ? 'improved' : 'worse') : 'noTelling';
  const words = {
    improved: 'improved',
    worse: 'further in than at first',
    noTelling: `no change that can be told (${shown(mdc95, headline)} or more would be one)`,
  }[verdict];
  const sentence = `${assessmentOf(assessment).name}, ${side}: ${shown(before, headline)} at first, ${shown(now, headline)} now: ${words}`;
  return { assessment, side, change, mdc95, verdict, sentence };
}
