import type {
  TrendMetricAnswer,
  TrendSourceAnswer,
} from '../../../../../src/stream/answers/trends.ts';
import { Choice } from './Choice.tsx';
import { metricsFor, type Person, type TrendWish } from './useTrends.ts';

interface TrendChoicesProps {
  readonly people: readonly Person[];
  readonly metrics: readonly TrendMetricAnswer[];
  readonly sources: readonly TrendSourceAnswer[];
  readonly subject: string;
  readonly metric: string;
  readonly onAsk: (subject: string, metric: string) => void;
  readonly wish: TrendWish;
  readonly onWish: (wish: TrendWish) => void;
}

/** Whose, which figure, from when, and where from where there are two places. */
export function TrendChoices(props: TrendChoicesProps) {
  const { people, metrics, sources, subject, metric, onAsk, wish, onWish } = props;
  const person = people.find((each) => each.subject === subject);
  const { own, others } = metricsFor(metrics, person);
  return (
    <div class="trends-choices">
      <Choice label="Participant" value={subject} onChoose={(next) => onAsk(next, metric)}>
        {person === undefined && <option value={subject}>{subject}</option>}
        {people.map(({ subject: name, recordings }) => (
          <option key={name} value={name}>
            {name} ({recordings.length})
          </option>
        ))}
      </Choice>
      <Choice wide label="Figure" value={metric} onChoose={(next) => onAsk(subject, next)}>
        {!metrics.some(({ name }) => name === metric) && <option value={metric}>{metric}</option>}
        {own.length > 0 && <optgroup label="In what was recorded">{own.map(option)}</optgroup>}
        {others.length > 0 && <optgroup label="Of other tasks">{others.map(option)}</optgroup>}
      </Choice>
      <label class="trends-choice">
        <span class="soft">From this day on</span>
        <input
          type="date"
          value={wish.since}
          onChange={(event) => onWish({ ...wish, since: event.currentTarget.value })}
        />
      </label>
      {sources.length > 1 && (
        <Choice
          label="Read from"
          value={wish.source ?? ''}
          onChoose={(name) =>
            onWish({ ...wish, source: sources.find((source) => source === name) ?? null })
          }
        >
          <option value="">Database if it has all</option>
          <option value="influx">Database</option>
          <option value="recordings">Recordings</option>
        </Choice>
      )}
    </div>
  );
}

function option({ name, words }: TrendMetricAnswer) {
  return (
    <option key={name} value={name}>
      {words.charAt(0).toUpperCase() + words.slice(1)}
    </option>
  );
}
