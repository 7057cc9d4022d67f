import type {
  CourseMeasure,
  Cycle,
  CycleKind,
  CycleLeg,
  RepCoursesAnswer,
} from '../../../../../../src/stream/answers/repCourses.ts';
import { BandChip } from './BandChip.tsx';
import {
  amountText,
  bandWordOf,
  cycleName,
  errorOf,
  setCount,
  sideTitle,
  WHERE,
} from './cycleWords.ts';

interface PickedCycleProps {
  readonly answer: RepCoursesAnswer;
  readonly cycle: Cycle | null;
  readonly measures: readonly CourseMeasure[];
  readonly onStep: (by: 1 | -1) => void;
  readonly onReplay: (cycle: Cycle) => void;
}

/** The repetition that was picked: its band, its values with their error, the way to its replay. */
export function PickedCycle({ answer, cycle, measures, onStep, onReplay }: PickedCycleProps) {
  const { kind } = answer;
  if (kind === null) return null;
  return (
    <section class="picked-cycle" aria-label={`The ${kind} that is picked`}>
      <div class="picked-head">
        <h3 aria-live="polite">
          {cycle === null ? `Pick a ${kind}` : cycleName(cycle, kind, setCount(answer))}
          {cycle && !cycle.counted && <span class="not-counted"> × not counted</span>}
        </h3>
        <div class="picked-steps">
          <button type="button" aria-label={`The ${kind} before`} onClick={() => onStep(-1)}>
            ‹
          </button>
          <button type="button" aria-label={`The next ${kind}`} onClick={() => onStep(1)}>
            ›
          </button>
          <button type="button" disabled={cycle === null} onClick={() => cycle && onReplay(cycle)}>
            See it in the replay
          </button>
        </div>
      </div>
      {cycle === null ? (
        <p class="soft">Point at a line, or use the arrow keys while a chart has the focus.</p>
      ) : (
        <>
          {cycle.whyNot && <p>Not counted: {cycle.whyNot}.</p>}
          <p class="soft">
            {(cycle.endS - cycle.startS).toFixed(2)} s long, from {cycle.startS.toFixed(1)} s of the
            recording
          </p>
          <div class="picked-legs">
            {legsOnScreen(cycle.legs).map((leg) => (
              <PickedLeg key={leg.side} leg={leg} answer={answer} measures={measures} kind={kind} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

interface PickedLegProps {
  readonly leg: CycleLeg;
  readonly answer: RepCoursesAnswer;
  readonly measures: readonly CourseMeasure[];
  readonly kind: CycleKind;
}

function PickedLeg({ leg, answer: { headline }, measures, kind }: PickedLegProps) {
  return (
    <div class="picked-leg">
      <h4>
        {sideTitle(leg.side)} {!leg.judged && <span class="soft">not judged</span>}
      </h4>
      <BandChip word={bandWordOf(leg, headline)} />
      {kind !== 'stride' && (
        <dl>
          {measures.map(({ key, label, unit }) => {
            const stated = leg.atBottom[key] ?? null;
            return (
              <div key={key}>
                <dt>
                  {label} <span class="soft">{WHERE[kind]}</span>
                </dt>
                <dd>
                  {stated === null ? 'cannot be stated' : amountText(stated.value, unit)}{' '}
                  <span class="soft">{stated && errorOf(stated.sd, unit)}</span>
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </div>
  );
}

/** Left first, as everywhere on screen. */
export function legsOnScreen(legs: readonly CycleLeg[]): readonly CycleLeg[] {
  return [...legs].sort((a, b) => a.side.localeCompare(b.side));
}
