import { SIDES, type Side } from '../../model/placement.ts';
import type { LegQualitySummary } from '../../reprocess/summary/recordingSummary.ts';
import type { Report } from '../report.ts';

type Told = Pick<Report, 'sets' | 'landings' | 'strides' | 'holds'>;

/** The legs that anything was told of, right first; both where nothing was. */
export function judgedSides({ sets, landings, strides, holds }: Told): readonly Side[] {
  const told = new Set<Side>([
    ...sets.flatMap(({ reps }) =>
      reps.flatMap(({ legs }) => legs.filter(({ judged }) => judged).map(({ side }) => side)),
    ),
    ...landings.flatMap(({ landing }) => landing.legs.map(({ side }) => side)),
    ...strides.map(({ stride }) => stride.side),
    ...holds.map(({ hold }) => hold.side),
  ]);
  return told.size === 0 ? SIDES : SIDES.filter((side) => told.has(side));
}

/** How sound the frames of those legs are: the leg in the air need not be. */
export function judgedQuality(
  report: Told & Pick<Report, 'quality'>,
): readonly LegQualitySummary[] {
  const sides = judgedSides(report);
  return report.quality.legs.filter(({ side, frames }) => frames > 0 && sides.includes(side));
}
