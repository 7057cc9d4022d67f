import { useMemo } from 'preact/hooks';
import type { Side } from '../../../../../../../src/model/placement.ts';
import type { RepCoursesAnswer } from '../../../../../../../src/stream/answers/repCourses.ts';
import { meanPose } from './legPose.ts';
import { PoseFigure } from './PoseFigure.tsx';

interface MeanFigureProps {
  readonly title: string;
  readonly answer: Pick<RepCoursesAnswer, 'cycles' | 'headline'>;
  /** Places in `cycles`; all that count where it is absent. */
  readonly shown?: ReadonlySet<number>;
  readonly sides: readonly Side[];
  readonly percent: number;
}

/** How the legs stood on average over the cycles that count. */
export function MeanFigure({ title, answer, shown, sides, percent }: MeanFigureProps) {
  const { cycles, headline } = answer;
  const poses = useMemo(
    () =>
      sides.flatMap((side) => {
        const legs = cycles.flatMap((cycle, i) =>
          cycle.counted && (shown?.has(i) ?? true)
            ? cycle.legs.filter((leg) => leg.side === side)
            : [],
        );
        return legs.length === 0 ? [] : (meanPose(legs, percent, headline.measure) ?? []);
      }),
    [cycles, shown, sides, percent, headline],
  );
  return <PoseFigure title={title} poses={poses} headline={headline} trusted />;
}
