import { REP_TARGET } from '../../store/livePreferences.ts';
import type { MovementKind } from '../../store/movementKind.ts';
import { type FigureRow, resultFigures } from '../../store/resultFigures.ts';
import { usePage } from '../../store/storeContext.ts';
import { SIDE_NAME } from '../sideName.ts';
import { Count } from './Count.tsx';
import { useTarget } from './useTarget.ts';

/** In the place of the reps where the task yields landings, holds or strides. */
export function ResultPanel({ kind }: { readonly kind: Exclude<MovementKind, 'reps'> }) {
  const { store } = usePage();
  const unit = store.hello.value?.headline.unit ?? 'deg';
  const { count, noun, note, rows } = resultFigures(kind, store.snapshot.value, unit);
  const target = useTarget(REP_TARGET.value.value);
  const sides = store.sides.value;
  return (
    <section class="reps results" aria-label={`${noun} of this set`}>
      <Count count={count} target={target} noun={noun} note={note} />
      <table class="result-figures">
        <thead>
          <tr>
            <th scope="col">Last</th>
            {sides.map((side) => (
              <th key={side} scope="col">
                {SIDE_NAME[side]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <Cells row={row} sides={sides} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cells({
  row,
  sides,
}: {
  readonly row: FigureRow;
  readonly sides: readonly ('left' | 'right')[];
}) {
  if ('both' in row) return <td colSpan={sides.length}>{row.both}</td>;
  return (
    <>
      {sides.map((side) => (
        <td key={side}>{row[side]}</td>
      ))}
    </>
  );
}
