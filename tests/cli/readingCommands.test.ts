import { spawn } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PipelineInput } from '../../src/model/events.ts';
import { record } from '../recording/record.ts';
import { SESSION, STARTED_US, sessionSteps } from '../recording/session.ts';
import { spoilChunk } from '../recording/spoilChunk.ts';
import { expectMessage, SAMPLE, UNREADABLE } from './messages.ts';
import { begin, MAIN, plumbline, Running, temporaryFolder } from './plumbline.ts';

const TABLES = ['body.csv', 'columns.csv', 'events.csv', 'reps.csv'];

const WRONG_WORDS: readonly (readonly [words: string, names: readonly string[]])[] = [
  ['info', ["'file'", '<file>', '--json']],
  ['info a.mcap b.mcap', ['Expected 1 argument']],
  ['info --yaml a.mcap', ["'--yaml'", '--json']],
  ['export -o out', ["'files'", '<files>', '--format']],
  ['export a.mcap', ['-o, --output <folder>', 'not specified']],
  ['export a.mcap -o out --format xls', ["'xls'", 'csv, parquet, json, opensim, bids, mcap']],
];

describe('export and info', () => {
  it.each(WRONG_WORDS)('answer "%s" with what is valid', async (words, names) => {
    const folder = await temporaryFolder();
    expectMessage(await plumbline(words.split(' '), { cwd: folder }), 2, names);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['export', 'info'])('have an example to type in the help of %s', async (command) => {
    const { code, stdout, stderr } = await plumbline([command, '--help']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain(`  $ plumbline ${command} recordings/samples/squats.mcap`);
  });

  it.each(UNREADABLE)('refuse $what and leave nothing', async ({ make, names }) => {
    const folder = await temporaryFolder();
    await make(join(folder, 'given.mcap'));
    const before = await readdir(folder);
    for (const words of ['info given.mcap', 'export given.mcap -o out']) {
      const run = await plumbline(words.split(' '), { cwd: folder });
      expectMessage(run, 1, ['given.mcap', ...names]);
      expect(await readdir(folder)).toEqual(before);
    }
  });

  it('say of a torn recording how it is mended', async () => {
    const folder = await temporaryFolder();
    await copyFile(SAMPLE, join(folder, 'torn.mcap'));
    await truncate(join(folder, 'torn.mcap'), 1_000_000);
    for (const words of ['info torn.mcap', 'export torn.mcap -o out']) {
      const run = await plumbline(words.split(' '), { cwd: folder });
      expectMessage(run, 1, ['torn.mcap was not closed', '"plumbline recover torn.mcap"']);
      expect(await readdir(folder)).toEqual(['torn.mcap']);
    }
  });

  it('say of a recording whose hub still runs that it is to be stopped', async () => {
    const folder = await temporaryFolder();
    await copyFile(SAMPLE, join(folder, 'open.mcap'));
    await truncate(join(folder, 'open.mcap'), 1_000_000);
    await mkdir(join(folder, '.plumbline'));
    // Any process that lives and is not the command itself: this one.
    await writeFile(join(folder, '.plumbline', 'hub.lock'), `${process.pid}\n`);
    const run = await plumbline(['info', 'open.mcap'], { cwd: folder });
    expectMessage(run, 1, ['open.mcap is not closed', `process ${process.pid}`]);
  });
});

describe('export', () => {
  it('writes the tables and says how much is in them', async () => {
    const folder = await temporaryFolder();
    const run = await plumbline(['export', SAMPLE, '-o', 'new/tables'], { cwd: folder });
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/^new\/tables: \d+ frames, 6 reps and \d+ events of /);
    expect(run.code).toBe(0);
    expect((await readdir(join(folder, 'new/tables'))).toSorted()).toEqual(TABLES);
  });

  it.each([
    ['parquet', ['body.parquet', 'events.parquet', 'reps.parquet']],
    ['json', ['body.jsonl', 'events.jsonl', 'reps.jsonl', 'session.json']],
    ['opensim', ['angles.mot', 'calibration_pose.sto', 'orientations.sto', 'quality.csv']],
    ['mcap', ['foxglove-layout.json', 'plotjuggler-layout.xml', 'squats.mcap']],
    [
      'bids',
      [
        'README',
        'dataset_description.json',
        'participants.json',
        'participants.tsv',
        'sub-simulated',
      ],
    ],
  ])('writes %s', async (format, files) => {
    const folder = await temporaryFolder();
    const words = ['export', SAMPLE, '--format', format, '-o', 'out'];
    const run = await plumbline(words, { cwd: folder });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^out: \d+ frames/);
    expect((await readdir(join(folder, 'out'))).toSorted()).toEqual(files);
  });

  it('gives several recordings a folder each', async () => {
    const folder = await temporaryFolder();
    const other = await record(sessionSteps(1));
    const run = await plumbline(['export', SAMPLE, other, '-o', 'out'], { cwd: folder });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect((await readdir(join(folder, 'out'))).toSorted()).toEqual([SESSION.id, 'squats']);
    expectMessage(await plumbline(['export', other, other, '-o', 'x'], { cwd: folder }), 2, [
      'give each recording once',
    ]);
  });

  it('says what a later version wrote and it left out', async () => {
    const folder = await temporaryFolder();
    const later = { type: 'weather', timeUs: STARTED_US } as unknown as PipelineInput;
    const path = await record([...sessionSteps(1), { kind: 'input', input: later }]);
    const run = await plumbline(['export', path, '-o', 'out'], { cwd: folder });
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/1 message of types .* \(weather 1\) were left out\n$/);
  });

  it('says where chunks were damaged, and writes what the others hold', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'spoilt.mcap');
    await copyFile(SAMPLE, path);
    await spoilChunk(path);
    const run = await plumbline(['export', path, '-o', 'out'], { cwd: folder });
    expect(run.stderr).toBe(`! ${path} is damaged: what 1 of its chunks held is missing\n`);
    expect(run.code).toBe(0);
    expect((await readdir(join(folder, 'out'))).toSorted()).toEqual(TABLES);
  });

  it.each([
    ['is a file', 'taken', 'it is a file'],
    ['is under a file', 'taken/out', 'taken/out'],
    ['takes no files', '/proc/out', '/proc/out'],
  ])('refuses a folder that %s', async (_, output, named) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'taken'), 'mine');
    const run = await plumbline(['export', SAMPLE, '-o', output], { cwd: folder });
    expectMessage(run, 1, [named, 'folder']);
    expect(await readFile(join(folder, 'taken'), 'utf8')).toBe('mine');
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it.each(TABLES)('is refused where there is a %s, which stays as it was', async (name) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, name), 'mine');
    const run = await plumbline(['export', SAMPLE, '-o', '.'], { cwd: folder });
    expectMessage(run, 1, [name, 'already exists', 'another folder']);
    expect(await readdir(folder)).toEqual([name]);
    expect(await readFile(join(folder, name), 'utf8')).toBe('mine');
  });

  it('leaves nothing where the disk takes no more', async () => {
    const folder = await temporaryFolder();
    // A limit on the size of files stands in for a full disk: 200 blocks of 512 or 1024 bytes.
    const script = `ulimit -f 200; exec "${process.execPath}" "${MAIN}" export "${SAMPLE}" -o out`;
    const child = spawn('sh', ['-c', script], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    expectMessage(await new Running(child).end(), 1, ['body.csv', 'nothing of the export is kept']);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves nothing when %s interrupts it',
    async (signal) => {
      const folder = await temporaryFolder();
      // Long enough that the signal comes in the midst of it, also on a busy machine.
      const long = await record(sessionSteps(300));
      const running = begin(['export', long, '-o', 'out'], { cwd: folder });
      await expect.poll(() => readdir(folder), { timeout: 20_000, interval: 1 }).toEqual(['out']);
      running.child.kill(signal);
      expectMessage(await running.end(), 1, ['interrupted', 'out']);
      expect(await readdir(folder)).toEqual([]);
    },
  );
});

describe('info', () => {
  it('fits on a screen', async () => {
    const { code, stdout, stderr } = await plumbline(['info', SAMPLE]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe(`${SAMPLE}: simulated data`);
    expect(lines.length).toBeLessThanOrEqual(40);
  });

  it('is JSON for programs', async () => {
    const { stdout } = await plumbline(['info', '--json', SAMPLE]);
    const shape = z.object({ session: z.object({ id: z.string() }), sets: z.array(z.unknown()) });
    expect(shape.parse(JSON.parse(stdout))).toMatchObject({ session: { id: 'squats' } });
  });
});
