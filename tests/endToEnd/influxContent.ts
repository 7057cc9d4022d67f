import { LEG_MEASURES } from '../../src/model/bodyFrame.ts';
import type { PipelineEvent } from '../../src/model/events.ts';
import type { InfluxRow, InfluxServer } from '../tools/influxServer.ts';
import type { RecordedSession } from './recordedSession.ts';

/** One field of one series, in order of time: what docs/influxdb.md says is there. */
interface Series {
  readonly measurement: 'body' | 'rep' | 'cue';
  readonly tags: Readonly<Record<string, string>>;
  readonly field: string;
  readonly points: Point[];
}

interface Point {
  readonly timeUs: number;
  readonly value: InfluxRow[string];
}

export interface SeriesComparison {
  /** `body knee_flexion_deg side=right` */
  readonly series: string;
  readonly recordedCount: number;
  readonly storedCount: number;
  /** Of the numbers, added in order of time: equal points give equal sums to the last bit. */
  readonly recordedSum: number;
  readonly storedSum: number;
  /** Points whose time or value differs, or that only one of the two has. */
  readonly differing: number;
}

/** Holds what the database has of a session against what the recording gives, field by field. */
export async function compareWithInflux(
  server: InfluxServer,
  database: string,
  session: RecordedSession,
): Promise<SeriesComparison[]> {
  const comparisons: SeriesComparison[] = [];
  for (const series of expectedSeries(session)) {
    const { measurement, tags, field, points } = series;
    const where = Object.entries({ ...tags, session: session.metadata.id })
      .map(([tag, value]) => `"${tag}" = '${value}'`)
      .join(' AND ');
    const rows = await server.query(
      `SELECT "${field}" FROM "${measurement}" WHERE ${where}`,
      database,
    );
    const stored = rows.map((row) => ({ timeUs: microseconds(row.time), value: row[field] }));
    comparisons.push({
      series: [measurement, field, ...Object.entries(tags).map((tag) => tag.join('='))].join(' '),
      recordedCount: points.length,
      storedCount: stored.length,
      recordedSum: sumOf(points),
      storedSum: sumOf(stored),
      differing: differences(points, stored),
    });
  }
  return comparisons;
}

/** Whether nothing is missing, twice or other than recorded. */
export function isEqual({ differing, recordedSum, storedSum }: SeriesComparison): boolean {
  return differing === 0 && recordedSum === storedSum;
}

function expectedSeries({ frames, events }: RecordedSession): Series[] {
  const all = new Map<string, Series>();
  const add = (
    measurement: Series['measurement'],
    tags: Series['tags'],
    timeUs: number,
    fields: Readonly<Record<string, Point['value']>>,
  ) => {
    for (const [field, value] of Object.entries(fields)) {
      if (value === null || Number.isNaN(value)) continue;
      const key = JSON.stringify([measurement, tags, field]);
      const series = all.get(key) ?? { measurement, tags, field, points: [] };
      series.points.push({ timeUs, value });
      all.set(key, series);
    }
  };
  for (const { timeUs, arrivalUs, legs } of frames) {
    for (const { side, measures, quality } of legs) {
      add('body', { side }, timeUs, {
        ...Object.fromEntries(LEG_MEASURES.map(({ key, column }) => [column, measures[key]])),
        knee_quality: quality.knee,
        projection_quality: quality.projection,
        latency_us: arrivalUs - timeUs,
      });
    }
  }
  for (const event of events) addEvent(event, add);
  return [...all.values()];
}

function addEvent(
  event: PipelineEvent,
  add: (
    measurement: Series['measurement'],
    tags: Series['tags'],
    timeUs: number,
    fields: Readonly<Record<string, Point['value']>>,
  ) => void,
): void {
  if (event.type === 'rep') {
    const { rep } = event;
    for (const leg of rep.legs) {
      add('rep', { side: leg.side }, rep.endUs, {
        number: rep.number,
        duration_us: rep.endUs - rep.startUs,
        counted: rep.counted,
        peak_flexion_deg: leg.peakFlexionDeg,
        headline_peak: leg.headlinePeak,
        band: leg.band,
        fppa_at_peak_flexion_deg: leg.fppaAtPeakFlexionDeg,
      });
    }
  }
  if (event.type === 'cueOn' || event.type === 'cueOff') {
    const state = event.type === 'cueOn' ? 'on' : 'off';
    const { number, side, value, threshold, words } = event.cue;
    add('cue', { side, state }, event.timeUs, { number, value, threshold, words });
  }
  if (event.type === 'cueSuppressed') {
    const tags = { side: event.side, state: 'suppressed' };
    add('cue', tags, event.timeUs, { reason: event.reason });
  }
}

function differences(recorded: readonly Point[], stored: readonly Point[]): number {
  let differing = Math.abs(recorded.length - stored.length);
  for (let i = 0; i < Math.min(recorded.length, stored.length); i++) {
    const same = recorded[i].timeUs === stored[i].timeUs && recorded[i].value === stored[i].value;
    if (!same) differing++;
  }
  return differing;
}

function sumOf(points: readonly Point[]): number {
  return points.reduce((sum, { value }) => (typeof value === 'number' ? sum + value : sum), 0);
}

const RFC_3339 = /^(\d+-\d+-\d+T\d+:\d+:\d+)(?:\.(\d+))?Z$/;

/** Read digit by digit: `Date` would drop all below the millisecond. */
function microseconds(time: InfluxRow[string]): number {
  const [, seconds, fraction = ''] = RFC_3339.exec(String(time)) ?? [];
  if (seconds === undefined) throw new Error(`the server gave the time ${String(time)}`);
  return Date.parse(`${seconds}Z`) * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}
