import type { Task } from '../../../../../src/model/task.ts';
import type {
  ListedRecording,
  RecordingAnswer,
} from '../../../../../src/stream/answers/recordings.ts';
import type { TrendOfTask } from '../../../../../src/stream/answers/trends.ts';
import { usePolledAll } from '../../api/usePolled.ts';
import { instantText } from '../../store/dateText.ts';
import { SIDE_NAME } from '../sideName.ts';
import type { ViewChoice } from '../viewChoice.ts';
import { notedOf } from './notedOf.ts';
import { recordingsOf } from './recordingsOf.ts';
import type { TrendSession } from './sessionsIn.ts';
import { amount, bandWord, signed, unitBehind } from './trendWords.ts';
import { useSettled } from './useSettled.ts';

interface SessionCardProps {
  readonly choice: ViewChoice;
  readonly trend: TrendOfTask;
  readonly session: TrendSession;
  readonly first: TrendSession;
  readonly recordings: readonly ListedRecording[];
}

/** All that is known of the session that was chosen in the chart, and the ways to the recording it is named after. */
export function SessionCard({ choice, trend, session, first, recordings }: SessionCardProps) {
  const behind = unitBehind(trend.unit);
  const named = (name: string) => recordings.find(({ sessionId }) => sessionId === name);
  const own = named(session.id);
  const id = own?.id;
  const firstId = named(first.id)?.id;
  return (
    <section class="trends-card session-card" aria-labelledby="session-card-title">
      <h3 id="session-card-title">
        {instantText(session.startedUs)}
        {session.simulated && <span class="trends-sign">simulated</span>}
      </h3>
      <dl>
        {session.legs.map(({ side, point }) => (
          <div key={side} data-side={side}>
            <dt>{SIDE_NAME[side]}</dt>
            <dd>
              <strong>
                {amount(point.mean)}
                {behind}
              </strong>
              {point.sd !== null && ` SD ${amount(point.sd)}`}, {movements(point.n)}
              <br />
              <span class="soft">
                {point.change === null
                  ? 'the first session'
                  : `${signed(point.change)}${behind} against the first${wordOf(bandWord(point))}`}
              </span>
            </dd>
          </div>
        ))}
        {session.rightLessLeft !== null && (
          <div>
            <dt>Right less left</dt>
            <dd>
              {signed(session.rightLessLeft)}
              {behind}
            </dd>
          </div>
        )}
      </dl>
      {own === undefined ? (
        <p class="soft noted">Its recording is not in this folder.</p>
      ) : (
        <Noted session={recordingsOf(own, recordings)} task={trend.task} />
      )}
      <div class="session-ways">
        <button
          type="button"
          disabled={id === undefined}
          onClick={() => id !== undefined && choice.choose('library', [id])}
        >
          Open recording
        </button>
        {session.id !== first.id && (
          <button
            type="button"
            disabled={id === undefined || firstId === undefined}
            onClick={() =>
              id !== undefined &&
              firstId !== undefined &&
              choice.choose('library', [firstId, 'beside', id])
            }
          >
            Beside the first
          </button>
        )}
      </div>
    </section>
  );
}

function wordOf(word: string): string {
  return word === '' ? '' : `, ${word} the band`;
}

function movements(n: number): string {
  return n === 1 ? '1 movement' : `${n} movements`;
}

interface NotedProps {
  readonly session: readonly ListedRecording[];
  readonly task: Task;
}

function Noted({ session, task }: NotedProps) {
  const asked = session.map(({ id }) => encodeURIComponent(id)).join(' ');
  const settled = useSettled(asked);
  const { answer, problem } = usePolledAll<RecordingAnswer>(
    settled.split(' ').map((id) => `recordings/${id}`),
  );
  if (problem !== null) return <p class="soft noted">{problem}</p>;
  if (answer === null || settled !== asked) {
    return <p class="soft noted">Reading what was noted …</p>;
  }
  const lines = notedOf(answer, task);
  if (lines.length === 0) return <p class="soft noted">Nothing was noted of it.</p>;
  return (
    <ul class="noted" aria-label="Noted">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
