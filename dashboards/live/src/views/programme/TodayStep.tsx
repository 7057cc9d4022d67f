import type { TrackState } from '../../../../../src/movement/programme/trackState.ts';
import type { AssessmentInfo } from '../../api/assessments.ts';
import { dayText } from '../../store/dateText.ts';
import type { ViewChoice } from '../viewChoice.ts';
import { BeginButton } from './BeginButton.tsx';
import { GateList } from './GateList.tsx';
import { StepDrawing } from './StepDrawing.tsx';
import { sentence } from './sentence.ts';
import type { LivePerson } from './useLivePerson.ts';
import type { ProgrammeOfPerson } from './useProgramme.ts';

interface TodayStepProps {
  readonly subject: string;
  readonly track: TrackState;
  /** Of its decision. */
  readonly words: string;
  /** null until the hub has told. */
  readonly assessment: AssessmentInfo | null;
  readonly isStopped: boolean;
  readonly ask: ProgrammeOfPerson['ask'];
  readonly live: LivePerson;
  readonly choice: ViewChoice;
}

export function TodayStep(props: TodayStepProps) {
  const { subject, track, words, assessment, isStopped, ask, live, choice } = props;
  const { name, step, dose, side, reasons, judged, passed, skip } = track;
  if (step === null) return null;
  return (
    <article class="programme-panel today-step" aria-label={`${name}: ${step.name}`}>
      <p class="today-track">
        <span>{name}</span>
        <strong class="decision" data-decision={track.decision}>
          {words}
        </strong>
      </p>
      <h4>
        {step.name} <span class="step-id">{step.id}</span>
      </h4>
      {!isStopped && (
        <div class="today-do">
          <StepDrawing assessment={track.assessment} />
          <div>
            {dose && <p class="dose">{sentence(dose.words)}</p>}
            <p>{side === null ? 'Both legs.' : `The ${side} leg.`}</p>
            {passed && (
              <p class="soft">
                Passed in {passed.sessions} of {passed.wanted} sessions.
              </p>
            )}
            {skip && (
              <p class="soft">
                From {dayText(skip.fromUs)} on it may be skipped: {skip.step} comes next.
              </p>
            )}
            <p class="soft">
              Measured as: {track.assessment === null ? 'nothing' : (assessment?.name ?? '…')}
            </p>
          </div>
        </div>
      )}
      {!isStopped && (
        <BeginButton
          subject={subject}
          step={step.id}
          assessment={track.assessment}
          ask={ask}
          live={live}
          choice={choice}
        />
      )}
      <div class="why">
        <h5>Why</h5>
        <ul class="reasons">
          {reasons.map((each) => (
            <li key={each}>{sentence(each)}</li>
          ))}
        </ul>
        {judged && (
          <details open={judged.gates.some(({ outcome }) => outcome !== 'pass')}>
            <summary>
              Last session of {judged.step}: {metOf(judged.gates)}
            </summary>
            <GateList gates={judged.gates} />
          </details>
        )}
      </div>
      {assessment && !isStopped && (
        <details class="how">
          <summary>How to do it</summary>
          <ol>
            {assessment.instructions.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ol>
          <h5>You need</h5>
          <ul>
            {assessment.setUp.map((each) => (
              <li key={each}>{each}</li>
            ))}
            {assessment.wear.slice(0, 1).map(({ segments, legs }) => (
              <li key="wear">
                Sensors on {segments.join(', ')} of {legs === 'both' ? 'both legs' : 'one leg'}.
              </li>
            ))}
          </ul>
          <p>{assessment.safety}</p>
        </details>
      )}
    </article>
  );
}

function metOf(gates: readonly { readonly outcome: string }[]): string {
  const met = gates.filter(({ outcome }) => outcome === 'pass').length;
  return `${met} of ${gates.length} met`;
}
