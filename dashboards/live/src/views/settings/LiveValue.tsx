import { useRef } from 'preact/hooks';
import { useDrawer } from '../../draw/useDrawer.ts';
import { usePage } from '../../store/storeContext.ts';
import { showAllMeasures } from '../allMeasures.ts';
import { MeasureTablePainter } from '../measureTablePainter.ts';
import { SIDE_NAME } from '../sideName.ts';
import type { ViewChoice } from '../viewChoice.ts';
import type { GivenMeasure } from './givenMeasure.ts';

interface LiveValueProps {
  readonly measure: GivenMeasure;
  readonly choice: ViewChoice;
}

/** What a formula gives now, where the session on screen computes just this one. */
export function LiveValue({ measure, choice }: LiveValueProps) {
  const { store } = usePage();
  const custom = store.hello.value?.layout.customMeasures ?? [];
  const index = custom.findIndex(
    ({ name, formula }) => name === measure.name && formula === measure.formula,
  );
  if (index < 0) {
    return <p class="live-value soft">Its value is there when a session begins with it.</p>;
  }
  return (
    <div class="live-value">
      <LiveTable index={index} unit={custom[index].unit ?? ''} />
      <p class="soft">A dash stands where it cannot be stated, as before the calibration.</p>
      <button type="button" onClick={() => showAllMeasures(choice)}>
        See it in Live, All measures
      </button>
    </div>
  );
}

function LiveTable({ index, unit }: { readonly index: number; readonly unit: string }) {
  const { store } = usePage();
  const table = useRef<HTMLTableElement>(null);
  const sides = store.sides.value;
  const custom = store.hello.value?.layout.customMeasures ?? [];
  useDrawer(() => {
    if (!table.current) return null;
    const painter = new MeasureTablePainter(table.current, store, custom);
    return { draw: (nowMs) => painter.draw(nowMs) };
  }, [store, sides, custom, index]);
  return (
    <table class="measures" ref={table}>
      <caption>Now{unit === '' ? '' : `, ${unit === 'deg' ? '°' : unit}`}</caption>
      <tbody>
        <tr>
          {sides.map((side) => [
            <th key={`${side}-name`} scope="row">
              {SIDE_NAME[side]}
            </th>,
            <td key={side} data-side={side} data-custom={index} />,
          ])}
        </tr>
      </tbody>
    </table>
  );
}
