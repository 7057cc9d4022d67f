import { useState } from 'preact/hooks';
import type {
  AnnotationAnswer,
  ListedRecording,
} from '../../../../../../src/stream/answers/recordings.ts';
import { Field } from '../../record/Field.tsx';
import { atText, secondsIn } from './atText.ts';
import type { EditDesk } from './editDesk.ts';

interface NotesPanelProps {
  readonly recording: ListedRecording;
  readonly annotations: readonly AnnotationAnswer[];
  readonly desk: EditDesk | null;
}

/** What somebody noted at an instant of the recording, in its order. */
export function NotesPanel({ recording, annotations, desk }: NotesPanelProps) {
  const [problem, setProblem] = useState('');
  const { startedUs } = recording;
  const inOrder = [...annotations].sort((a, b) => a.timeUs - b.timeUs);
  const remove = async (id: number) => {
    setProblem((await desk?.edit({ removeAnnotations: [id] })) ?? '');
  };
  return (
    <section class="rec-panel" aria-labelledby="notes-title">
      <h3 id="notes-title">Notes at an instant</h3>
      {inOrder.length === 0 && <p class="soft">None.</p>}
      <ol class="note-list">
        {inOrder.map(({ id, timeUs, untilUs, text, by }) => (
          <li key={id}>
            <span class="note-at">
              {atText(timeUs, startedUs)}
              {untilUs !== undefined && ` to ${atText(untilUs, startedUs)}`}
            </span>
            <span class="note-text">
              {text} <span class="soft">{by}</span>
            </span>
            {desk !== null && (
              <button
                type="button"
                aria-label={`Remove the note “${text}”`}
                onClick={() => void remove(id)}
              >
                Remove
              </button>
            )}
          </li>
        ))}
      </ol>
      {desk !== null && (
        <p class="form-problem" role="alert">
          {problem}
        </p>
      )}
      {desk !== null && <NewNote recording={recording} desk={desk} />}
    </section>
  );
}

interface NewNoteProps {
  readonly recording: ListedRecording;
  readonly desk: EditDesk;
}

function NewNote({ recording, desk }: NewNoteProps) {
  const { startedUs, durationS } = recording;
  const [at, setAt] = useState('');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState({ at: '', text: '' });
  const send = async (event: Event) => {
    event.preventDefault();
    const seconds = secondsIn(at);
    const longest = durationS ?? Number.POSITIVE_INFINITY;
    if (seconds === null || seconds > longest) {
      const end = atText(startedUs + (durationS ?? 0) * 1e6, startedUs);
      return setWrong({
        at: durationS === null ? 'Valid is a time such as 1:05.' : `Valid are 0:00 to ${end}.`,
        text: '',
      });
    }
    const timeUs = Math.round(startedUs + seconds * 1e6);
    const refusal = await desk.edit({ annotate: [{ timeUs, text: text.trim() }] });
    setWrong({ at: '', text: refusal?.replace(/^annotate\.0\.text: /, '') ?? '' });
    if (refusal !== null) return;
    setAt('');
    setText('');
  };
  return (
    <form class="new-note" onSubmit={(event) => void send(event)}>
      <Field
        label="At"
        value={at}
        onValue={setAt}
        rule="From the start, such as 1:05."
        problem={wrong.at}
        maxLength={12}
      />
      <Field
        label="Note"
        value={text}
        onValue={setText}
        rule="Never a name."
        problem={wrong.text}
        maxLength={500}
      />
      <button type="submit" disabled={text.trim() === '' || at.trim() === ''}>
        Add
      </button>
    </form>
  );
}
