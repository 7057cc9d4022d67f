import type { CalibrationStage } from '../../../../../src/model/events.ts';
import { FrontFigure, KneeLiftFigure } from './FrontFigure.tsx';
import { LyingFigure } from './LyingFigure.tsx';
import { SquatFigures } from './SquatFigures.tsx';

export type Pictured = CalibrationStage | 'liftKnee';

/** What the person is to do, drawn; the words beside it say the same. */
export function StepPicture({ of }: { readonly of: Pictured }) {
  return (
    <div class="step-picture" data-of={of} aria-hidden="true">
      {of === 'move' && <SquatFigures />}
      {of === 'lieStill' && <LyingFigure />}
      {of === 'liftKnee' && <KneeLiftFigure />}
      {(of === 'standStill' || of === 'waitingForSensors' || of === 'done') && (
        <FrontFigure wears={of === 'waitingForSensors'} />
      )}
    </div>
  );
}
