import '../../styles/programme.css';
import { useRef } from 'preact/hooks';
import { PSEUDONYM } from '../../../../../src/model/pseudonym.ts';
import type { PersonProgramme } from '../../../../../src/movement/programme/personProgramme.ts';
import type { ProgrammePeopleAnswer } from '../../../../../src/stream/answers/programme.ts';
import { usePolled } from '../../api/usePolled.ts';
import { firstNamed } from '../../store/firstNamed.ts';
import { Help } from '../help/Help.tsx';
import type { RecordedViewProps, ViewChoice } from '../viewChoice.ts';
import { CoachPanel } from './CoachPanel.tsx';
import { CoursePanel } from './CoursePanel.tsx';
import { PainPanel } from './PainPanel.tsx';
import { PathPanel } from './PathPanel.tsx';
import { PersonChoice } from './PersonChoice.tsx';
import { StopRules } from './StopRules.tsx';
import { StopSign } from './StopSign.tsx';
import { TodayPanel } from './TodayPanel.tsx';
import { type LivePerson, useLivePerson } from './useLivePerson.ts';
import { type ProgrammeOfPerson, useProgramme } from './useProgramme.ts';

/** Where a person stands, what to do today, why, and what would stop it. */
export function ProgrammeView({ choice }: RecordedViewProps) {
  const live = useLivePerson();
  const people = usePolled<ProgrammePeopleAnswer>('programme', null, live.session);
  // Stays on screen while it is asked for anew, as when a session begins.
  const newest = useRef<ProgrammePeopleAnswer | null>(null);
  if (people.answer !== null) newest.current = people.answer;
  const known = newest.current;
  const first = live.subject ?? firstNamed(known?.people ?? [])?.subject ?? null;
  const asked = choice.path.value[0];
  const isNobody = asked !== undefined && !PSEUDONYM.test(asked);
  const subject = isNobody ? null : (asked ?? first);
  const person = useProgramme(subject, live.session);
  return (
    <section class="programme" aria-labelledby="programme-title">
      <header class="programme-head">
        <h2 id="programme-title">Programme</h2>
        <Help about="the programme">
          <p>
            A programme of balance and band exercises, one step after the other. The hub reads from
            the recordings of a participant which step comes next, and says why.
          </p>
          <p>
            It is a training aid. It counts what was recorded and what was said of pain, and leaves
            every decision to people: a coach may choose another step, with a reason.
          </p>
        </Help>
        <PersonChoice
          subject={subject}
          live={live.subject}
          people={known?.people ?? null}
          onChoose={(each) => choice.choose('programme', [each])}
        />
        {person.told?.state.simulated && (
          <p class="programme-simulated">Simulated sessions are among these.</p>
        )}
      </header>
      {person.told === null ? (
        <p class="connecting" role={person.problem === null ? undefined : 'alert'}>
          {isNobody
            ? `“${asked.slice(0, 40)}” is no participant. A participant is a pseudonym such as P-7F3K.`
            : (person.problem ?? people.problem ?? whyNothing(subject, known))}
        </p>
      ) : (
        <Person person={person} told={person.told} live={live} choice={choice} />
      )}
    </section>
  );
}

interface PersonProps {
  readonly person: ProgrammeOfPerson;
  readonly told: PersonProgramme;
  readonly live: LivePerson;
  readonly choice: ViewChoice;
}

function Person({ person, told, live, choice }: PersonProps) {
  const { state, programme, leftOut } = told;
  const open = state.tracks.filter(({ step }) => step !== null);
  return (
    <>
      {person.problem !== null && (
        <p class="programme-stale" role="alert">
          {person.problem} What stands here is from before.
        </p>
      )}
      {state.stopped !== null && <StopSign reason={state.stopped} />}
      <div class="programme-grid" key={told.subject} data-short={open.length <= 1}>
        <TodayPanel told={told} ask={person.ask} live={live} choice={choice} />
        <div class="programme-side">
          <StopRules programme={programme} />
          <PainPanel told={told} live={live} say={person.say} />
          <CoachPanel told={told} say={person.say} />
        </div>
        <PathPanel state={state} programme={programme} />
        <CoursePanel told={told} />
        {leftOut.length > 0 && (
          <details class="programme-panel left-out">
            <summary>Recordings that do not count, or not in full: {leftOut.length}</summary>
            <ul>
              {leftOut.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </>
  );
}

function whyNothing(subject: string | null, answer: ProgrammePeopleAnswer | null): string {
  if (subject !== null || answer === null) return 'Reading the recordings …';
  return 'There is no recording of anybody yet. Name a participant in Record and begin a session: the programme starts with the first.';
}
