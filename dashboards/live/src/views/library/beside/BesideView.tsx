import '../../../styles/repCourses.css';
import '../../../styles/beside.css';
import type { ComparisonAnswer } from '../../../../../../src/stream/answers/comparison.ts';
import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import { usePolled } from '../../../api/usePolled.ts';
import type { ViewChoice } from '../../viewChoice.ts';
import { RepsHead } from '../reps/RepsHead.tsx';
import { useCourses } from '../reps/useCourses.ts';
import { BesideCharts } from './BesideCharts.tsx';
import { BesideChooser } from './BesideChooser.tsx';
import { BesideHead, ChooseAnother } from './BesideHead.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import { PairsTable } from './PairsTable.tsx';

interface BesideViewProps {
  readonly recording: RecordingAnswer;
  readonly choice: ViewChoice;
  /** The one to put beside it; absent until somebody has chosen. */
  readonly otherId?: string;
}

/** A recording with another one, or with another processing of itself, side by side. */
export function BesideView({ recording: { recording }, otherId }: BesideViewProps) {
  const { id } = recording;
  const first = useCourses(otherId === undefined ? null : id);
  const second = useCourses(otherId ?? null);
  const compared = usePolled<ComparisonAnswer>(
    otherId === undefined
      ? null
      : `recordings/${encodeURIComponent(id)}/compare/${encodeURIComponent(otherId)}`,
    null,
  );
  const problem = compared.problem ?? first.problem ?? second.problem;
  return (
    <div class="beside-view">
      <RepsHead
        title="Two recordings side by side"
        recording={recording}
        method={first.answer?.method}
      />
      {otherId === undefined && <BesideChooser own={recording} />}
      {otherId !== undefined && (problem !== null || compared.answer === null) && (
        <>
          <p class="reps-waiting" role={problem === null ? undefined : 'alert'}>
            {problem ?? 'Reading both recordings …'}
          </p>
          {problem !== null && (
            <p class="beside-ways">
              <ChooseAnother id={id} />
            </p>
          )}
        </>
      )}
      {otherId !== undefined && compared.answer && (
        <>
          <BesideHead answer={compared.answer} />
          {first.answer && second.answer && (
            <BesideCharts key={`${id} ${otherId}`} first={first.answer} second={second.answer} />
          )}
          <FiguresTable answer={compared.answer} />
          {first.answer && (
            <PairsTable reps={compared.answer.reps} headline={first.answer.headline} />
          )}
        </>
      )}
    </div>
  );
}
