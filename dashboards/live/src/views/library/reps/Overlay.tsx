import { useMemo, useState } from 'preact/hooks';
import type { Cycle, RepCoursesAnswer } from '../../../../../../src/stream/answers/repCourses.ts';
import { usePage } from '../../../store/storeContext.ts';
import type { ViewChoice } from '../../viewChoice.ts';
import { BaseSelects, type LegLayout } from './BaseSelects.tsx';
import { CyclePicker } from './CyclePicker.tsx';
import { CycleTable } from './CycleTable.tsx';
import { KIND_WORDS } from './cycleWords.ts';
import { LegKey } from './LegKey.tsx';
import { MeasurePicker } from './MeasurePicker.tsx';
import { OverlayCharts } from './OverlayCharts.tsx';
import { OverlayFigures } from './OverlayFigures.tsx';
import { countedPlaces, firstMeasures, sidesOf } from './overlay.ts';
import { PickedCycle } from './PickedCycle.tsx';
import type { TimeBase } from './timeBase.ts';
import { watchAt } from './watchAt.ts';

interface OverlayProps {
  readonly answer: RepCoursesAnswer;
  readonly choice: ViewChoice;
}

/** The charts of the repetitions that are chosen, the one that is picked, and how the legs stood. */
export function Overlay({ answer, choice }: OverlayProps) {
  const { store } = usePage();
  const [shown, setShown] = useState(() => countedPlaces(answer));
  const [chosen, setChosen] = useState<readonly string[]>(() => firstMeasures(answer));
  const [base, setBase] = useState<TimeBase>('percent');
  const [layout, setLayout] = useState<LegLayout>('apart');
  const [picked, setPicked] = useState<number | null>(null);
  const [percent, setPercent] = useState(() => bottomPct(answer));
  const sides = useMemo(() => sidesOf(answer), [answer]);
  const measures = answer.measures.filter(({ key }) => chosen.includes(key));
  const kind = answer.kind ?? 'rep';
  const step = (by: 1 | -1) => {
    const places = [...shown].sort((a, b) => a - b);
    const at = picked === null ? -1 : places.indexOf(picked);
    const next = at < 0 ? (by > 0 ? 0 : places.length - 1) : at + by;
    setPicked(places[Math.min(places.length - 1, Math.max(0, next))] ?? null);
  };
  const show = (next: ReadonlySet<number>) => {
    setShown(next);
    if (picked !== null && !next.has(picked)) setPicked(null);
  };
  const replay = ({ startS }: Cycle) => {
    watchAt(store, answer.id, startS - answer.replayFromS);
    choice.choose('live');
  };
  return (
    <>
      <div class="overlay-controls">
        <MeasurePicker measures={answer.measures} chosen={chosen} onChosen={setChosen} />
        <BaseSelects
          kind={kind}
          base={base}
          onBase={setBase}
          layout={layout}
          onLayout={setLayout}
        />
        <CyclePicker answer={answer} shown={shown} onShown={show} />
      </div>
      {answer.leftOut > 0 && (
        <p class="reps-note">
          The first {answer.cycles.length} are here; {answer.leftOut} later ones are left out.
        </p>
      )}
      <section
        class="course-charts"
        data-count={measures.length * (layout === 'apart' ? sides.length : 1)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys pick a repetition here.
        tabIndex={0}
        aria-label={`Charts. The left and right arrow keys pick a ${KIND_WORDS[kind].one}.`}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
          step(event.key === 'ArrowRight' ? 1 : -1);
          event.preventDefault();
        }}
      >
        {measures.map((measure) => (
          <OverlayCharts
            key={measure.key}
            answer={answer}
            measure={measure}
            shown={shown}
            sides={sides}
            base={base}
            layout={layout}
            picked={picked}
            onPick={setPicked}
            percent={percent}
          />
        ))}
      </section>
      <LegKey sides={sides} />
      <div class="overlay-below">
        <PickedCycle
          answer={answer}
          cycle={picked === null ? null : (answer.cycles[picked] ?? null)}
          measures={measures}
          onStep={step}
          onReplay={replay}
        />
        <OverlayFigures
          answer={answer}
          shown={shown}
          sides={sides}
          picked={picked}
          percent={percent}
          onPercent={setPercent}
        />
      </div>
      <CycleTable
        answer={answer}
        shown={shown}
        measures={measures}
        picked={picked}
        onPick={setPicked}
      />
    </>
  );
}

/** Where the knees are bent most, on average; the middle where nothing says. */
function bottomPct({ cycles }: RepCoursesAnswer): number {
  const known = cycles.flatMap(({ bottomPct: at }) => at ?? []);
  if (known.length === 0) return 50;
  return Math.round(known.reduce((sum, at) => sum + at, 0) / known.length);
}
