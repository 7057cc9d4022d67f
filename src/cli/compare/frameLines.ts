import type {
  FramesChange,
  MeasureChange,
  QualityChange,
} from '../../reprocess/compare/comparison.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { type At, andMore, percent, shortened, shownDifference, shownNumber } from './shown.ts';

/** More of them would hide the rest; `--json` has all. */
const MEASURES_SHOWN = 12;
const FLAGS_SHOWN = 2;

/** The frames that both have, and what differs in them. */
export function frameLines(frames: FramesChange, at: At): string[] {
  const { inBoth, onlyA, onlyB, sameBody, same, measures, quality } = frames;
  if (inBoth + onlyA + onlyB === 0) return ['frames: none in either'];
  const alone = onlyA + onlyB === 0 ? '' : `, ${onlyA} only in A, ${onlyB} only in B`;
  const first = `frames: ${inBoth} in both${alone}; ${sameBody === inBoth ? 'all' : sameBody} of them the same`;
  const late =
    same < sameBody ? [`  of these ${sameBody - same} were complete at another time`] : [];
  return [
    first,
    ...late,
    ...legLines(frames),
    ...measureLines(measures, at),
    ...qualityLines(quality),
  ];
}

function legLines({ legsOnlyA, legsOnlyB }: FramesChange): string[] {
  return legsOnlyA + legsOnlyB === 0
    ? []
    : [`  a leg is in A alone in ${legsOnlyA} frames, in B alone in ${legsOnlyB}`];
}

function measureLines(measures: readonly MeasureChange[], at: At): string[] {
  if (measures.length === 0) return [];
  const shown = measures.slice(0, MEASURES_SHOWN);
  const mostOnlyA = Math.max(...measures.map(({ onlyA }) => onlyA));
  const mostOnlyB = Math.max(...measures.map(({ onlyB }) => onlyB));
  const isStatedElsewhere = mostOnlyA + mostOnlyB > 0;
  return [
    ...(isStatedElsewhere
      ? [`  measures stated in one alone: A in up to ${mostOnlyA} frames, B in up to ${mostOnlyB}`]
      : []),
    ...alignedTable([
      ['  measure', 'largest', 'at s', 'RMS', 'differ in'],
      ...shown.map(({ side, measure, unit, largest, rms, framesDiffering, frames }) => [
        `  ${side} ${shortened(measure, 24)}`,
        largest === null ? '-' : `${shownDifference(largest.difference)} ${unit}`.trim(),
        largest === null ? '-' : at(largest.timeUs),
        rms === null ? '-' : shownNumber(rms),
        percent(framesDiffering, frames),
      ]),
    ]),
    ...andMore(measures.length - shown.length),
  ];
}

function qualityLines(quality: readonly QualityChange[]): string[] {
  if (quality.length === 0) return [];
  return alignedTable([
    ['  flags', 'differ in', 'flagged only', 'by'],
    ...quality.map(
      ({ side, group, framesDiffering, frames, flaggedOnlyA, flaggedOnlyB, flags }) => [
        `  ${side} ${group}`,
        percent(framesDiffering, frames),
        `A ${flaggedOnlyA}, B ${flaggedOnlyB}`,
        flags
          .slice(0, FLAGS_SHOWN)
          .map(({ flag }) => flag)
          .join(', '),
      ],
    ),
  ]);
}
