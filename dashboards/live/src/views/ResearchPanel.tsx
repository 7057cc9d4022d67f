import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LEG_MEASURES } from '../../../../src/model/bodyFrame.ts';
import { type CustomMeasure, customColumn } from '../../../../src/model/customMeasures.ts';
import { Chart } from '../charts/Chart.tsx';
import { VALGUS_CHART } from '../charts/chartSpec.ts';
import { useDrawer } from '../draw/useDrawer.ts';
import { usePage } from '../store/storeContext.ts';
import { asksForMeasures } from './allMeasures.ts';
import { HelpOn } from './help/HelpOn.tsx';
import { MeasureTablePainter } from './measureTablePainter.ts';
import { SIDE_NAME } from './sideName.ts';
import type { ViewChoice } from './viewChoice.ts';

const NO_MEASURES: readonly CustomMeasure[] = [];

/** Every measure with its state, for those who want more than the headline. */
export function ResearchPanel({ choice }: { readonly choice: ViewChoice }) {
  const isAskedFor = asksForMeasures(choice.path.value);
  const [open, setOpen] = useState(isAskedFor);
  const summary = useRef<HTMLElement>(null);
  // In the layout, so that the heading of the view finds the focus given.
  useLayoutEffect(() => {
    if (!isAskedFor) return;
    setOpen(true);
    summary.current?.scrollIntoView();
    summary.current?.focus({ preventScroll: true });
  }, [isAskedFor]);
  return (
    <details class="research" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary ref={summary}>All measures</summary>
      {open && (
        <>
          <p class="head-with-help">
            Three figures are called valgus elsewhere. Which is which?
            <HelpOn about="the three figures" terms={['kneeIn', 'fppa', 'valgus', 'zero']} />
          </p>
          <Chart spec={VALGUS_CHART} />
          <CalibrationReasons />
          <MeasureTable />
        </>
      )}
    </details>
  );
}

function CalibrationReasons() {
  const reasons = usePage().store.snapshot.value.calibration?.reasons ?? [];
  if (reasons.length === 0) return null;
  return (
    <ul class="reasons">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

function MeasureTable() {
  const { store } = usePage();
  const table = useRef<HTMLTableElement>(null);
  const sides = store.sides.value;
  const custom = store.hello.value?.layout.customMeasures ?? NO_MEASURES;
  useDrawer(() => {
    if (!table.current) return null;
    const painter = new MeasureTablePainter(table.current, store, custom);
    return { draw: (nowMs) => painter.draw(nowMs) };
  }, [store, sides, custom]);
  return (
    <table class="measures" ref={table}>
      <caption class="visually-hidden">Every measure of the newest frame</caption>
      <thead>
        <tr>
          <th scope="col">Measure</th>
          {sides.map((side) => (
            <th key={side} scope="col">
              {SIDE_NAME[side]}
            </th>
          ))}
          <th scope="col">Unit</th>
        </tr>
      </thead>
      <tbody>
        {LEG_MEASURES.map(({ key, column, unit, meaning }) => (
          <tr key={key}>
            <th scope="row">
              <code>{column}</code>
              <span class="soft">{meaning}</span>
            </th>
            {sides.map((side) => (
              <td key={side} data-side={side} data-measure={key} />
            ))}
            <td class="soft">{unit === 'm' ? 'm' : '°'}</td>
          </tr>
        ))}
        {custom.map((measure, index) => (
          <tr key={measure.name}>
            <th scope="row">
              <code>{customColumn(measure)}</code>
              <span class="soft">{measure.formula}</span>
            </th>
            {sides.map((side) => (
              <td key={side} data-side={side} data-custom={index} />
            ))}
            <td class="soft">{measure.unit === 'deg' ? '°' : measure.unit}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
