import { useState } from 'preact/hooks';
import { ANONYMOUS } from '../../../../../src/model/pseudonym.ts';
import { useAssessments } from '../../api/assessments.ts';
import { chosenAssessment } from '../../store/chosenAssessment.ts';
import { usePage } from '../../store/storeContext.ts';
import { HelpOn } from '../help/HelpOn.tsx';
import { SessionForm } from './SessionForm.tsx';
import type { SessionDraft } from './sessionDraft.ts';
import { type LiveSessionFacts, useLiveSession } from './useLiveSession.ts';

/** Who is recorded and how; a form begins the next session. */
export function SessionPanel() {
  const { store } = usePage();
  const [start, setStart] = useState<SessionDraft | null>(null);
  const assessments = useAssessments().answer?.assessments ?? [];
  const recording = store.status.value?.recording;
  const { answer: told, problem } = useLiveSession(recording);
  const { subject = '', protocol = '', assessment = null } = recording ?? {};
  const name = assessments.find(({ id }) => id === assessment)?.name;
  const heightM = told?.heightM ?? null;
  const conditions = told && (conditionText(told.facts) || 'nothing said');
  // Before the hub has told, empty fields would say that there are no conditions.
  const open =
    told &&
    (() => setStart(draftOf(subject, protocol, chosenAssessment(recording) ?? '', told.facts)));
  if (start !== null) {
    return (
      <section class="session" aria-label="New session">
        <header class="panel-head">
          <h3>New session</h3>
        </header>
        <SessionForm
          start={start}
          assessments={assessments}
          heightM={heightM}
          onDone={() => setStart(null)}
        />
      </section>
    );
  }
  return (
    <section class="session" aria-label="Session">
      <header class="panel-head">
        <div class="head-with-help">
          <h3>Session</h3>
          <HelpOn
            about="participant and session"
            terms={['participant', 'session', 'assessment', 'conditions']}
          />
        </div>
        <button type="button" disabled={open === null} onClick={() => open?.()}>
          New session
        </button>
      </header>
      <dl class="session-facts">
        <Fact name="Participant" value={subject} />
        <Fact name="Assessment" value={recording && (name ?? assessment ?? 'Free practice')} />
        <Fact name="Protocol" value={protocol} />
        <Fact name="Height" value={heightM === null ? '' : `${heightM.toFixed(2)} m`} />
        <Fact name="Conditions" value={conditions ?? problem ?? undefined} />
      </dl>
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value || '–'}</dd>
    </div>
  );
}

function conditionText({
  footwear,
  loadKg,
  band,
  boxHeightCm,
  conditions,
}: LiveSessionFacts['facts']): string {
  return [
    footwear,
    loadKg === undefined ? undefined : `${loadKg} kg`,
    band && `band ${band}`,
    boxHeightCm === undefined ? undefined : `box ${boxHeightCm} cm`,
    conditions,
  ]
    .filter(Boolean)
    .join(', ');
}

/** The next session of the day is most often like the one before. */
function draftOf(
  subject: string,
  protocol: string,
  assessment: string,
  { footwear = '', loadKg, band = '', boxHeightCm, conditions = '' }: LiveSessionFacts['facts'],
): SessionDraft {
  return {
    subject: subject === ANONYMOUS ? '' : subject,
    protocol,
    assessment,
    heightM: '',
    toeOutDeg: '',
    footwear,
    loadKg: loadKg === undefined ? '' : String(loadKg),
    band,
    boxHeightCm: boxHeightCm === undefined ? '' : String(boxHeightCm),
    conditions,
  };
}
