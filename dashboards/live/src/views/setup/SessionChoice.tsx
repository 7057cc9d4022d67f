import { useState } from 'preact/hooks';
import type { AssessmentId } from '../../../../../src/model/assessment.ts';
import type { RecordingStatus } from '../../../../../src/model/liveStatus.ts';
import { ANONYMOUS } from '../../../../../src/model/pseudonym.ts';
import { sendToHub } from '../../api/hubApi.ts';

interface SessionChoiceProps {
  readonly recording: RecordingStatus;
  /** null is free practice. */
  readonly chosen: AssessmentId | null;
  readonly nameOf: (id: AssessmentId | null) => string;
  readonly onRecord: () => void;
}

/** Whether the session that is recorded is of what the person has chosen, and a way to make it so. */
export function SessionChoice({ recording, chosen, nameOf, onRecord }: SessionChoiceProps) {
  const [step, setStep] = useState<'none' | 'asking' | 'beginning'>('none');
  const [problem, setProblem] = useState<string | null>(null);
  if (recording.assessment === chosen) {
    return <p class="session-choice soft">The session is recorded as {nameOf(chosen)}.</p>;
  }
  const begin = async () => {
    setStep('beginning');
    try {
      // All else stays as it is.
      await sendToHub('live/session', { subject: recording.subject, assessment: chosen });
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    setStep('none');
  };
  return (
    <div class="session-choice">
      <p>
        The session is recorded as {nameOf(recording.assessment)}, not as {nameOf(chosen)}.
      </p>
      {step === 'asking' ? (
        <fieldset class="confirm">
          <legend class="visually-hidden">Begin a new recording?</legend>
          <p>
            This ends the recording and begins a new one
            {recording.subject === ANONYMOUS ? ' without a pseudonym' : ` for ${recording.subject}`}
            .
          </p>
          <div class="actions">
            <button type="button" class="primary" onClick={begin}>
              Begin a new recording
            </button>
            <button type="button" onClick={() => setStep('none')}>
              Leave it
            </button>
          </div>
        </fieldset>
      ) : (
        <div class="actions">
          <button type="button" disabled={step === 'beginning'} onClick={() => setStep('asking')}>
            {step === 'beginning' ? 'Beginning a new recording' : 'Use this for the session'}
          </button>
          <button type="button" onClick={onRecord}>
            Participant and conditions
          </button>
        </div>
      )}
      {problem !== null && (
        <p class="notice-line" role="status">
          {problem}
        </p>
      )}
    </div>
  );
}
