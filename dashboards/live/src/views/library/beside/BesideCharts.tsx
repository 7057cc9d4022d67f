import { useMemo, useState } from 'preact/hooks';
import type { Side } from '../../../../../../src/model/placement.ts';
import type { RepCoursesAnswer } from '../../../../../../src/stream/answers/repCourses.ts';
import { CourseChart } from '../reps/chart/CourseChart.tsx';
import type { ChartLine } from '../reps/chart/chartLines.ts';
import { amountText, KIND_WORDS, sideTitle, unitName } from '../reps/cycleWords.ts';
import { MeanFigure } from '../reps/figure/MeanFigure.tsx';
import { PercentSlider } from '../reps/figure/PercentSlider.tsx';
import { countedPlaces, linesOf, sidesOf } from '../reps/overlay.ts';
import { meanCourse } from '../reps/timeBase.ts';
import { WhichSwatch } from './BesideHead.tsx';

const NO_LINES: readonly ChartLine[] = [];

interface BesideChartsProps {
  readonly first: RepCoursesAnswer;
  readonly second: RepCoursesAnswer;
}

/** The mean courses of both in one chart, and how the legs stood in each, by one slider. */
export function BesideCharts({ first, second }: BesideChartsProps) {
  const sides = useMemo(
    () => sidesOf(first).filter((side) => sidesOf(second).includes(side)),
    [first, second],
  );
  const measures = first.measures.filter(({ key }) =>
    second.measures.some((each) => each.key === key),
  );
  const [side, setSide] = useState<Side | undefined>(sides[0]);
  const [key, setKey] = useState(measures[0]?.key);
  const [percent, setPercent] = useState(50);
  const measure = measures.find((each) => each.key === key) ?? measures[0];
  const kind = first.kind;
  const means = useMemo(() => {
    if (!measure || !side) return [];
    return [first, second].map((answer, i) => {
      const lines = linesOf(answer, countedPlaces(answer), [side], measure.key, 'percent');
      return { side, dashed: i === 1, points: meanCourse(lines), of: lines.length };
    });
  }, [first, second, measure?.key, side]);
  if (kind === null || kind !== second.kind) {
    return (
      <section class="beside-panel">
        <p>
          {kind === null || second.kind === null
            ? 'One of the two has nothing that can be laid over one another.'
            : `The first has ${KIND_WORDS[kind].many}, the second ${KIND_WORDS[second.kind].many}: their courses are not of the same thing and are not drawn together.`}
        </p>
      </section>
    );
  }
  if (!measure || !side) {
    return (
      <section class="beside-panel">
        <p>The two have no leg in common, so there is nothing to draw together.</p>
      </section>
    );
  }
  const alikeBands =
    first.headline.measure === second.headline.measure &&
    first.headline.bandEdges.join() === second.headline.bandEdges.join();
  const isHeadline = measure.key === first.headline.measure && kind !== 'stride';
  const [a, b] = means.map(
    ({ of }) => `${of} ${of === 1 ? KIND_WORDS[kind].one : KIND_WORDS[kind].many}`,
  );
  return (
    <section class="beside-panel" aria-label="Means of both">
      <div class="base-selects">
        <label>
          <span>Measure</span>
          <select value={measure.key} onChange={(event) => setKey(event.currentTarget.value)}>
            {measures.map((each) => (
              <option key={each.key} value={each.key}>
                {each.label}
              </option>
            ))}
          </select>
        </label>
        <fieldset class="leg-switch">
          <legend>Leg</legend>
          {sides.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === side}
              onClick={() => setSide(each)}
            >
              {sideTitle(each)}
            </button>
          ))}
        </fieldset>
      </div>
      <CourseChart
        title={`${measure.label}, ${sideTitle(side).toLowerCase()}`}
        unit={unitName(measure.unit)}
        inWords={`${measure.label}, ${side} leg. First: mean of ${a}${atWords(means[0]?.points[percent]?.mean, measure.unit, percent)}. Second: mean of ${b}${atWords(means[1]?.points[percent]?.mean, measure.unit, percent)}.`}
        lines={NO_LINES}
        means={means}
        bands={isHeadline && alikeBands ? first.headline : null}
        xUnit="%"
        markX={percent}
      />
      <ul class="leg-key">
        <li>
          <WhichSwatch which="first" /> First, mean of {a} ± 1 SD
        </li>
        <li>
          <WhichSwatch which="second" /> Second, mean of {b} ± 1 SD
        </li>
      </ul>
      {isHeadline && !alikeBands && (
        <p class="soft">The two have other bands, so none are drawn behind the lines.</p>
      )}
      <div class="pose-figures">
        <MeanFigure title="First, mean" answer={first} sides={sides} percent={percent} />
        <MeanFigure title="Second, mean" answer={second} sides={sides} percent={percent} />
      </div>
      <PercentSlider percent={percent} of={`the ${KIND_WORDS[kind].one}`} onPercent={setPercent} />
      <p class="soft">
        The values under the figures are means without their error; the field around each line is
        how far its {KIND_WORDS[kind].many} lie apart.
      </p>
    </section>
  );
}

function atWords(value: number | undefined, unit: string, percent: number): string {
  return value === undefined ? '' : `, ${amountText(value, unit)} at ${percent} %`;
}
