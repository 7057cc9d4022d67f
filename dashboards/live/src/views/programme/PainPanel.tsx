import { useEffect, useState } from 'preact/hooks';
import type { PersonProgramme } from '../../../../../src/movement/programme/personProgramme.ts';
import { type PainResult, type PainTold, painNote, type SayNote } from '../../store/painReport.ts';
import { usePage } from '../../store/storeContext.ts';
import { Help } from '../help/Help.tsx';
import { PainAnswer } from '../pain/PainAnswer.tsx';
import { PainForm, type PainTime } from '../pain/PainForm.tsx';
import { AfterQuestions } from './AfterQuestions.tsx';
import type { LivePerson } from './useLivePerson.ts';
import type { ProgrammeOfPerson } from './useProgramme.ts';

/** Who says it where a person tells of themselves. */
const PARTICIPANT = 'participant';

const TIMES: readonly PainTime[] = [
  { when: 'before', name: 'Before today’s session' },
  { when: 'after', name: 'After the last session' },
  { when: 'nextDay', name: 'The day after' },
];

/** Of the session that goes on; the one before it is over. */
const TIMES_NOW: readonly PainTime[] = [
  { when: 'before', name: 'Before this session' },
  { when: 'during', name: 'In this set' },
  { when: 'after', name: 'After this session' },
];

interface PainPanelProps {
  readonly told: PersonProgramme;
  readonly live: LivePerson;
  readonly say: ProgrammeOfPerson['say'];
}

/** Pain outside of a set: it counts at once, in the live session of this person as part of it. */
export function PainPanel({ told, live, say }: PainPanelProps) {
  const { subject, notesGoTo, decisions } = told;
  const { pain } = usePage();
  const [result, setResult] = useState<PainResult | null>(null);
  // What was advised before a coach decided otherwise no longer holds.
  useEffect(() => setResult(null), [decisions.length]);
  const isLive = live.subject === subject;
  const send: SayNote = (note) => say(note, PARTICIPANT, isLive ? 'live' : undefined);
  const tell = (pained: PainTold): PainResult =>
    isLive ? pain.tell(pained, send) : { told: pained, refusal: send(painNote(pained)) };
  return (
    <section class="programme-panel pain" aria-labelledby="say-pain">
      <header class="panel-head">
        <h3 id="say-pain">Say how it was</h3>
        <Help about="what is said of pain">
          <p>0 is no pain, 10 the worst there is. Say the worst of it.</p>
          <p>
            What is said after a session counts for it; what is said before the next one counts for
            that. Nothing that was said is taken away: say it again as it is now.
          </p>
        </Help>
      </header>
      {isLive && <p class="soft">The session of {subject} goes on: what is said here is of it.</p>}
      {!isLive && notesGoTo === null ? (
        <p>
          It is kept with a recording, and none of {subject} was made here yet. Say it in the first
          session.
        </p>
      ) : result ? (
        <PainAnswer result={result} onDone={() => setResult(null)} />
      ) : (
        <>
          <PainForm
            key={String(isLive)}
            times={isLive ? TIMES_NOW : TIMES}
            tell={tell}
            onTold={setResult}
          />
          <AfterQuestions send={send} />
        </>
      )}
    </section>
  );
}
