import { useState } from 'preact/hooks';
import type { TrialFacts } from '../../../../../../src/model/sessionFacts.ts';
import type {
  RecordingContents,
  TrialContents,
} from '../../../../../../src/stream/answers/contents.ts';
import { Help } from '../../help/Help.tsx';
import { Field } from '../../record/Field.tsx';
import { atText } from './atText.ts';
import { resultWords } from './contentsWords.ts';
import type { EditDesk } from './editDesk.ts';

interface TrialsPanelProps {
  readonly contents: RecordingContents | null;
  readonly problem: string | null;
  readonly startedUs: number;
  readonly said: Readonly<Record<string, TrialFacts>>;
  readonly desk: EditDesk | null;
}

/** Trials with what was said of them, and the markers of the session. */
export function TrialsPanel({ contents, problem, startedUs, said, desk }: TrialsPanelProps) {
  return (
    <section class="rec-panel" aria-labelledby="trials-title">
      <header class="panel-head">
        <h3 id="trials-title">Trials and markers</h3>
        <Help about="trials">
          <p>
            A trial is a stretch that was begun and ended while recording. One that shall not count
            is marked so; it stays in every figure of the recording.
          </p>
        </Help>
      </header>
      {contents === null ? (
        <p class="soft trials-waiting">{problem ?? 'Loading …'}</p>
      ) : (
        <>
          {contents.trials.length === 0 && <p class="soft">No trial was begun.</p>}
          <ol class="trial-list">
            {contents.trials.map((trial) => (
              <li key={trial.number}>
                <TrialRow
                  trial={trial}
                  startedUs={startedUs}
                  said={said[String(trial.number)] ?? {}}
                  desk={desk}
                />
              </li>
            ))}
          </ol>
          {contents.markers.length > 0 && (
            <ol class="note-list" aria-label="Markers">
              {contents.markers.map(({ timeUs, label }, i) => (
                <li key={i}>
                  <span class="note-at">{atText(timeUs, startedUs)}</span>
                  <span class="note-text">{label}</span>
                </li>
              ))}
            </ol>
          )}
        </>
      )}
    </section>
  );
}

interface TrialRowProps {
  readonly trial: TrialContents;
  readonly startedUs: number;
  readonly said: TrialFacts;
  readonly desk: EditDesk | null;
}

function TrialRow({ trial, startedUs, said, desk }: TrialRowProps) {
  const { number, startUs, endUs } = trial;
  const name = said.name ?? trial.name;
  const end = endUs === null ? 'not ended' : `to ${atText(endUs, startedUs)}`;
  const summary = (
    <>
      <strong>
        {number}
        {name !== '' && ` ${name}`}
      </strong>{' '}
      <span class="soft">
        {atText(startUs, startedUs)} {end}, {resultWords(trial)}
      </span>
      {said.excluded === true && <span class="rec-mark">Shall not count</span>}
      {said.comment !== undefined && <span class="trial-comment">{said.comment}</span>}
    </>
  );
  if (desk === null) return <p class="trial-row">{summary}</p>;
  return (
    <details class="trial-row">
      <summary>
        {summary}
        <span class="trial-edit" aria-hidden="true">
          Edit
        </span>
      </summary>
      <TrialForm number={number} recordedName={trial.name} said={said} desk={desk} />
    </details>
  );
}

interface TrialFormProps {
  readonly number: number;
  readonly recordedName: string;
  readonly said: TrialFacts;
  readonly desk: EditDesk;
}

function TrialForm({ number, recordedName, said, desk }: TrialFormProps) {
  const [name, setName] = useState(said.name ?? recordedName);
  const [comment, setComment] = useState(said.comment ?? '');
  const [isExcluded, setExcluded] = useState(said.excluded === true);
  const [problem, setProblem] = useState('');
  const [isSaved, setSaved] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    const facts = {
      name: name.trim() === recordedName ? null : name.trim() || null,
      comment: comment.trim() || null,
      excluded: isExcluded || null,
    };
    const refusal = await desk.edit({ trials: { [number]: facts } });
    setProblem(refusal ?? '');
    setSaved(refusal === null);
  };
  return (
    <form
      class="library-form"
      onInput={() => setSaved(false)}
      onSubmit={(event) => void send(event)}
    >
      <Field label="Name" value={name} onValue={setName} />
      <Field label="Comment" value={comment} onValue={setComment} maxLength={500} isLong />
      <label class="switch">
        <input
          type="checkbox"
          checked={isExcluded}
          onChange={({ currentTarget }) => setExcluded(currentTarget.checked)}
        />
        <span>Shall not count</span>
      </label>
      <p class="form-problem" role="alert">
        {problem}
      </p>
      <div class="form-buttons">
        <button type="submit">Save trial {number}</button>
        <span class="soft" role="status">
          {isSaved ? 'Saved.' : ''}
        </span>
      </div>
    </form>
  );
}
