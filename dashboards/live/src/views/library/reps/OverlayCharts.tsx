import { useMemo } from 'preact/hooks';
import type { Side } from '../../../../../../src/model/placement.ts';
import type {
  CourseMeasure,
  RepCoursesAnswer,
} from '../../../../../../src/stream/answers/repCourses.ts';
import type { LegLayout } from './BaseSelects.tsx';
import { CourseChart } from './chart/CourseChart.tsx';
import { valueSpan } from './chart/scales.ts';
import { sideTitle, unitName } from './cycleWords.ts';
import { chartInWords, linesOf, meansOf } from './overlay.ts';
import type { TimeBase } from './timeBase.ts';

interface OverlayChartsProps {
  readonly answer: RepCoursesAnswer;
  readonly measure: CourseMeasure;
  readonly shown: ReadonlySet<number>;
  readonly sides: readonly Side[];
  readonly base: TimeBase;
  readonly layout: LegLayout;
  readonly picked: number | null;
  readonly onPick: (cycle: number) => void;
  readonly percent: number;
}

/** The charts of one measure: one for each leg to the same scale, or one for both. */
export function OverlayCharts(props: OverlayChartsProps) {
  const { answer, measure, shown, sides, base, layout, picked, onPick, percent } = props;
  const { headline, kind } = answer;
  const bands = measure.key === headline.measure && kind !== 'stride' ? headline : null;
  const charts = useMemo(() => {
    const groups = layout === 'apart' ? sides.map((side) => [side]) : [sides];
    return groups.map((group) => {
      const lines = linesOf(answer, shown, group, measure.key, base);
      return { group, lines, means: meansOf(lines, group) };
    });
  }, [answer, shown, sides, base, layout, measure.key]);
  const span = useMemo(
    () =>
      valueSpan(
        charts.flatMap(({ lines }) => lines),
        charts.flatMap(({ means }) => means),
        bands?.bandEdges ?? null,
      ),
    [charts, bands],
  );
  return (
    <>
      {charts.map(({ group, lines, means }) => (
        <CourseChart
          key={group.join()}
          title={
            group.length === 1
              ? `${measure.label}, ${sideTitle(group[0]).toLowerCase()}`
              : measure.label
          }
          unit={unitName(measure.unit)}
          inWords={chartInWords(measure, lines, means, kind ?? 'rep')}
          lines={lines}
          means={means}
          bands={bands}
          xUnit={base === 'percent' ? '%' : 's'}
          span={span}
          markX={base === 'percent' ? percent : null}
          picked={picked}
          onPick={onPick}
        />
      ))}
    </>
  );
}
