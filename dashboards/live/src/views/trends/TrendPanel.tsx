import { useMemo, useState } from 'preact/hooks';
import { TASK_WORDS } from '../../../../../src/model/taskWords.ts';
import type { ListedRecording } from '../../../../../src/stream/answers/recordings.ts';
import type { TrendOfTask } from '../../../../../src/stream/answers/trends.ts';
import type { ViewChoice } from '../viewChoice.ts';
import { SessionCard } from './SessionCard.tsx';
import { sessionsIn } from './sessionsIn.ts';
import { TrendChart } from './TrendChart.tsx';
import { TrendLegend } from './TrendLegend.tsx';
import { TrendTable } from './TrendTable.tsx';

interface TrendPanelProps {
  readonly choice: ViewChoice;
  readonly trend: TrendOfTask;
  readonly csv: string;
  readonly recordings: readonly ListedRecording[];
}

/** One figure in one task: the chart, the session chosen in it, and all of it as a table. */
export function TrendPanel({ choice, trend, csv, recordings }: TrendPanelProps) {
  const sessions = useMemo(() => sessionsIn(trend), [trend]);
  const [wanted, setWanted] = useState<number | null>(null);
  const chosen = Math.min(wanted ?? sessions.length - 1, sessions.length - 1);
  // A step to the next session draws neither hundreds of rows nor the legend anew.
  const table = useMemo(
    () => <TrendTable trend={trend} sessions={sessions} csv={csv} />,
    [trend, sessions, csv],
  );
  const legend = useMemo(() => <TrendLegend trend={trend} />, [trend]);
  const [first] = sessions;
  const session = sessions[chosen];
  if (first === undefined || session === undefined) return null;
  return (
    <>
      <div class="trends-columns">
        <section class="trends-card" aria-labelledby="trend-title">
          <h3 id="trend-title">
            {TASK_WORDS[trend.task]}: {trend.words}
          </h3>
          {sessions.length === 1 && (
            <p class="trends-note">
              One session so far. A trend needs a second one, at least three hours later.
            </p>
          )}
          <TrendChart trend={trend} sessions={sessions} chosen={chosen} onChoose={setWanted} />
          {legend}
        </section>
        <SessionCard
          choice={choice}
          trend={trend}
          session={session}
          first={first}
          recordings={recordings}
        />
      </div>
      {table}
    </>
  );
}
