import type { StepState } from './checklist.ts';

/** Line drawings on a field of 24 by 24: a tick in a disc, an empty ring, a triangle, a clock. */
const SHAPE: Readonly<Record<StepState, { readonly body: string; readonly mark: string }>> = {
  done: { body: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z', mark: 'M7 12.5l3.5 3.5L17 8.5' },
  todo: { body: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z', mark: '' },
  wait: { body: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z', mark: 'M12 6.5V12l3.5 2.5' },
  look: { body: 'M12 2L23 21.5H1z', mark: 'M12 9v6M12 17.5v.8' },
};

export function CheckShape({ of }: { readonly of: StepState }) {
  const { body, mark } = SHAPE[of];
  return (
    <svg class="check-shape" data-state={of} viewBox="0 0 24 24" aria-hidden="true">
      <path class="body" d={body} />
      <path class="shape-mark" d={mark} />
    </svg>
  );
}
