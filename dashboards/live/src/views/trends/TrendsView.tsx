import '../../styles/trends.css';
import { useState } from 'preact/hooks';
import { firstNamed } from '../../store/firstNamed.ts';
import type { RecordedViewProps } from '../viewChoice.ts';
import { SourceChoice } from './SourceChoice.tsx';
import { TrendAnswer } from './TrendAnswer.tsx';
import { TrendChoices } from './TrendChoices.tsx';
import { TrendHelp } from './TrendHelp.tsx';
import {
  firstMetric,
  metricsFor,
  peopleIn,
  questionOf,
  type TrendWish,
  useMetrics,
  useRecordings,
  useTrends,
} from './useTrends.ts';

const ANY: TrendWish = { source: null, since: '' };

/** One figure of one person over sessions: `#trends/SUBJECT/METRIC`. */
export function TrendsView({ choice }: RecordedViewProps) {
  const recordings = useRecordings();
  const known = useMetrics();
  const [wish, setWish] = useState(ANY);
  const [subjectAsked, metricAsked] = choice.path.value;
  const people = peopleIn(recordings.answer?.recordings ?? []);
  const subject = subjectAsked || firstNamed(people)?.subject;
  const metrics = known.answer?.metrics ?? [];
  const { own } = metricsFor(
    metrics,
    people.find((each) => each.subject === subject),
  );
  const metric = metricAsked || firstMetric(own.length > 0 ? own : metrics);
  const isReady = recordings.answer !== null && known.answer !== null;
  const question =
    isReady && subject !== undefined && metric !== undefined
      ? questionOf(subject, metric, wish)
      : null;
  const { answer, problem } = useTrends(question);
  const why = recordings.problem ?? known.problem ?? problem;
  return (
    <section class="trends" aria-labelledby="trends-title">
      <header class="trends-head">
        <h2 id="trends-title">Trends</h2>
        <TrendHelp />
      </header>
      <TrendChoices
        people={people}
        metrics={metrics}
        subject={subject ?? ''}
        metric={metric ?? ''}
        onAsk={(...path) => choice.choose('trends', path)}
        wish={wish}
        onWish={setWish}
      />
      <div class="trends-body">
        {answer !== null && question !== null ? (
          <TrendAnswer
            choice={choice}
            answer={answer}
            question={question}
            recordings={recordings.answer?.recordings ?? []}
          />
        ) : (
          <p class="trends-note" role={why === null ? 'status' : 'alert'}>
            {why ?? (isReady && question === null ? EMPTY : 'Reading the sessions …')}
          </p>
        )}
        {problem !== null && wish.source === 'influx' && (
          <button type="button" onClick={() => setWish({ ...wish, source: 'recordings' })}>
            Show from the recordings
          </button>
        )}
        <SourceChoice sources={known.answer?.sources ?? []} wish={wish} onWish={setWish} />
      </div>
    </section>
  );
}

const EMPTY =
  'There are no recordings yet. Record two sessions of a participant on different days, and this page shows what changed between them.';
