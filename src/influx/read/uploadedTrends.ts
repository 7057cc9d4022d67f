import { TASKS, type Task } from '../../model/task.ts';
import type { TrendMetric } from '../../trend/metrics.ts';
import type {
  TrendHeadline,
  TrendRecording,
  TrendRecordings,
  TrendValue,
} from '../../trend/trendRecording.ts';
import { quotedName, quotedText } from '../query/quoted.ts';
import { SESSION } from '../schema/sessionMeasurement.ts';
import type { InfluxReader } from './influxReader.ts';
import { rowsOf } from './rows.ts';
import { uploadedValues, uploadKey } from './uploadedValues.ts';

/**
 * What a database has of a metric of one person: the same, to the last bit, as the recordings it was
 * uploaded from.
 * @throws QueryError, UploadError
 */
export async function uploadedTrends(
  reader: InfluxReader,
  subject: string,
  metric: TrendMetric,
): Promise<TrendRecordings> {
  const values = await uploadedValues(reader, subject, metric);
  const recordings: TrendRecording[] = [];
  const leftOut: string[] = [];
  const sessions = oncePerRecording(await sessionsIn(reader, subject));
  for (const session of sessions) {
    const { endUs, task } = session;
    if (endUs === null) leftOut.push(`${session.id} is not uploaded to its end`);
    else if (task === null) leftOut.push(`${session.id} is of a task that this version has not`);
    else recordings.push(recordingOf(session, endUs, task, values.get(session.key) ?? []));
  }
  return { recordings, leftOut, known: [...new Set(sessions.map(({ id }) => id))] };
}

/** Two hubs may have uploaded one recording; two that only have one id began at different instants. */
function oncePerRecording(sessions: readonly UploadedSession[]): UploadedSession[] {
  const once = new Map<string, UploadedSession>();
  for (const session of sessions) {
    const key = `${session.startedUs} ${session.id}`;
    if ((once.get(key)?.endUs ?? null) === null) once.set(key, session);
  }
  return [...once.values()];
}

interface UploadedSession {
  readonly key: string;
  readonly id: string;
  readonly startedUs: number;
  readonly simulated: boolean;
  readonly parent: string | null;
  readonly method: string | null;
  readonly task: Task | null;
  readonly headline: TrendHeadline | null;
  /** null before its end is uploaded. */
  endUs: number | null;
  frames: number;
}

const COLUMNS = {
  time: 'timeUs',
  event: 'text',
  hub: 'text',
  session: 'text',
  simulated: 'text',
  task: 'text',
  parent: 'text',
  method: 'text',
  headline: 'text',
  headline_unit: 'text',
  // One that every start has: where no field is selected that a line has, the line is left out.
  frame_rate_hz: 'float',
  frames: 'integer',
} as const;

async function sessionsIn(reader: InfluxReader, subject: string): Promise<UploadedSession[]> {
  const names = Object.keys(COLUMNS).filter((name) => name !== 'time');
  const query = `SELECT ${names.map(quotedName).join(', ')} FROM ${quotedName(SESSION.name)} WHERE "subject" = ${quotedText(subject)} AND ("event" = 'start' OR "event" = 'end')`;
  const sessions = new Map<string, UploadedSession>();
  const ends: { readonly key: string; readonly timeUs: number; readonly frames: number }[] = [];
  for await (const row of rowsOf(reader, query, COLUMNS)) {
    const id = row.session ?? '';
    const key = uploadKey(row.hub, id);
    if (row.event === 'end') ends.push({ key, timeUs: row.time, frames: row.frames ?? 0 });
    else {
      sessions.set(key, {
        key,
        id,
        startedUs: row.time,
        simulated: row.simulated === 'true',
        parent: row.parent,
        method: row.method,
        task: TASKS.find((task) => task === row.task) ?? null,
        headline: headlineOf(row.headline, row.headline_unit),
        endUs: null,
        frames: 0,
      });
    }
  }
  for (const { key, timeUs, frames } of ends) {
    const session = sessions.get(key);
    if (session !== undefined) Object.assign(session, { endUs: timeUs, frames });
  }
  return [...sessions.values()];
}

function headlineOf(measure: string | null, unit: string | null): TrendHeadline | null {
  return measure !== null && (unit === 'cm' || unit === 'deg') ? { measure, unit } : null;
}

function recordingOf(
  { id, startedUs, simulated, parent, method, headline, frames }: UploadedSession,
  endUs: number,
  task: Task,
  values: readonly TrendValue[],
): TrendRecording {
  return {
    session: {
      id,
      startedUs,
      simulated,
      ...(parent !== null && { parent }),
      ...(method === 'offline' && { method }),
    },
    endUs,
    task,
    headline,
    hasResults: frames > 0,
    values,
  };
}
