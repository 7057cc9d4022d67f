import { useEffect, useId, useState } from 'preact/hooks';
import type { ProgrammeNote } from '../../../../../src/model/programmeNote.ts';
import type { PersonProgramme } from '../../../../../src/movement/programme/personProgramme.ts';
import { dayText } from '../../store/dateText.ts';
import { Field } from '../record/Field.tsx';
import { sentence } from './sentence.ts';
import type { ProgrammeOfPerson } from './useProgramme.ts';

/** Not a step: go on after a stop. */
const RESUME = 'resume';

interface CoachPanelProps {
  readonly told: PersonProgramme;
  readonly say: ProgrammeOfPerson['say'];
}

/** A coach decides in place of the rules: with a reason and initials, kept with the recording. */
export function CoachPanel({ told, say }: CoachPanelProps) {
  const { state, programme, decisions, notesGoTo } = told;
  const id = useId();
  const isStopped = state.stopped !== null;
  const [isOpen, setOpen] = useState(isStopped);
  // It opens with a stop, and does not close over what was just recorded.
  useEffect(() => {
    if (isStopped) setOpen(true);
  }, [isStopped]);
  const [what, setWhat] = useState('');
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isRecorded, setRecorded] = useState(false);
  const decidable = isStopped
    ? [RESUME]
    : programme.tracks.flatMap(({ steps }) => steps.map((step) => step.id));
  // Of a choice that is none any more a list shows nothing, not even `Choose`.
  const chosen = decidable.includes(what) ? what : '';
  const isReady = chosen !== '' && reason.trim() !== '' && by.trim() !== '';
  const decide = async (event: Event) => {
    event.preventDefault();
    if (!isReady) return;
    const refused = await say({ override: overrideOf(chosen, reason.trim()) }, by.trim());
    setRefusal(refused);
    setRecorded(refused === null);
    if (refused !== null) return;
    setWhat('');
    setReason('');
  };
  return (
    <details
      class="programme-panel coach"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>For the coach: decide otherwise</summary>
      {state.stopKind === 'hurt' ? (
        <p>{sentence(programme.goesOn.hurt)}</p>
      ) : notesGoTo === null ? (
        <p>A decision is kept with a recording, and none of {told.subject} was made here yet.</p>
      ) : (
        <form onSubmit={(event) => void decide(event)}>
          <div class="field">
            <label for={id}>Decision</label>
            <select
              // Of other options it is another list: the browser would show an empty choice.
              key={String(isStopped)}
              id={id}
              value={chosen}
              onChange={(event) => {
                setRefusal(null);
                setRecorded(false);
                setWhat(event.currentTarget.value);
              }}
            >
              <option value="">Choose</option>
              {isStopped ? (
                <option value={RESUME}>Let it go on</option>
              ) : (
                programme.tracks.map((track) => (
                  <optgroup key={track.id} label={track.name}>
                    {track.steps.map((step) => (
                      <option key={step.id} value={step.id}>
                        Set to {step.id} {step.name}
                      </option>
                    ))}
                  </optgroup>
                ))
              )}
            </select>
          </div>
          <Field label="Reason" value={reason} onValue={setReason} maxLength={200} isLong />
          <Field label="Initials" value={by} onValue={setBy} maxLength={8} />
          <button type="submit" class="primary" disabled={!isReady}>
            Record this decision
          </button>
          <p class={refusal === null ? 'soft' : 'form-problem'} role="status">
            {refusal ?? (isRecorded ? 'Recorded.' : '')}
          </p>
        </form>
      )}
      {decisions.length > 0 && (
        <ul class="decisions">
          {decisions.map((each) => (
            <li key={each.atUs}>
              {dayText(each.atUs)}, {each.by}: {each.words}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function overrideOf(what: string, reason: string): NonNullable<ProgrammeNote['override']> {
  return what === RESUME ? { action: 'resume', reason } : { action: 'setStep', step: what, reason };
}
