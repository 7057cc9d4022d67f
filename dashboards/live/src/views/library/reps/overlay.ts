import type { Side } from '../../../../../../src/model/placement.ts';
import type {
  CourseMeasure,
  Cycle,
  CycleLeg,
  RepCoursesAnswer,
} from '../../../../../../src/stream/answers/repCourses.ts';
import type { ChartLine, ChartMean } from './chart/chartLines.ts';
import { amountText, KIND_WORDS } from './cycleWords.ts';
import { courseXs, meanCourse, type TimeBase } from './timeBase.ts';

export const SIDES_ON_SCREEN = ['left', 'right'] as const satisfies readonly Side[];

/** Flexion is looked at beside the headline: without it nobody knows how deep it was. */
const BESIDE = 'kneeFlexionDeg';

/** The headline, and flexion beside it. */
export function firstMeasures({ measures }: RepCoursesAnswer): string[] {
  const keys = measures.map(({ key }) => key);
  return [...new Set([...keys.slice(0, 1), ...keys.filter((key) => key === BESIDE)])];
}

/** All that count. */
export function countedPlaces({ cycles }: Pick<RepCoursesAnswer, 'cycles'>): ReadonlySet<number> {
  return new Set(cycles.flatMap(({ counted }, i) => (counted ? [i] : [])));
}

/** Legs that any repetition has, left first. */
export function sidesOf({ cycles }: Pick<RepCoursesAnswer, 'cycles'>): Side[] {
  return SIDES_ON_SCREEN.filter((side) =>
    cycles.some(({ legs }) => legs.some((leg) => leg.side === side && leg.judged)),
  );
}

export function linesOf(
  { cycles }: Pick<RepCoursesAnswer, 'cycles'>,
  shown: ReadonlySet<number>,
  sides: readonly Side[],
  key: string,
  base: TimeBase,
): ChartLine[] {
  return cycles.flatMap((cycle, i) => {
    if (!shown.has(i)) return [];
    const xs = courseXs(cycle, base);
    return cycle.legs.flatMap((leg): ChartLine[] =>
      isDrawn(leg, sides)
        ? [{ cycle: i, side: leg.side, counted: cycle.counted, xs, ys: leg.courses[key] ?? [] }]
        : [],
    );
  });
}

/** Of the counted ones that are shown; none of a single one. Of two legs in one chart the right is dashed. */
export function meansOf(lines: readonly ChartLine[], sides: readonly Side[]): ChartMean[] {
  return sides.flatMap((side) => {
    const own = lines.filter((line) => line.side === side && line.counted);
    return own.length < 2
      ? []
      : [{ side, dashed: sides.length > 1 && side === 'right', points: meanCourse(own) }];
  });
}

/** What a chart shows, for whoever does not see it. */
export function chartInWords(
  { label, unit }: CourseMeasure,
  lines: readonly ChartLine[],
  means: readonly ChartMean[],
  kind: keyof typeof KIND_WORDS,
): string {
  const legs = new Set(lines.map(({ side }) => side));
  const parts = [...legs].map((side) => {
    const own = lines.filter((line) => line.side === side);
    const { one, many } = KIND_WORDS[kind];
    const points = means.find((mean) => mean.side === side)?.points ?? [];
    const stated = points.flatMap((point) => (point === null ? [] : [point.mean]));
    const range =
      stated.length === 0
        ? ''
        : `, mean from ${amountText(Math.min(...stated), unit)} to ${amountText(Math.max(...stated), unit)}`;
    return `${side} leg, ${own.length} ${own.length === 1 ? one : many}${range}`;
  });
  return `${label}: ${parts.join('; ') || 'nothing chosen'}. The table below has the figures.`;
}

/**
 * The counted one of those shown in which a knee was furthest in where it is judged: a rep at peak flexion,
 * a landing at its largest. null where none says.
 */
export function furthestIn(
  { cycles }: Pick<RepCoursesAnswer, 'cycles'>,
  shown: ReadonlySet<number>,
): number | null {
  let furthest: number | null = null;
  let most = Number.NEGATIVE_INFINITY;
  cycles.forEach((cycle, i) => {
    const value = shown.has(i) && cycle.counted ? furthestOf(cycle) : null;
    if (value === null || value <= most) return;
    most = value;
    furthest = i;
  });
  return furthest;
}

function furthestOf({ legs }: Cycle): number | null {
  const values = legs
    .filter(({ judged }) => judged)
    .flatMap(({ headline }) => headline?.value ?? []);
  return values.length === 0 ? null : Math.max(...values);
}

function isDrawn({ side, judged }: CycleLeg, sides: readonly Side[]): boolean {
  return judged && sides.includes(side);
}
