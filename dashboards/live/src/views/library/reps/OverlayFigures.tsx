import { useMemo } from 'preact/hooks';
import type { Side } from '../../../../../../src/model/placement.ts';
import type {
  CycleKind,
  RepCoursesAnswer,
} from '../../../../../../src/stream/answers/repCourses.ts';
import { cycleName, KIND_WORDS, setCount, WHERE } from './cycleWords.ts';
import { poseAt } from './figure/legPose.ts';
import { MeanFigure } from './figure/MeanFigure.tsx';
import { PercentSlider } from './figure/PercentSlider.tsx';
import { PoseFigure } from './figure/PoseFigure.tsx';
import { furthestIn } from './overlay.ts';

interface OverlayFiguresProps {
  readonly answer: RepCoursesAnswer;
  readonly shown: ReadonlySet<number>;
  readonly sides: readonly Side[];
  readonly picked: number | null;
  readonly percent: number;
  readonly onPercent: (percent: number) => void;
}

const FURTHEST: Readonly<Record<CycleKind, string>> = {
  rep: ', furthest in at peak flexion',
  landing: ', furthest in',
  stride: '',
};

/** How the legs stood: in the one that is picked, else where a knee went furthest in, beside the mean. */
export function OverlayFigures(props: OverlayFiguresProps) {
  const { answer, shown, sides, picked, percent, onPercent } = props;
  const { cycles, headline, kind } = answer;
  // Nothing is judged of a stride.
  const furthest = useMemo(
    () => (kind === 'stride' ? null : furthestIn(answer, shown)),
    [answer, shown, kind],
  );
  const place = picked ?? furthest ?? Math.min(...shown);
  const cycle = Number.isFinite(place) ? (cycles[place] ?? null) : null;
  const poses = useMemo(
    () => cycle?.legs.flatMap((leg) => poseAt(leg, percent, headline.measure) ?? []) ?? [],
    [cycle, percent, headline],
  );
  if (kind === null) return null;
  const counted = [...shown].filter((i) => cycles[i].counted).length;
  const { one, many } = KIND_WORDS[kind];
  return (
    <section class="overlay-figures" aria-label="The legs from the front">
      <h3>
        From the front <span class="soft">{headline.label}</span>
      </h3>
      <div class="pose-figures">
        {cycle && (
          <PoseFigure
            title={`${cycleName(cycle, kind, setCount(answer))}${place === furthest ? FURTHEST[kind] : ''}`}
            poses={poses}
            headline={headline}
            banded={kind !== 'stride'}
            trusted={cycle.counted}
          />
        )}
        <MeanFigure
          title={`Mean of ${counted} ${counted === 1 ? one : many}`}
          answer={answer}
          shown={shown}
          sides={sides}
          percent={percent}
        />
      </div>
      <PercentSlider percent={percent} of={`the ${one}`} onPercent={onPercent} />
      <p class="soft">
        These values are without their error
        {kind === 'stride' ? '.' : `: the table below has it, ${WHERE[kind]}.`}
      </p>
    </section>
  );
}
