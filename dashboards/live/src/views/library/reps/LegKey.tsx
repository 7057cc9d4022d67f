import type { Side } from '../../../../../../src/model/placement.ts';
import { sideTitle } from './cycleWords.ts';

/** What lines mean, where both legs are in one chart. */
export function LegKey({ sides }: { readonly sides: readonly Side[] }) {
  return (
    <ul class="leg-key">
      {sides.map((side) => (
        <li key={side}>
          <svg viewBox="0 0 34 12" aria-hidden="true">
            <path class={`mean ${side}`} d="M2 6L32 6" />
          </svg>
          {sideTitle(side)}
        </li>
      ))}
      <li>
        <svg viewBox="0 0 34 12" aria-hidden="true">
          <path class="spread left" d="M2 1L32 1L32 11L2 11Z" />
          <path class="mean left" d="M2 6L32 6" />
        </svg>
        mean ± 1 SD
      </li>
    </ul>
  );
}
