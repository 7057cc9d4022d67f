import type { LegProgress } from '../../../../../src/model/calibrationProgress.ts';
import { SIDE_NAME } from '../sideName.ts';

interface BendDotsProps {
  readonly legs: readonly Pick<LegProgress, 'side' | 'bends'>[];
  /** Squats that both legs did, and how many are wanted. */
  readonly done: number;
  readonly wanted: number;
}

/** The squats so far, and those of each leg once their numbers differ. */
export function BendDots({ legs, done, wanted }: BendDotsProps) {
  const counts = legs.map(({ bends }) => bends);
  const differ = new Set(counts).size > 1;
  return (
    <div class="bends">
      <div class="progress">
        <Dots done={done} wanted={wanted} />
        <span>
          {Math.min(done, wanted)} of {wanted}
        </span>
      </div>
      <ul class="leg-bends" data-differ={differ}>
        {[...legs]
          .sort((a, b) => a.side.localeCompare(b.side))
          .map(({ side, bends }) => (
            <li key={side} data-side={side}>
              <span>{SIDE_NAME[side]}</span>
              <Dots done={bends} wanted={wanted} />
              <span>{bends}</span>
            </li>
          ))}
      </ul>
    </div>
  );
}

function Dots({ done, wanted }: { readonly done: number; readonly wanted: number }) {
  return (
    <span class="dots" aria-hidden="true">
      {Array.from({ length: wanted }, (_, i) => (
        <span key={i} data-done={i < done} />
      ))}
    </span>
  );
}
