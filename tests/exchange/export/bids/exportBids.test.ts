import { readdirSync, readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportBids } from '../../../../src/exchange/export/bids/exportBids.ts';
import type { SessionMetadata } from '../../../../src/model/session.ts';
import { RecordingWriter } from '../../../../src/recording/writer.ts';
import { opened } from '../../../recording/opened.ts';
import {
  SESSION,
  STARTED_US,
  sessionSteps,
  temporaryFolder,
  writeStep,
} from '../../../recording/session.ts';
import { CAN_LIST_HANDLES, openHandlesBelow } from '../../import/openHandles.ts';
import { csvOf, SAMPLE } from '../sample.ts';
import { sevenSensors } from '../sevenSensors.ts';
import { validateBids } from './validateBids.ts';

const HOUR_US = 3600e6;

/** A few seconds of a session with these facts. */
async function recorded(facts: Partial<SessionMetadata>, seconds = 4): Promise<string> {
  const path = join(await temporaryFolder(), 'short.mcap');
  const writer = await RecordingWriter.create(path, { ...SESSION, ...facts });
  for (const step of sessionSteps(seconds)) writeStep(writer, step);
  writer.writeInput({ type: 'marker', timeUs: STARTED_US + 1e6, label: '=tab\tand\nline' });
  await writer.close();
  return path;
}

async function exported(...paths: readonly string[]): Promise<string> {
  const folder = join(await temporaryFolder(), 'bids');
  await exportBids(await Promise.all(paths.map(opened)), folder);
  return folder;
}

function table(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

describe('a BIDS data set of one recording', () => {
  it('satisfies every rule, and has frames and sensors as tracking systems', async () => {
    const folder = await exported(SAMPLE);
    expect(validateBids(folder)).toEqual([]);
    const systems = filesIn(folder).flatMap(
      (path) => /tracksys-(\w+?)_.*motion\.tsv/.exec(path)?.[1] ?? [],
    );
    expect(systems).toEqual(['body', 'leftShank', 'leftThigh', 'rightShank', 'rightThigh']);
  });

  it('has the cells of the tables, quality as numbers', async () => {
    const folder = await exported(SAMPLE);
    const { body, reps } = await csvOf(SAMPLE);
    const motion = filesIn(folder).find((path) => /tracksys-body.*motion\.tsv/.test(path)) ?? '';
    const rows = table(join(folder, motion));
    const channels = table(join(folder, motion.replace('_motion', '_channels')));
    const names = channels.slice(1).map(([name]) => name);
    expect(names).toEqual(['latency', ...Object.keys(body[0]).slice(1)]);
    expect(rows).toHaveLength(body.length);
    for (const [i, row] of rows.entries()) {
      const cells = Object.entries(body[i]).map(([name, cell]) =>
        name.endsWith('_quality')
          ? cell.replace(/ok/, '0').replace('uncalibrated', '9')
          : cell || 'n/a',
      );
      if (cells.join() !== row.join()) expect(row).toEqual(cells);
    }
    const events = filesIn(folder).find((path) => path.endsWith('_events.tsv')) ?? '';
    const onsets = table(join(folder, events)).filter(([, , type]) => type === 'rep');
    const right = reps.filter(({ side }) => side === 'right');
    expect(onsets.map(([onset]) => onset)).toEqual(right.map((rep) => rep.start_time_s));
  });

  it('has every sample of the sensors with its own instant', async () => {
    const folder = await exported(await sevenSensors());
    expect(validateBids(folder)).toEqual([]);
    const motions = filesIn(folder).filter((path) => /_motion\.tsv$/.test(path));
    expect(motions).toHaveLength(8);
    for (const motion of motions) {
      const rows = table(join(folder, motion));
      const about = JSON.parse(
        readFileSync(join(folder, motion.replace('.tsv', '.json')), 'utf8'),
      ) as Record<string, number>;
      const seconds = Number(rows.at(-1)?.[0]) - Number(rows[0][0]);
      expect(about.SamplingFrequencyEffective).toBeCloseTo((rows.length - 1) / seconds, 3);
      // Clocks that are off by some 100 ppm, judged over half a minute of arrivals that jitter.
      const ratio = about.SamplingFrequencyEffective / about.SamplingFrequency;
      expect(Math.abs(ratio - 1)).toBeLessThan(2e-3);
    }
  });
});

describe('a BIDS data set of several recordings', () => {
  const several = async (): Promise<string> =>
    exported(
      await recorded({ id: 'c', subject: 'P-7', startedUs: STARTED_US + 30 * HOUR_US }),
      await recorded({ id: 'a', subject: 'P-7' }),
      await recorded({ id: 'b', subject: 'P-7', startedUs: STARTED_US + HOUR_US }),
      await recorded({ id: 'd', subject: 'p7', simulated: false }),
      await recorded({ id: 'e', subject: 'P_7', simulated: false }),
    );

  it('satisfies every rule; subjects keep apart, sessions and runs are in order', async () => {
    const folder = await several();
    expect(validateBids(folder)).toEqual([]);
    expect(table(join(folder, 'participants.tsv'))).toEqual([
      ['participant_id', 'pseudonym'],
      ['sub-P7', 'P-7'],
      ['sub-P7x2', 'P_7'],
      ['sub-p7x3', 'p7'],
    ]);
    const runs = filesIn(folder).filter((path) => /^sub-P7\/.*body.*motion\.tsv/.test(path));
    expect(runs.map((path) => path.replace(/^.*(ses-\d+)_.*(run-\d+).*$/, '$1 $2'))).toEqual([
      'ses-01 run-01',
      'ses-01 run-02',
      'ses-02 run-01',
    ]);
  });

  it('has markers as events, whatever is in their text', async () => {
    const folder = await several();
    const events = filesIn(folder).filter((path) => path.endsWith('_events.tsv'));
    expect(events).toHaveLength(5);
    expect(table(join(folder, events[0])).find(([, , type]) => type === 'marker')).toEqual([
      '1',
      '0',
      'marker',
      'n/a',
      'n/a',
      'n/a',
      "'=tab and line",
    ]);
  });
});

describe('a BIDS export', () => {
  it('leaves nothing when one of the recordings cannot be exported', async () => {
    const parent = await temporaryFolder();
    const twice = await Promise.all([opened(SAMPLE), opened(SAMPLE)]);
    await expect(exportBids(twice, join(parent, 'bids'))).rejects.toThrow(
      /give each recording once/,
    );
    const ended = new AbortController();
    const job = exportBids([await opened(SAMPLE)], join(parent, 'bids'), {
      signal: ended.signal,
      onProgress: () => ended.abort(new Error('enough')),
    });
    await expect(job).rejects.toThrow('enough');
    expect(await readdir(parent)).toEqual([]);
  });

  it.skipIf(!CAN_LIST_HANDLES)(
    'holds few files open, however many recordings there are',
    async () => {
      const paths = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          recorded({ id: `r${i}`, startedUs: STARTED_US + 24 * i * HOUR_US }, 1),
        ),
      );
      const folder = join(await temporaryFolder(), 'bids');
      let most = 0;
      await exportBids(await Promise.all(paths.map(opened)), folder, {
        onProgress: () => {
          most = Math.max(most, openHandlesBelow(folder));
        },
      });
      // Four at the top, and those of the five tracking systems of one recording.
      expect(most).toBeLessThanOrEqual(4 + 5);
      expect(validateBids(folder)).toEqual([]);
    },
  );

  it('never takes the place of a file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'README'), 'mine');
    await expect(exportBids([await opened(SAMPLE)], folder)).rejects.toThrow(
      /README already exists/,
    );
    expect(await readdir(folder)).toEqual(['README']);
  });
});

/** What is done to a valid tree, and what the validator has to say of it. */
const BREAKS: readonly [
  what: string,
  file: RegExp,
  change: (text: string) => string,
  says: RegExp,
][] = [
  ['a header in motion.tsv', /body.*_motion\.tsv/, (text) => `latency\n${text}`, /1 cells/],
  ['a column too few', /Thigh.*_motion\.tsv/, (text) => text.replace(/\t\S+\n/, '\n'), /cells for/],
  ['a word', /Thigh.*_motion\.tsv/, (text) => text.replace('\t', '\tok\t'), /has ok/],
  ['no TaskName', /body.*_motion\.json/, (text) => text.replace('TaskName', 'x'), /TaskName/],
  [
    'a wrong count',
    /body.*_motion\.json/,
    (text) =>
      text
        .replace('TCount": ', 'TCount": 9')
        .replace('ORNTChannelCount": ', 'ORNTChannelCount": 9'),
    /ORNTChannelCount/,
  ],
  ['radians', /body.*_channels\.tsv/, (text) => text.replace('\tdeg\t', '\trad\t'), /unit rad/],
  ['an unknown type', /body.*_channels\.tsv/, (text) => text.replace('ORNT', 'QUAT'), /type QUAT/],
  [
    'a frame not described',
    /body.*_channels\.json/,
    (text) => text.replace('"joint"', '"x"'),
    /is not described/,
  ],
  ['a scan not listed', /_scans\.tsv/, (text) => text.replace(/motion.*\n/, ''), /other files/],
  [
    'an event before another',
    /_events\.tsv/,
    (text) => `${text}0\t0\trep\t1\tn/a\tn/a\tn/a\n`,
    /onset 0/,
  ],
  ['a participant too many', /participants\.tsv/, (text) => `${text}sub-x\tx\n`, /lists/],
];

describe('the validator', () => {
  it.each(BREAKS)('finds %s', async (_, file, change, says) => {
    const folder = await exported(await recorded({}));
    const path = filesIn(folder).find((each) => file.test(each)) ?? '';
    await writeFile(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
    expect(validateBids(folder).join('\n')).toMatch(says);
  });
});
