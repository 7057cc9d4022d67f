import type {
  CourseMeasure,
  CycleLeg,
  RepCoursesAnswer,
} from '../../../../../../src/stream/answers/repCourses.ts';
import { BandChip } from './BandChip.tsx';
import { amountText, bandWordOf, cycleName, errorOf, KIND_WORDS, setCount } from './cycleWords.ts';
import { legsOnScreen } from './PickedCycle.tsx';

interface CycleTableProps {
  readonly answer: RepCoursesAnswer;
  readonly shown: ReadonlySet<number>;
  readonly measures: readonly CourseMeasure[];
  readonly picked: number | null;
  readonly onPick: (cycle: number) => void;
}

/** The same in figures, for whoever reads rather than looks. */
export function CycleTable({ answer, shown, measures, picked, onPick }: CycleTableProps) {
  const { cycles, kind } = answer;
  if (kind === null) return null;
  const rows = cycles.flatMap((cycle, i) =>
    shown.has(i)
      ? legsOnScreen(cycle.legs).map((leg, at, legs) => ({
          cycle,
          leg,
          i,
          rows: at === 0 ? legs.length : 0,
        }))
      : [],
  );
  const sets = setCount(answer);
  const what = kind === 'stride' ? 'Largest in each' : 'Values at peak flexion of each';
  return (
    <section class="cycle-table" aria-label={`${what} ${KIND_WORDS[kind].one}`}>
      <h3>
        {what} {KIND_WORDS[kind].one}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys too. */}
      <div class="table-scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{kind.charAt(0).toUpperCase() + kind.slice(1)}</th>
              <th scope="col">Leg</th>
              {kind !== 'stride' && (
                <th scope="col">{kind === 'landing' ? 'Band of its largest' : 'Band'}</th>
              )}
              {measures.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cycle, leg, i, rows: spanned }) => (
              <tr key={`${i}${leg.side}`} data-picked={picked === i} data-cycle={i}>
                {spanned > 0 && (
                  <th scope="row" rowSpan={spanned}>
                    <button type="button" aria-pressed={picked === i} onClick={() => onPick(i)}>
                      {cycleName(cycle, kind, sets)}
                      {!cycle.counted && ' ×'}
                    </button>
                  </th>
                )}
                <td>{leg.side}</td>
                {kind !== 'stride' && (
                  <td>
                    <BandChip word={bandWordOf(leg, answer.headline)} />
                  </td>
                )}
                {measures.map((measure) => (
                  <td key={measure.key}>{cellText(leg, measure, kind === 'stride')}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="soft">
        {kind === 'stride'
          ? 'The largest values are without their error; – cannot be stated.'
          : '± is half the 95 % interval, where one is known; – cannot be stated.'}
      </p>
    </section>
  );
}

function cellText(leg: CycleLeg, { key, unit }: CourseMeasure, largest: boolean): string {
  if (!largest) {
    const stated = leg.atBottom[key] ?? null;
    return `${amountText(stated?.value ?? null, unit)} ${errorOf(stated?.sd ?? null, unit)}`.trim();
  }
  const values = (leg.courses[key] ?? []).filter((value) => value !== null);
  return amountText(values.length === 0 ? null : Math.max(...values), unit);
}
