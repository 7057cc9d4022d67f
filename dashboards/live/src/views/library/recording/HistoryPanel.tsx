import { useState } from 'preact/hooks';
import { FACT_LABELS } from '../../../../../../src/model/factWords.ts';
import type { RecordingAnswer } from '../../../../../../src/stream/answers/recordings.ts';
import { startedText } from '../recordingWords.ts';
import { initials, setInitials } from './initials.ts';

const SHOWN = 8;

/** Every change that was made of what is said, the newest first. */
export function HistoryPanel({ history }: Pick<RecordingAnswer, 'history'>) {
  const [showsAll, setShowsAll] = useState(false);
  const newest = [...history].reverse();
  const shown = showsAll ? newest : newest.slice(0, SHOWN);
  return (
    <section class="rec-panel" aria-labelledby="history-title">
      <h3 id="history-title">History</h3>
      {newest.length === 0 && <p class="soft">As it was recorded: nothing was changed.</p>}
      <ol class="history-list">
        {shown.map(({ atUs, by, what, from, to }, i) => (
          <li key={i}>
            <span class="soft">
              {startedText(atUs)}, {by}
            </span>
            <span>
              {whatWords(what)}: {changeText(from, to)}
            </span>
          </li>
        ))}
      </ol>
      {shown.length < newest.length && (
        <button type="button" onClick={() => setShowsAll(true)}>
          Show all {newest.length}
        </button>
      )}
      {initials.value !== '' && (
        <p class="signed soft">
          You sign as “{initials.value}”.{' '}
          <button type="button" onClick={() => setInitials('')}>
            Somebody else
          </button>
        </p>
      )}
    </section>
  );
}

const LABELS: ReadonlyMap<string, string> = new Map(Object.entries(FACT_LABELS));

/** `facts.loadKg` is the load, `trial 2.name` the name of trial 2. */
function whatWords(what: string): string {
  const fact = /^facts\.(\w+)$/.exec(what)?.[1];
  if (fact !== undefined) return LABELS.get(fact) ?? fact;
  const trial = /^trial (\d+)\.(\w+)$/.exec(what);
  if (trial) return `Trial ${trial[1]}, ${trial[2] === 'excluded' ? 'shall not count' : trial[2]}`;
  const note = /^annotation (\d+)$/.exec(what)?.[1];
  if (note !== undefined) return `Note ${note}`;
  return what.charAt(0).toUpperCase() + what.slice(1);
}

type Value = RecordingAnswer['history'][number]['from'];

function changeText(from: Value, to: Value): string {
  if (from === null) return `now ${valueText(to)}`;
  if (to === null) return `${valueText(from)} taken away`;
  return `${valueText(from)} became ${valueText(to)}`;
}

function valueText(value: Value): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? `“${value}”` : String(value);
}
