import { useState } from 'preact/hooks';
import type { AssessmentId } from '../../../../../src/model/assessment.ts';
import { HubApiError, sendToHub } from '../../api/hubApi.ts';
import { chooseAssessment } from '../../store/chosenAssessment.ts';
import { usePage } from '../../store/storeContext.ts';
import type { ViewChoice } from '../viewChoice.ts';
import type { LivePerson } from './useLivePerson.ts';

interface BeginButtonProps {
  readonly subject: string;
  readonly step: string;
  readonly assessment: AssessmentId | null;
  readonly live: LivePerson;
  readonly choice: ViewChoice;
}

/** Begins the live session of this person and step, and goes to what comes next in it. */
export function BeginButton({ subject, step, assessment, live, choice }: BeginButtonProps) {
  const { store, trials } = usePage();
  const [refusal, setRefusal] = useState('');
  const [isAsking, setAsking] = useState(false);
  const why = trials.open === null ? live.notNow : 'A trial goes on: end it first.';
  const begin = async () => {
    setAsking(true);
    try {
      await sendToHub('live/session', { subject, assessment });
      if (!store.send({ type: 'programmeNote', note: { step } })) {
        throw new HubApiError('The session began, but the step was not noted: press once more.');
      }
      chooseAssessment(assessment);
      const isCalibrated = store.snapshot.peek()?.calibration != null;
      // Sensors that were on somebody else know nothing of this leg.
      choice.choose(isCalibrated && live.subject === subject ? 'record' : 'calibrate');
    } catch (error) {
      if (!(error instanceof HubApiError)) throw error;
      setRefusal(error.message);
      setAsking(false);
    }
  };
  return (
    <div class="begin">
      <button
        type="button"
        class="begin-button"
        disabled={why !== null || isAsking}
        aria-describedby={`begin-${step}`}
        onClick={() => void begin()}
      >
        Begin this now
      </button>
      <p id={`begin-${step}`} class="begin-note" role="status">
        {refusal || why || ''}
      </p>
    </div>
  );
}
