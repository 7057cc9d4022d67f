import type { Snapshot } from '../../../../../src/stream/messages.ts';
import { StepPicture } from './StepPicture.tsx';
import { VerdictShape } from './VerdictShape.tsx';

type SideCheck = NonNullable<Snapshot['sideCheck']>;

const VERDICT = { right: 'good', swapped: 'redo', unclear: 'usable' } as const;

/** The check of right and left while it goes on, in place of the guide. */
export function SideCheckGuide({ sentence }: Pick<SideCheck, 'sentence'>) {
  return (
    <section class="calibration" data-stage="liftKnee" aria-label="Check of right and left">
      <div class="guide">
        <StepPicture of="liftKnee" />
        <p class="instruction" aria-live="polite">
          {sentence}
        </p>
      </div>
    </section>
  );
}

/** What the check found. */
export function SideCheckResultLine({ result, sentence }: SideCheck) {
  if (result === 'waiting') return null;
  return (
    <p class="side-check" role="status" data-side-check={result}>
      <VerdictShape verdict={VERDICT[result]} />
      <span>{sentence}</span>
      {result === 'swapped' && <a href="#setup">Go to Set-up</a>}
    </p>
  );
}
