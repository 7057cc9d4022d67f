import type { PersonProgramme } from '../../../../../src/movement/programme/personProgramme.ts';
import { useAssessments } from '../../api/assessments.ts';
import type { ViewChoice } from '../viewChoice.ts';
import { sentence } from './sentence.ts';
import { TodayStep } from './TodayStep.tsx';
import type { LivePerson } from './useLivePerson.ts';
import type { ProgrammeOfPerson } from './useProgramme.ts';

interface TodayPanelProps {
  readonly told: PersonProgramme;
  readonly ask: ProgrammeOfPerson['ask'];
  readonly live: LivePerson;
  readonly choice: ViewChoice;
}

/** What to do today: a step of each track that is open, and why it is that one. */
export function TodayPanel({ told, ask, live, choice }: TodayPanelProps) {
  const { subject, state, programme } = told;
  const assessments = useAssessments().answer?.assessments ?? [];
  const open = state.tracks.filter(({ step }) => step !== null);
  const isStopped = state.stopped !== null;
  return (
    <section class="today" aria-labelledby="today">
      <h3 id="today">{isStopped ? 'Nothing today' : 'Today'}</h3>
      {state.stopKind !== null && (
        <p class="programme-panel">
          Do no exercise of the programme now. {programme.stopWords}{' '}
          {sentence(programme.goesOn[state.stopKind])}
        </p>
      )}
      {!isStopped && <p class="stop-line">Stop with any of these: {programme.stops.join(', ')}.</p>}
      {state.graduation.done && (
        <p class="programme-panel programme-done">
          The end of the programme is reached: go on with it as a warm-up.
        </p>
      )}
      {open.map((track) => (
        <TodayStep
          key={track.id}
          subject={subject}
          track={track}
          words={programme.decisions[track.decision]}
          assessment={assessments.find(({ id }) => id === track.assessment) ?? null}
          isStopped={isStopped}
          ask={ask}
          live={live}
          choice={choice}
        />
      ))}
      {open.length === 0 && (
        <p class="programme-panel">Every step of the open tracks is done. Go on as a warm-up.</p>
      )}
    </section>
  );
}
