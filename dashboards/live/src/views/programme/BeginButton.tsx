import { useState } from 'preact/hooks';
import type { AssessmentId } from '../../../../../src/model/assessment.ts';
import { ANONYMOUS } from '../../../../../src/model/pseudonym.ts';
import { HubApiError, sendToHub } from '../../api/hubApi.ts';
import { chooseAssessment } from '../../store/chosenAssessment.ts';
import { usePage } from '../../store/storeContext.ts';
import type { LiveSessionFacts } from '../record/useLiveSession.ts';
import { hashOf, type ViewChoice } from '../viewChoice.ts';
import type { LivePerson } from './useLivePerson.ts';
import type { ProgrammeOfPerson } from './useProgramme.ts';

interface BeginButtonProps {
  readonly subject: string;
  readonly step: string;
  readonly assessment: AssessmentId | null;
  /** Where the person stands by now. */
  readonly ask: ProgrammeOfPerson['ask'];
  readonly live: LivePerson;
  readonly choice: ViewChoice;
}

/** Begins the live session of this person and step, and goes to what comes next in it. */
export function BeginButton({ subject, step, assessment, ask, live, choice }: BeginButtonProps) {
  const { store, trials } = usePage();
  const [refusal, setRefusal] = useState('');
  const [isAsking, setAsking] = useState(false);
  const why = trials.open === null ? live.notNow : 'A trial goes on: end it first.';
  const begin = async () => {
    setAsking(true);
    try {
      const { stopped, tracks } = (await ask()).state;
      if (stopped !== null) throw new HubApiError(`Not begun: ${stopped}`);
      if (!tracks.some((track) => track.step?.id === step)) {
        throw new HubApiError('Not begun: the step of today is another one by now.');
      }
      // Else it would keep the one of the session before.
      await sendToHub('live/session', { subject, assessment, protocol: `programme ${step}` });
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
        {refusal ||
          why ||
          (live.facts && <WhatComes subject={subject} live={live} facts={live.facts} />)}
      </p>
    </div>
  );
}

interface WhatComesProps {
  readonly subject: string;
  readonly live: LivePerson;
  readonly facts: LiveSessionFacts;
}

/** What another session ends, and what it takes of the body of whom it is. */
function WhatComes({ subject, live, facts }: WhatComesProps) {
  return (
    <>
      {whatEnds(live)}
      {whichHeight(subject, facts)}{' '}
      <a href={hashOf({ view: 'record', path: [] })}>Change it in Record</a>
    </>
  );
}

function whatEnds({ recorded }: LivePerson): string {
  if (recorded === null) return '';
  const whose = recorded === ANONYMOUS ? 'that goes on' : `of ${recorded}`;
  return `Ends the recording ${whose}. `;
}

/** The hub has one height for everybody whose own was not given. */
function whichHeight(
  subject: string,
  { subject: before, nextHeightM: { same, other } }: LiveSessionFacts,
): string {
  const height = subject === before ? same : other;
  const from = subject === before ? 'as before' : 'as this hub takes it for anybody';
  return height === null ? `Leg lengths ${from}.` : `Height ${height.toFixed(2)} m, ${from}.`;
}
