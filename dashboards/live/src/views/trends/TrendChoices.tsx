import type { TrendMetricAnswer } from '../../../../../src/stream/answers/trends.ts';
import { Choice } from './Choice.tsx';
import { metricsFor, type Person, type TrendWish } from './useTrends.ts';

interface TrendChoicesProps {
  readonly people: readonly Person[];
  readonly metrics: readonly TrendMetricAnswer[];
  /** Empty before it is known. */
  readonly subject: string;
  readonly metric: string;
  readonly onAsk: (subject: string, metric: string) => void;
  readonly wish: TrendWish;
  readonly onWish: (wish: TrendWish) => void;
}

/** Whose, from when and which figure. */
export function TrendChoices(props: TrendChoicesProps) {
  const { people, metrics, subject, metric, onAsk, wish, onWish } = props;
  const person = people.find((each) => each.subject === subject);
  const { own, others } = metricsFor(metrics, person);
  return (
    <div class="trends-choices">
      <Choice
        disabled={people.length === 0 && subject === ''}
        label="Participant"
        value={subject}
        onChoose={(next) => onAsk(next, metric)}
      >
        {person === undefined && <option value={subject}>{subject || '–'}</option>}
        {people.map(({ subject: name, recordings }) => (
          <option key={name} value={name}>
            {name} ({recordings.length})
          </option>
        ))}
      </Choice>
      <label class="trends-choice">
        <span class="soft">From this day on</span>
        <input
          type="date"
          value={wish.since}
          onChange={(event) => onWish({ ...wish, since: event.currentTarget.value })}
        />
      </label>
      <Choice
        wide
        disabled={subject === ''}
        label="Figure"
        value={metric}
        onChoose={(next) => onAsk(subject, next)}
      >
        {!metrics.some(({ name }) => name === metric) && (
          <option value={metric}>{metric || '–'}</option>
        )}
        {own.length > 0 && <optgroup label="In what was recorded">{own.map(option)}</optgroup>}
        {others.length > 0 && <optgroup label="Of other tasks">{others.map(option)}</optgroup>}
      </Choice>
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
