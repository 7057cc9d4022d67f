import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exportCsv } from '../../../src/exchange/export/csv/exportCsv.ts';
import { EXPORT_FORMATS } from '../../../src/exchange/export/formats.ts';
import type { JobAnswer } from '../../../src/stream/answers/jobs.ts';
import { exportedBy } from '../../exchange/export/sample.ts';
import { unzip } from '../../exchange/unzip.ts';
import { put } from '../../recording/sessions/folder.ts';
import { JobHub } from './jobHub.ts';

let hub: JobHub;
beforeAll(async () => {
  hub = await JobHub.start(async (own, samples) => {
    for (const id of ['a', 'hangs', 'quick', 'crashes', 'full', 'goes']) await put(own, id);
    await put(samples, 'sample');
    await (await put(own, 'open', {}, false)).close();
    const whole = await readFile(join(own, 'open.mcap'));
    await writeFile(join(own, 'open.mcap'), whole.subarray(0, -100));
    await mkdir(join(own, '.plumbline', 'jobs', 'left'), { recursive: true });
  });
});
afterAll(() => hub.remove());

const fileOf = async ({ id }: JobAnswer) =>
  Buffer.from(await (await hub.fetch(`/api/v1/jobs/${id}/file`)).arrayBuffer());

describe('an export over HTTP', () => {
  it('is a job whose files come packed, the same as those of the command', async () => {
    const begun = await hub.ask('POST', '/recordings/a/exports', { format: 'csv' });
    expect(begun.status).toBe(202);
    expect(begun.body).toMatchObject({ kind: 'export', recording: 'a', format: 'csv', file: null });
    const done = await hub.ended(begun.body.id);
    const names = ['body.csv', 'columns.csv', 'events.csv', 'reps.csv'];
    expect(done).toMatchObject({ state: 'done', progress: 1, problem: null, madeFiles: names });
    expect(await hub.jobs()).toContainEqual(done);

    const answer = await hub.fetch(done.file ?? '');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a-csv.zip"');
    const packed = Buffer.from(await answer.arrayBuffer());
    const files = unzip(packed);
    expect([...files.keys()]).toEqual(names.map((name) => `a-csv/${name}`));
    const expected = await exportedBy(exportCsv, join(hub.own, 'a.mcap'));
    let sizeBytes = 0;
    for (const name of names) {
      const content = await readFile(join(expected, name));
      expect(files.get(`a-csv/${name}`)).toEqual(content);
      sizeBytes += content.length;
    }
    expect(done.sizeBytes).toBe(sizeBytes);
    expect(await fileOf(done)).toEqual(packed);
    expect((await stat(join(hub.jobsFolder, done.id))).mode & 0o777).toBe(0o700);
  });

  it('breaks off, and is no archive, where a file of it is gone', async () => {
    const done = await hub.ended((await hub.begin('quick', 'exports', { format: 'csv' })).id);
    expect(
      unzip(await fileOf(done))
        .get('quick-csv/body.csv')
        ?.toString(),
    ).toBe('time_s');
    await rm(join(hub.jobsFolder, done.id, 'csv', 'body.csv'));
    await expect(fileOf(done)).rejects.toThrow();
  });

  it('is refused in a sentence where it cannot be', async () => {
    const refused = [
      ['a', { format: 'xls' }, 400, 'csv, parquet, json, opensim, bids, mcap'],
      ['a', {}, 400, 'format'],
      ['a', { format: 'csv', colour: 1 }, 400, 'colour'],
      ['nobody', { format: 'csv' }, 404, 'no recording "nobody"'],
      ['..%2fsamples%2fsample', { format: 'csv' }, 404, 'no recording'],
      ['open', { format: 'csv' }, 409, 'not closed'],
    ] as const;
    for (const [id, body, status, sentence] of refused) {
      const answer = await hub.ask('POST', `/recordings/${id}/exports`, body);
      expect([answer.status, answer.body.error]).toEqual([
        status,
        expect.stringContaining(sentence),
      ]);
    }
    const gone = await hub.ask('GET', '/jobs/0');
    expect([gone.status, gone.body.error]).toEqual([
      404,
      expect.stringContaining('Ask for it again'),
    ]);
  });

  it('offers the formats of the command line', async () => {
    const { body } = await hub.ask('GET', '/exports');
    const formats: { format: string }[] = body.formats;
    expect(formats.map(({ format }) => format)).toEqual([...EXPORT_FORMATS]);
  });
});

describe('a job', () => {
  it('that is killed, or finds no room, fails in a sentence and leaves nothing', async () => {
    const [crashed, full] = await Promise.all(
      ['crashes', 'full'].map((id) => hub.begin(id, 'exports', { format: 'csv' })),
    );
    expect(await hub.ended(crashed.id)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('The system ended it (SIGKILL)'),
      file: null,
    });
    const { state, problem } = await hub.ended(full.id);
    expect(state).toBe('failed');
    expect(problem).toContain('The disk of the hub is full');
    expect(problem).not.toContain(hub.own);
    expect(existsSync(join(hub.jobsFolder, full.id))).toBe(false);
    const answer = await hub.ask('GET', `/jobs/${full.id}/file`);
    expect([answer.status, answer.body.error]).toEqual([409, expect.stringContaining('failed')]);
  });

  it('is cancelled with its process, and the next has its turn', async () => {
    const hanging = await hub.begin('hangs', 'exports', { format: 'csv' });
    const next = await hub.begin('quick', 'exports', { format: 'csv' });
    await hub.jobWhen(hanging.id, ({ progress }) => progress === 0.4);
    expect((await hub.job(next.id)).state).toBe('waiting');
    expect((await hub.ask('DELETE', `/jobs/${hanging.id}`)).body.state).toBe('cancelled');
    expect(existsSync(join(hub.jobsFolder, hanging.id))).toBe(false);
    expect((await hub.ended(next.id)).state).toBe('done');
    // What was made is thrown away.
    expect((await hub.ask('DELETE', `/jobs/${next.id}`)).status).toBe(200);
    expect((await hub.ask('GET', `/jobs/${next.id}`)).status).toBe(404);
    expect(existsSync(join(hub.jobsFolder, next.id))).toBe(false);
  });

  it('goes with its recording, and so does what it made', async () => {
    const made = await hub.ended((await hub.begin('goes', 'exports', { format: 'csv' })).id);
    const hanging = await hub.begin('hangs', 'exports', { format: 'csv' });
    const waiting = await hub.begin('goes', 'exports', { format: 'json' });
    const { body: plan } = await hub.ask('GET', '/recordings/goes/deletion');
    expect(plan.sessions[0].files).toContain(`.plumbline/jobs/${made.id}/csv/body.csv`);
    const deleted = await hub.ask('DELETE', `/recordings/goes?token=${plan.token}`);
    expect(deleted.body).toMatchObject({ sessions: 1, left: [] });
    const ids = (await hub.jobs()).map(({ id }) => id);
    expect(ids).not.toContain(made.id);
    expect(ids).not.toContain(waiting.id);
    expect(existsSync(join(hub.jobsFolder, made.id))).toBe(false);
    await hub.ask('DELETE', `/jobs/${hanging.id}`);
    const state = await readdir(join(hub.own, '.plumbline'), { recursive: true });
    expect(state.filter((name) => name.includes('goes'))).toEqual([]);
  });

  it('of a processing leaves no half recording, and no whole one where the recording goes', async () => {
    const written = async () => (await readdir(hub.own)).filter((name) => /hangs-/.test(name));
    await put(hub.own, 'gone-hangs');
    await put(hub.own, 'gone-hangs-processed', { parent: 'gone-hangs' });
    const late = join(hub.own, 'gone-hangs-processed.mcap');
    await rename(late, `${late}.late`);
    const plan = (await hub.ask('GET', '/recordings/gone-hangs/deletion')).body;
    for (const id of ['hangs', 'gone-hangs']) {
      const hanging = await hub.begin(id, 'processings', { asRecorded: true });
      await hub.jobWhen(hanging.id, ({ progress }) => progress === 0.4);
      expect(await written()).toContainEqual(expect.stringMatching(/\.part$/));
      if (id === 'hangs') await hub.ask('DELETE', `/jobs/${hanging.id}`);
      if (id === 'hangs') expect(await written()).toEqual(['gone-hangs-processed.mcap.late']);
    }
    const deleted = await hub.ask('DELETE', `/recordings/gone-hangs?token=${plan.token}`);
    expect(deleted.body).toMatchObject({ sessions: 2, left: [] });
    expect(await written()).toEqual([]);
  });

  it('waits among twenty at most', async () => {
    const hanging = await hub.begin('hangs', 'exports', { format: 'csv' });
    await hub.jobWhen(hanging.id, ({ state }) => state === 'running');
    const waiting: string[] = [];
    for (let i = 0; i < 20; i++) {
      waiting.push((await hub.begin('a', 'exports', { format: 'csv' })).id);
    }
    const more = await hub.ask('POST', '/recordings/a/exports', { format: 'csv' });
    expect([more.status, more.body.error]).toEqual([409, expect.stringContaining('20 jobs wait')]);
    for (const id of [...waiting, hanging.id]) await hub.ask('DELETE', `/jobs/${id}`);
  });
});

describe('the recording itself', () => {
  it('is sent as it is', async () => {
    const answer = await hub.fetch('/api/v1/recordings/a/file');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a.mcap"');
    const whole = await readFile(join(hub.own, 'a.mcap'));
    expect(answer.headers.get('content-length')).toBe(`${whole.length}`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(whole);
    const open = await hub.ask('GET', '/recordings/open/file');
    expect([open.status, open.body.error]).toEqual([409, expect.stringContaining('not closed')]);
  });
});

it('leaves nothing of jobs behind when the hub stops, and finds nothing of one that was killed', async () => {
  const other = await JobHub.start(async (own) => {
    await put(own, 'a');
    await copyFile(join(own, 'a.mcap'), join(own, 'hangs.mcap'));
    const left = join(own, '.plumbline', 'jobs', 'left');
    await mkdir(left, { recursive: true });
    await mkdir(join(own, '.plumbline', 'exports'));
    // No process has so large a number.
    await writeFile(join(own, 'a-processed.mcap.99999999.part'), 'half of it');
    const log = { schemaVersion: 1, files: [join(left, 'body.csv')], dataSets: [] };
    await writeFile(join(own, '.plumbline', 'exports', 'a.json'), JSON.stringify(log));
  });
  try {
    expect(await readdir(join(other.own, '.plumbline'))).toEqual(['exports']);
    expect(await readdir(join(other.own, '.plumbline', 'exports'))).toEqual([]);
    expect((await readdir(other.own)).filter((name) => name.endsWith('.part'))).toEqual([]);
    await other.ended((await other.begin('a', 'exports', { format: 'csv' })).id);
    expect(await readdir(join(other.own, '.plumbline', 'exports'))).toEqual(['a.json']);
    const { id } = await other.begin('hangs', 'exports', { format: 'csv' });
    await other.jobWhen(id, ({ state }) => state === 'running');
    await other.stop();
    expect(await readdir(join(other.own, '.plumbline'))).toEqual(['exports']);
    expect(await readdir(join(other.own, '.plumbline', 'exports'))).toEqual([]);
  } finally {
    await other.remove();
  }
});

it('keeps what was made for a time only, and begins nothing where the disk has no room', async () => {
  let freeBytes = 2 ** 40;
  const other = await JobHub.start((own) => put(own, 'quick').then(() => undefined), {
    keptMs: 100,
    freeBytes: async () => freeBytes,
  });
  try {
    const { id } = await other.begin('quick', 'exports', { format: 'csv' });
    await other.jobWhen(id, (job) => 'error' in job);
    await vi.waitFor(async () => expect(await readdir(other.jobsFolder)).toEqual([]));
    freeBytes = 300 * 2 ** 20;
    const refused = await other.begin('quick', 'exports', { format: 'csv' });
    const failed = await other.jobWhen(refused.id, ({ state }) => state === 'failed');
    expect(failed.problem).toContain('300 MB free');
  } finally {
    await other.remove();
  }
});
