import type { Side } from '../../../../../../src/model/placement.ts';
import { sideTitle } from './cycleWords.ts';

interface LegKeyProps {
  readonly sides: readonly Side[];
  /** Whether both legs are in one chart: the right is dashed there. */
  readonly together: boolean;
}

/** What lines mean. */
export function LegKey({ sides, together }: LegKeyProps) {
  return (
    <ul class="leg-key">
      {sides.map((side) => (
        <li key={side}>
          <svg viewBox="0 0 34 12" aria-hidden="true">
            <path
              class={`mean ${side}`}
              data-dashed={together && sides.length > 1 && side === 'right'}
              d="M2 6L32 6"
            />
          </svg>
          {sideTitle(side)}
        </li>
      ))}
      <li>
        <svg viewBox="0 0 34 12" aria-hidden="true">
          <path class={`spread ${sides[0]}`} d="M2 1L32 1L32 11L2 11Z" />
          <path class={`mean ${sides[0]}`} d="M2 6L32 6" />
        </svg>
        mean ± 1 SD
      </li>
    </ul>
  );
}
