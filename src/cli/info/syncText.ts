import type { RecordingSummary } from '../../reprocess/summary/recordingSummary.ts';
import type { SyncFinding } from '../../reprocess/syncMarks/findSyncMarks.ts';
import { alignedTable } from './alignedTable.ts';
import { plainText } from './plainText.ts';
import { seconds } from './words.ts';

/** What sync marks tell of the offsets between sensors, for a person at a terminal. */
export function syncText(
  { marks, sensors }: SyncFinding,
  { session, hasResults }: Pick<RecordingSummary, 'session' | 'hasResults'>,
): string {
  if (marks.length === 0) return `sync marks  ${whyNone(sensors.length, hasResults)}`;
  const at = marks.map(
    ({ kind, timeUs }) =>
      `${kind === 'taps' ? 'three taps' : 'a hop'} at ${seconds((timeUs - session.startedUs) / 1e6)}`,
  );
  const rows = sensors.map(({ sensorId, offsetMs, spreadMs, knocks, withinMs }) => [
    `  ${sensorId}`,
    offsetMs === null
      ? 'not told'
      : `${Math.abs(offsetMs).toFixed(1)} ms ${offsetMs < 0 ? 'early' : 'late'}`,
    spreadMs === null ? 'one alone tells no spread' : `SD ${spreadMs.toFixed(1)} ms in ${knocks}`,
    `known to ${withinMs} ms`,
  ]);
  return [`sync marks  ${at.join(', ')}; against the middle of all`, ...alignedTable(rows)]
    .map(plainText)
    .join('\n');
}

function whyNone(sensors: number, hasResults: boolean): string {
  if (!hasResults) return 'cannot be looked for in packets alone: "plumbline process" first';
  if (sensors < 2) return 'want two sensors or more';
  return 'none: nothing that every sensor felt as three taps or a hop';
}
