import type { Headline } from '../../../../../../src/model/movement.ts';
import type {
  ComparisonAnswer,
  PairedLeg,
  PairedRep,
  PairedRepPlace,
} from '../../../../../../src/stream/answers/comparison.ts';
import { BandChip } from '../reps/BandChip.tsx';
import { amountText, cycleName, differenceText, errorOf } from '../reps/cycleWords.ts';
import { SIDES_ON_SCREEN } from '../reps/overlay.ts';

interface PairsTableProps {
  readonly reps: ComparisonAnswer['reps'];
  readonly headline: Headline;
}

/** What two processings made of each repetition of one session. */
export function PairsTable({ reps, headline }: PairsTableProps) {
  if (reps.length === 0) return null;
  const sets = new Set(reps.flatMap(({ first, second }) => (first ?? second)?.set ?? [])).size;
  return (
    <section class="beside-panel" aria-labelledby="beside-reps">
      <h3 id="beside-reps">
        Repetition by repetition <span class="soft">{headline.label} at peak flexion</span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys too. */}
      <div class="table-scroll" tabIndex={0}>
        <table class="pairs-table">
          <thead>
            <tr>
              <th scope="col">At</th>
              <th scope="col">Repetition</th>
              <th scope="col">Leg</th>
              <th scope="col">First</th>
              <th scope="col">Second</th>
              <th scope="col">Second less first</th>
            </tr>
          </thead>
          <tbody>
            {reps.flatMap((rep) =>
              SIDES_ON_SCREEN.flatMap((side) => {
                const leg = rep.legs.find((each) => each.side === side);
                return leg
                  ? [
                      <Row
                        key={`${rep.startS}${side}`}
                        rep={rep}
                        leg={leg}
                        sets={sets}
                        unit={headline.unit}
                      />,
                    ]
                  : [];
              }),
            )}
          </tbody>
        </table>
      </div>
      <p class="soft">
        ± is half the 95 % interval, where one is known; – cannot be stated. The difference has
        none: both are of the same packets.
      </p>
    </section>
  );
}

interface RowProps {
  readonly rep: PairedRep;
  readonly leg: PairedLeg;
  readonly sets: number;
  readonly unit: string;
}

function Row({ rep: { startS, first, second }, leg, sets, unit }: RowProps) {
  const difference = leg.first === null || leg.second === null ? null : leg.second - leg.first;
  return (
    <tr>
      <td>{startS.toFixed(1)} s</td>
      <th scope="row">{placeWords(first, second, sets)}</th>
      <td>{leg.side}</td>
      <td>
        {amountText(leg.first, unit)} {errorOf(leg.firstSd, unit)} <BandChip word={leg.firstBand} />
      </td>
      <td>
        {amountText(leg.second, unit)} {errorOf(leg.secondSd, unit)}{' '}
        <BandChip word={leg.secondBand} />
      </td>
      <td>{differenceText(difference, unit)}</td>
    </tr>
  );
}

/** `Rep 3`, and what sets the two apart. */
function placeWords(
  first: PairedRepPlace | null,
  second: PairedRepPlace | null,
  sets: number,
): string {
  const name = (place: PairedRepPlace) => cycleName({ ...place, side: null }, 'rep', sets);
  if (first === null) return second === null ? '' : `${name(second)}, in the second alone`;
  if (second === null) return `${name(first)}, in the first alone`;
  const uncounted = [
    ...(first.counted ? [] : ['first']),
    ...(second.counted ? [] : ['second']),
  ].join(' and ');
  const other =
    name(second) === name(first) ? '' : ` (${name(second).toLowerCase()} in the second)`;
  return `${name(first)}${other}${uncounted === '' ? '' : `, not counted in the ${uncounted}`}`;
}
