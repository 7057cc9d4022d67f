import { writeFileSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { exportCsv } from '../../../../src/exchange/export/csv/exportCsv.ts';
import { LEG_MEASURES } from '../../../../src/model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../../../../src/model/events.ts';
import type { PipelineOutput } from '../../../../src/model/pipeline.ts';
import { SIDES, type Side } from '../../../../src/model/placement.ts';
import { qualityWord } from '../../../../src/model/quality.ts';
import { sensorId } from '../../../../src/model/sensor.ts';
import { collect } from '../../../recording/collect.ts';
import { opened } from '../../../recording/opened.ts';
import { record } from '../../../recording/record.ts';
import {
  SESSION,
  STARTED_US,
  type Step,
  sessionSteps,
  temporaryFolder,
} from '../../../recording/session.ts';

const SAMPLE = fileURLToPath(
  new URL('../../../../recordings/samples/squats.mcap', import.meta.url),
);
const TABLES = ['body.csv', 'columns.csv', 'events.csv', 'reps.csv'];

type Row = Readonly<Record<string, string>>;

async function table(folder: string, name: string): Promise<Row[]> {
  return parse(await readFile(join(folder, name)), { columns: true }) as Row[];
}

async function headerOf(folder: string, name: string): Promise<string[]> {
  const [line] = (await readFile(join(folder, name), 'utf8')).split('\n');
  return line.split(',');
}

async function exported(path: string): Promise<string> {
  const folder = join(await temporaryFolder(), 'out');
  await exportCsv(await opened(path), folder);
  return folder;
}

function outputStep(output: Partial<PipelineOutput>): Step {
  return { kind: 'output', output: { samples: [], frames: [], events: [], ...output } };
}

/** A short session in which every frame has these legs alone. */
function* stepsWithLegs(sides: readonly Side[]): Generator<Step> {
  for (const step of sessionSteps(1)) {
    if (step.kind !== 'output') {
      yield step;
      continue;
    }
    const frames = step.output.frames.map((frame) => ({
      ...frame,
      legs: frame.legs.filter(({ side }) => sides.includes(side)),
    }));
    yield outputStep({ ...step.output, frames });
  }
}

describe('body.csv', () => {
  it('has every measure, quality word and quaternion of each leg, right first', async () => {
    const header = await headerOf(await exported(SAMPLE), 'body.csv');
    const legColumns = SIDES.flatMap((side) =>
      [
        ...LEG_MEASURES.map(({ column }) => column),
        ...['knee_quality', 'ankle_quality', 'projection_quality'],
        ...['thigh_qw', 'thigh_qx', 'thigh_qy', 'thigh_qz'],
        ...['shank_qw', 'shank_qx', 'shank_qy', 'shank_qz'],
      ].map((name) => `${side}_${name}`),
    );
    expect(header).toEqual(['time_s', ...legColumns]);
  });

  it('has the frames of the recording to a millionth, blank where nothing can be stated', async () => {
    const frames = await collect((await opened(SAMPLE)).frames());
    const rows = await table(await exported(SAMPLE), 'body.csv');
    const { startedUs } = (await opened(SAMPLE)).metadata;
    expect(rows).toHaveLength(frames.length);
    let blanks = 0;
    let worst = 0;
    for (const [i, frame] of frames.entries()) {
      if (Math.round(Number(rows[i].time_s) * 1e6) !== frame.timeUs - startedUs) worst = 1;
      for (const { side, measures, quality, thigh, shank } of frame.legs) {
        const cells: [string, number][] = [
          ...LEG_MEASURES.map(({ key, column }): [string, number] => [
            rows[i][`${side}_${column}`],
            measures[key],
          ]),
          [rows[i][`${side}_thigh_qw`], thigh[0]],
          [rows[i][`${side}_shank_qz`], shank[3]],
        ];
        for (const [cell, value] of cells) {
          if (cell === '' && Number.isNaN(value)) blanks++;
          else worst = Math.max(worst, cell === '' ? 1 : Math.abs(Number(cell) - value));
        }
        if (rows[i][`${side}_knee_quality`] !== qualityWord(quality.knee)) worst = 1;
        if (rows[i][`${side}_ankle_quality`] !== qualityWord(quality.ankle)) worst = 1;
        if (rows[i][`${side}_projection_quality`] !== qualityWord(quality.projection)) worst = 1;
      }
    }
    expect(worst).toBeLessThanOrEqual(0.500001e-6);
    expect(blanks).toBeGreaterThan(1000);
  });

  it('says of every frame how it is, with the worst word of its flags', async () => {
    const words = new Set(
      (await table(await exported(SAMPLE), 'body.csv')).map((row) => row.left_knee_quality),
    );
    expect([...words].toSorted()).toEqual(['ok', 'uncalibrated']);
  });

  it.each([[['right']], [['left']]] as const)(
    'has the columns of the %s leg alone where no other was worn',
    async (sides) => {
      const folder = await exported(await record(stepsWithLegs(sides)));
      const [time, ...others] = await headerOf(folder, 'body.csv');
      expect(time).toBe('time_s');
      expect(others.every((name) => name.startsWith(`${sides[0]}_`))).toBe(true);
      const rows = await table(folder, 'body.csv');
      expect(rows).toHaveLength(100);
      expect(rows[0].time_s).toBe('-0.03');
    },
  );

  it('leaves the cells of a leg blank in frames that lack it', async () => {
    const one = [...stepsWithLegs(['left'])];
    const folder = await exported(await record([...one, ...lateFrames()]));
    const rows = await table(folder, 'body.csv');
    expect(rows[0]).toMatchObject({ right_knee_flexion_deg: '', right_knee_quality: '' });
    expect(rows[0].left_knee_flexion_deg).not.toBe('');
    expect(rows.at(-1)?.right_knee_flexion_deg).not.toBe('');
  });
});

/** What two legs gave in the second after the first. */
function* lateFrames(): Generator<Step> {
  for (const step of sessionSteps(2)) {
    if (step.kind !== 'output') continue;
    const frames = step.output.frames.filter(({ arrivalUs }) => arrivalUs >= STARTED_US + 1e6);
    if (frames.length > 0) yield outputStep({ frames });
  }
}

describe('reps.csv', () => {
  it('has a row for each leg of each rep, with the headline in the unit of its name', async () => {
    const rows = await table(await exported(SAMPLE), 'reps.csv');
    const events = await collect((await opened(SAMPLE)).events());
    const reps = events.flatMap((event) => (event.type === 'rep' ? [event.rep] : []));
    const { startedUs } = (await opened(SAMPLE)).metadata;
    expect(rows).toHaveLength(2 * reps.length);
    for (const [i, rep] of reps.entries()) {
      for (const [k, leg] of rep.legs.entries()) {
        const row = rows[2 * i + k];
        expect(row).toMatchObject({
          set: '1',
          rep: String(rep.number),
          side: leg.side,
          headline: 'knee_medial_deviation',
          band: leg.band,
          quality: leg.quality,
          counted: String(rep.counted),
          cued: String(rep.cued),
        });
        expect(Number(row.start_time_s)).toBe((rep.startUs - startedUs) / 1e6);
        expect(Number(row.bottom_time_s)).toBe((rep.bottomUs - startedUs) / 1e6);
        expect(Number(row.end_time_s)).toBe((rep.endUs - startedUs) / 1e6);
        expect(Number(row.peak_flexion_deg)).toBeCloseTo(leg.peakFlexionDeg, 5);
        expect(Number(row.headline_at_peak_flexion_cm)).toBeCloseTo(
          leg.headlineAtPeakFlexion ?? Number.NaN,
          5,
        );
      }
    }
  });

  it('leaves blank what cannot be stated, and counts sets where the reps begin anew', async () => {
    const steps = [...sessionSteps(7)];
    const again = steps.flatMap((step) => {
      const events = step.kind === 'output' ? step.output.events : [];
      return events.length > 0 ? [outputStep({ events })] : [];
    });
    const rows = await table(await exported(await record([...steps, ...again])), 'reps.csv');
    expect(rows.map(({ set, rep, side }) => `${set} ${rep} ${side}`)).toEqual([
      '1 1 right',
      '1 1 left',
      '1 2 right',
      '1 2 left',
      '2 1 right',
      '2 1 left',
      '2 2 right',
      '2 2 left',
    ]);
    expect(rows[0].fppa_at_60_deg).toBe('');
  });
});

describe('events.csv', () => {
  it('has what was found out and what was done, in order, with all of it as JSON', async () => {
    const folder = await exported(SAMPLE);
    const rows = await table(folder, 'events.csv');
    const events = await collect((await opened(SAMPLE)).events());
    const found = rows.filter(({ type }) => !['sensorLinked', 'placed'].includes(type));
    expect(found.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
    expect(rows.length - found.length).toBe(8);
    const detail = found.map((row) => JSON.parse(row.detail));
    expect(detail).toEqual(events.map(({ type: _type, timeUs: _timeUs, ...rest }) => rest));
  });

  it('runs no word of a person or a sensor in a spreadsheet, and mangles no number', async () => {
    const timeUs = STARTED_US;
    const label = '=cmd|\' /C calc\'!A1, "now"';
    const input: PipelineInput = { type: 'marker', timeUs, label };
    const events: PipelineEvent[] = [
      { type: 'fault', timeUs: timeUs - 20_000, sensorId: sensorId('@SUM'), sentence: '-1\n+2' },
    ];
    const path = await record([
      ...sessionSteps(0.1),
      { kind: 'input', input },
      outputStep({ events }),
    ]);
    const rows = await table(await exported(path), 'events.csv');
    expect(rows.slice(-2)).toEqual([
      {
        time_s: '0',
        type: 'marker',
        side: '',
        sensor: '',
        text: `'${label}`,
        detail: JSON.stringify({ label }),
      },
      {
        time_s: '-0.02',
        type: 'fault',
        side: '',
        sensor: "'@SUM",
        text: "'-1\n+2",
        detail: JSON.stringify({ sensorId: '@SUM', sentence: '-1\n+2' }),
      },
    ]);
  });
});

describe('columns.csv', () => {
  it('describes every column of the others, in order, with unit and meaning', async () => {
    const folder = await exported(SAMPLE);
    const rows = await table(folder, 'columns.csv');
    for (const file of ['body.csv', 'reps.csv', 'events.csv']) {
      const own = rows.filter((row) => row.file === file);
      expect(own.map(({ column }) => column)).toEqual(await headerOf(folder, file));
      for (const { column, unit, meaning } of own) {
        expect(meaning.length, column).toBeGreaterThan(5);
        const named = /_(deg|m|s|cm)$/.exec(column)?.[1] ?? '';
        expect(unit, column).toBe(named);
      }
    }
    const knee = rows.find(({ column }) => column === 'left_knee_valgus_deg');
    expect(knee).toMatchObject({ quality: 'left_knee_quality', unit: 'deg' });
  });
});

describe('an export', () => {
  it('of the same recording has the same bytes, for its owner alone', async () => {
    const [first, second] = [await exported(SAMPLE), await exported(SAMPLE)];
    for (const name of TABLES) {
      const bytes = await readFile(join(first, name));
      expect(bytes.equals(await readFile(join(second, name))), name).toBe(true);
      expect((await stat(join(first, name))).mode & 0o777).toBe(0o600);
    }
    expect((await readdir(first)).toSorted()).toEqual(TABLES);
  });

  it('goes into a folder that has other files, and leaves them as they are', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'mine.txt'), 'mine');
    await exportCsv(await opened(SAMPLE), folder);
    expect((await readdir(folder)).toSorted()).toEqual([...TABLES, 'mine.txt'].toSorted());
  });

  it('that is ended in the midst throws the reason and leaves no trace', async () => {
    const folder = await temporaryFolder();
    const ended = new AbortController();
    const recording = await opened(SAMPLE);
    const job = exportCsv(recording, join(folder, 'a', 'b'), {
      signal: ended.signal,
      onProgress: (logUs) => {
        if (logUs > recording.startUs + 20e6) ended.abort(new Error('enough'));
      },
    });
    await expect(job).rejects.toThrow('enough');
    expect(await readdir(folder)).toEqual([]);
  });

  it('never takes the place of a file that came meanwhile', async () => {
    const folder = await temporaryFolder();
    const recording = await opened(SAMPLE);
    const job = exportCsv(recording, folder, {
      onProgress: () => writeFileSync(join(folder, 'reps.csv'), 'mine'),
    });
    await expect(job).rejects.toThrow(/reps\.csv already exists/);
    expect(await readdir(folder)).toEqual(['reps.csv']);
    expect(await readFile(join(folder, 'reps.csv'), 'utf8')).toBe('mine');
  });

  it('is refused for a recording of packets alone', async () => {
    const folder = await temporaryFolder();
    const path = await record([...sessionSteps(0.1)].filter(({ kind }) => kind === 'input'));
    const job = exportCsv(await opened(path), join(folder, 'out'));
    await expect(job).rejects.toThrow(/packets without results/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('has its seconds from the start of the session, not from the first message', async () => {
    const rows = await table(await exported(await record(sessionSteps(0.1))), 'body.csv');
    expect(SESSION.startedUs).toBe(STARTED_US);
    expect(rows.slice(0, 4).map(({ time_s }) => time_s)).toEqual(['-0.03', '-0.02', '-0.01', '0']);
  });
});
