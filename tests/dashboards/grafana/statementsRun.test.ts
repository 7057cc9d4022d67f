import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DASHBOARDS } from '../../../dashboards/grafana/src/files.ts';
import type { Dashboard } from '../../../dashboards/grafana/src/format/dashboard.ts';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import { Uploader } from '../../../src/influx/upload/uploader.ts';
import { type InfluxRow, InfluxServer } from '../../tools/influxServer.ts';
import { type Choices, interpolate, type Shown } from './interpolate.ts';
import { type Statement, statementsOf } from './statements.ts';
import {
  DAY_US,
  FIRST_NOON_US,
  type Made,
  SESSION_S,
  SESSIONS,
  SUBJECT,
  syntheticLines,
} from './syntheticLines.ts';

const SAMPLE = fileURLToPath(new URL('../../../recordings/samples/squats.mcap', import.meta.url));
const DATABASE = 'knees';
const HUB = 'lab 1';

let server: InfluxServer;
let folder: string;

beforeAll(async () => {
  server = await InfluxServer.create();
  await server.start();
  await server.query(`CREATE DATABASE ${DATABASE}`);
  folder = await mkdtemp(join(tmpdir(), 'grafana-'));
  await copyFile(SAMPLE, join(folder, 'squats.mcap'));
  const host = server.url;
  const config = { host, org: '', bucket: DATABASE, token: '', hub: HUB, detail: FULL_DETAIL };
  const uploader = new Uploader({ config, recordingsFolder: folder, pollMs: 20 });
  uploader.start();
  while (uploader.state.linesSent === 0 || uploader.state.state !== 'idle') {
    expect(uploader.state.lastError).toBeNull();
    await sleep(20);
  }
  await uploader.stop();
  const lines = SESSIONS.flatMap(syntheticLines);
  const body = lines.join('\n');
  const written = await fetch(`${server.url}/write?db=${DATABASE}`, { method: 'POST', body });
  expect(written.status, await written.text()).toBe(204);
});

afterAll(async () => {
  await server.dispose();
  await rm(folder, { recursive: true });
});

/** A session from a minute before to its end. */
function shownOf({ startUs }: Made): Shown {
  const toMs = startUs / 1000 + SESSION_S * 1000;
  return { fromMs: toMs - 120_000, toMs, interval: '1s' };
}

function yearsUntil(toMs: number, years: number): Shown {
  return { fromMs: toMs - years * 365 * 86_400_000, toMs, interval: '1d' };
}

const ALL_DAYS: Shown = {
  fromMs: (FIRST_NOON_US - 5 * DAY_US) / 1000,
  toMs: (FIRST_NOON_US + 100 * DAY_US) / 1000,
  interval: '1d',
};

/** What a person may have chosen when the dashboard is open. */
function choicesOf(dashboard: Dashboard, session: Made): Choices {
  const texts = dashboard.templating.list.map((variable): [string, string] => {
    switch (variable.type) {
      case 'custom':
      case 'textbox':
        return [variable.name, variable.current.value];
      default:
        return [variable.name, ''];
    }
  });
  return {
    ...Object.fromEntries(texts),
    hub: [HUB],
    session: session.id,
    subject: SUBJECT,
    task: session.task,
    first: SESSIONS[0].id,
  };
}

async function asked(
  dashboard: Dashboard,
  { query, timeFrom }: Statement,
  session: Made,
  shown: Shown,
  choices: Choices = {},
): Promise<InfluxRow[]> {
  const range = timeFrom === '5y' ? yearsUntil(shown.toMs, 5) : shown;
  const all = { ...choicesOf(dashboard, session), ...choices };
  return server.query(interpolate(query, dashboard.templating.list, all, range), DATABASE);
}

describe.each(DASHBOARDS.map((dashboard) => ({ uid: dashboard.uid, dashboard })))(
  '$uid',
  ({ uid, dashboard }) => {
    // Every statement is for some task; the sessions have one of every kind of headline.
    it.each(statementsOf(dashboard))('$of answers', async (statement) => {
      let rows = 0;
      for (const session of SESSIONS.slice(2)) {
        const shown = uid === 'plumbline-trends' ? ALL_DAYS : shownOf(session);
        rows += (await asked(dashboard, statement, session, shown)).length;
      }
      expect(rows).toBeGreaterThan(0);
    });
  },
);

function dashboardOf(name: string): Dashboard {
  const found = DASHBOARDS.find(({ uid }) => uid === `plumbline-${name}`);
  if (found === undefined) throw new Error(`no dashboard ${name}`);
  return found;
}

function statementOf(dashboard: Dashboard, of: string): Statement {
  const found = statementsOf(dashboard).find((statement) => statement.of === of);
  if (found === undefined) throw new Error(`no statement ${of} in ${dashboard.uid}`);
  return found;
}

describe('what the statements answer', () => {
  const [first, , third] = SESSIONS;
  const live = dashboardOf('live');
  const review = dashboardOf('session');
  const trends = dashboardOf('trends');

  it('is the newest session', async () => {
    const newest = await asked(live, statementOf(live, 'variable session'), first, ALL_DAYS);
    expect(newest.map(({ session }) => session)).toEqual([SESSIONS[SESSIONS.length - 1].id]);
  });

  it('is the instant of the newest frame itself, not the beginning of a window', async () => {
    const [newest] = await asked(live, statementOf(live, 'Newest data A'), third, shownOf(third));
    expect(newest.time).toBe(
      new Date(third.startUs / 1000 + SESSION_S * 1000).toISOString().replace('.000', ''),
    );
  });

  it('is nothing when nothing came for 5 s, so that the past never looks live', async () => {
    const { fromMs, toMs, interval } = shownOf(third);
    const stale = { fromMs, toMs: toMs + 5_500, interval };
    for (const panel of ['Is it live? A', 'Headline A', 'Band A', 'Quality now A', 'Latency A']) {
      const statement = statementOf(live, panel);
      expect(await asked(live, statement, third, stale), panel).toEqual([]);
      expect(await asked(live, statement, third, { fromMs, toMs, interval }), panel).not.toEqual(
        [],
      );
    }
  });

  it('is the headline in centimetres', async () => {
    const rows = await asked(review, statementOf(review, 'Headline A'), third, shownOf(third));
    expect(rows[0]['Knee in']).toBeCloseTo(3, 6);
  });

  it('is of the sample recording, as it is uploaded', async () => {
    const startMs = Date.UTC(2026, 0, 1);
    const shown = { fromMs: startMs, toMs: startMs + 60_000, interval: '1s' };
    const choices = { session: 'squats', hub: '$__all' };
    for (const of of ['Headline A', 'Knee flexion A', 'Quality A', 'Calibration A', 'Session A']) {
      const rows = await asked(review, statementOf(review, of), third, shown, choices);
      expect(rows.length, of).toBeGreaterThan(0);
    }
    const reps = statementOf(review, 'Each repetition, right and left A');
    expect(await asked(review, reps, third, shown, choices)).toHaveLength(6);
  });

  it('is a mean of counted repetitions alone, of one task, without trials of the simulator', async () => {
    const statement = statementOf(trends, 'Knee valgus (joint) A');
    const rows = await asked(trends, statement, third, ALL_DAYS);
    expect(rows.map(({ mean }) => mean).sort((a, b) => Number(a) - Number(b))).toEqual([
      2, 3, 4, 5, 9, 14,
    ]);
  });

  it('is a band about the mean of the first session, through all that is shown after it', async () => {
    const statement = statementOf(trends, 'Knee valgus (joint) B');
    const rows = await asked(trends, statement, third, ALL_DAYS, { mdc_kneeValgusDeg: '2.5' });
    const bands = rows.filter(({ less }) => less !== null).map(({ less, more }) => [less, more]);
    expect(new Set(bands.map(String))).toEqual(new Set(['0.5,5.5', '2.5,7.5']));
    expect(bands.length).toBeGreaterThan(2 * 95);
  });

  it('is a change in detectable changes, per leg', async () => {
    const statement = statementOf(trends, 'Knee valgus (joint): change since A');
    const rows = await asked(trends, statement, third, ALL_DAYS, { mdc_kneeValgusDeg: '4' });
    expect(rows.map(({ change }) => change)).toEqual([(14 - 5) / 4, (2 - 3) / 4]);
    const unknown = await asked(trends, statement, third, ALL_DAYS, { mdc_kneeValgusDeg: '0' });
    expect(unknown.map(({ change }) => change)).toEqual([0, 0]);
  });

  it('is right less left of each session', async () => {
    const statement = statementOf(trends, 'Knee valgus (joint): right less left A');
    const rows = await asked(trends, statement, third, ALL_DAYS);
    expect(rows.map((row) => row['less left'])).toEqual([-2, -5, -12]);
  });

  it('is the share of lost samples in the minute', async () => {
    const sensors = dashboardOf('sensors');
    const shown = shownOf(third);
    const rows = await asked(sensors, statementOf(sensors, 'Share lost A'), third, shown);
    expect(rows.map(({ lost }) => lost).filter((lost) => lost !== null)).toEqual([
      (100 * 60) / (60 + 99 * 60),
    ]);
  });

  it.each(
    DASHBOARDS.flatMap((dashboard) =>
      dashboard.annotations.list.map((annotation) => ({
        uid: dashboard.uid,
        name: annotation.name,
        dashboard,
        annotation,
      })),
    ),
  )('has the columns of $name of $uid where the data source looks for them', async (each) => {
    const { dashboard, name, annotation } = each;
    const { query, textColumn, tagsColumn, timeEndColumn } = annotation.target;
    const statement = statementOf(dashboard, `annotation ${name}`);
    const [row] = await asked(dashboard, statement, third, shownOf(third));
    const [, table] = /FROM "(\w+)"/.exec(query) ?? [];
    // A column comes to the data source with the name of its measurement before it; for text and tags
    // it looks whether the name is in that of a column, for the end whether it is the same.
    const columns = Object.keys(row)
      .filter((column) => column !== 'time')
      .map((column) => `${table}.${column}`);
    const has = (part: string) => columns.filter((column) => column.includes(part));
    expect(has(textColumn)).toHaveLength(1);
    if (tagsColumn !== '') expect(has(tagsColumn)).toHaveLength(1);
    if (timeEndColumn !== '') expect(columns).toContain(timeEndColumn);
    expect(typeof row[textColumn]).toBe('string');
  });

  it('is a span of a repetition in milliseconds, with no null in it', async () => {
    const statement = statementOf(review, 'annotation Repetitions, right');
    const rows = await asked(review, statement, third, shownOf(third));
    expect(rows).toHaveLength(3);
    expect(rows[0].start_ms).toBe(third.startUs / 1000 + 25_000);
    // The data source passes over a row with a null in it.
    expect(rows.flatMap((row) => Object.values(row))).not.toContain(null);
  });
});
