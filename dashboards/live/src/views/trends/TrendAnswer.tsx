import { useMemo, useState } from 'preact/hooks';
import type { Side } from '../../../../../src/model/placement.ts';
import { TASK_WORDS } from '../../../../../src/model/taskWords.ts';
import type { ListedRecording } from '../../../../../src/stream/answers/recordings.ts';
import type { TrendOfTask, TrendsAnswer } from '../../../../../src/stream/answers/trends.ts';
import type { ViewChoice } from '../viewChoice.ts';
import { Choice } from './Choice.tsx';
import { TrendPanel } from './TrendPanel.tsx';

const LEGS = ['both', 'left', 'right'] as const;
type Legs = (typeof LEGS)[number];

interface TrendAnswerProps {
  readonly choice: ViewChoice;
  readonly answer: TrendsAnswer;
  readonly question: URLSearchParams;
  readonly recordings: readonly ListedRecording[];
}

/** What the hub told: one task and both legs of it, or one; where it is from and what it lacks. */
export function TrendAnswer({ choice, answer, question, recordings }: TrendAnswerProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const [legs, setLegs] = useState<Legs>('both');
  const whole = answer.trends.find((trend) => keyOf(trend) === wanted) ?? newest(answer.trends);
  const trend = useMemo(() => whole && ofLegs(whole, legs), [whole, legs]);
  if (whole === null || trend === null) return <Nothing answer={answer} />;
  const csv = new URLSearchParams(question);
  csv.set('format', 'csv');
  csv.set('task', whole.task);
  if (legs !== 'both') csv.set('side', legs);
  return (
    <>
      <div class="trends-choices">
        {answer.trends.length > 1 && (
          <Choice wide label="Task" value={keyOf(whole)} onChoose={setWanted}>
            {answer.trends.map((each) => (
              <option key={keyOf(each)} value={keyOf(each)}>
                {TASK_WORDS[each.task]}: {each.words}
              </option>
            ))}
          </Choice>
        )}
        <Choice
          label="Legs"
          value={legs}
          onChoose={(name) => setLegs(LEGS.find((each) => each === name) ?? 'both')}
        >
          <option value="both">Both</option>
          <option value="left">Left</option>
          <option value="right">Right</option>
        </Choice>
      </div>
      {trend.sides.length === 0 ? (
        <p class="trends-note">Nothing is told of this leg. Choose both.</p>
      ) : (
        <TrendPanel
          key={`${question} ${keyOf(whole)}`}
          choice={choice}
          trend={trend}
          csv={`api/v1/trends?${csv}`}
          recordings={recordings}
        />
      )}
      <Source answer={answer} />
    </>
  );
}

/** Two of one task differ by the headline that its thresholds named. */
function keyOf({ task, words }: TrendOfTask): string {
  return `${task} ${words}`;
}

function newest(trends: readonly TrendOfTask[]): TrendOfTask | null {
  const last = ({ sides }: TrendOfTask) =>
    Math.max(...sides.map(({ points }) => points.at(-1)?.startedUs ?? 0));
  return trends.reduce<TrendOfTask | null>(
    (found, trend) => (found === null || last(trend) > last(found) ? trend : found),
    null,
  );
}

function ofLegs(trend: TrendOfTask, legs: Legs): TrendOfTask {
  if (legs === 'both') return trend;
  const isMeant = (side: Side) => side === legs;
  return { ...trend, sides: trend.sides.filter(({ side }) => isMeant(side)), differences: [] };
}

function Nothing({ answer }: { readonly answer: TrendsAnswer }) {
  return (
    <>
      <p class="trends-note">
        Nothing is told of this figure here: {answer.words}. Choose another figure, or an earlier
        day.
      </p>
      <Source answer={answer} />
    </>
  );
}

function Source({ answer: { source, because, leftOut } }: { readonly answer: TrendsAnswer }) {
  return (
    <div class="trends-source">
      <p class="soft">
        Read from {source === 'influx' ? 'the database' : 'the recordings'}
        {because === null ? '.' : `, not from the database: ${because}.`}
      </p>
      {leftOut.length > 0 && (
        <>
          <p>Left out:</p>
          <ul>
            {leftOut.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
