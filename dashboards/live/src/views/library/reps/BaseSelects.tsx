import type { CycleKind } from '../../../../../../src/stream/answers/repCourses.ts';
import type { TimeBase } from './timeBase.ts';

/** Legs in charts of their own, or on one. */
export type LegLayout = 'apart' | 'together';

interface BaseSelectsProps {
  readonly kind: CycleKind;
  readonly base: TimeBase;
  readonly onBase: (base: TimeBase) => void;
  readonly layout: LegLayout;
  readonly onLayout: (layout: LegLayout) => void;
}

/** How repetitions are laid over one another. */
export function BaseSelects({ kind, base, onBase, layout, onLayout }: BaseSelectsProps) {
  return (
    <div class="base-selects">
      <label>
        <span>Laid over one another by</span>
        <select value={base} onChange={(event) => onBase(event.currentTarget.value as TimeBase)}>
          <option value="percent">0–100 % of the {kind}</option>
          <option value="fromStart">seconds from its start</option>
          {kind !== 'stride' && <option value="fromBottom">seconds from the deepest point</option>}
        </select>
      </label>
      <label>
        <span>Legs</span>
        <select
          value={layout}
          onChange={(event) => onLayout(event.currentTarget.value as LegLayout)}
        >
          <option value="apart">beside each other</option>
          <option value="together">in one chart</option>
        </select>
      </label>
    </div>
  );
}
