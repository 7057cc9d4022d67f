import { mkdir, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { FolderLibrary } from '../../src/hub/folderLibrary.ts';
import { SessionCatalogue } from '../../src/hub/sessionCatalogue.ts';
import { headlineOf, thresholdsOf } from '../../src/movement/thresholds.ts';
import { noteExport } from '../../src/recording/deletion/exportLog.ts';
import { StreamClient } from '../../src/stream/client.ts';
import { STARTED_US } from '../recording/session.ts';
import { put } from '../recording/sessions/folder.ts';
import { TestHub } from './testHub.ts';
import { until } from './testServer.ts';

let test: TestHub;
let own: string;

beforeEach(async () => {
  test = await TestHub.start();
  own = join(test.folder, 'own');
  const samples = join(test.folder, 'samples');
  await Promise.all([mkdir(own), mkdir(samples)]);
  await put(own, 'a', { subject: 'P-1', notes: 'as recorded' });
  await put(own, 'b', { subject: 'P-1', parent: 'a', startedUs: STARTED_US + 60e6 });
  await put(own, 'c', { subject: 'P-2' });
  await put(samples, 'sample', { subject: 'P-3' });
  await test.hub.stop();
  const library = new FolderLibrary([own, samples], (settings) =>
    headlineOf(settings.task, thresholdsOf(settings)),
  );
  const served = await TestHub.start({
    library,
    catalogue: new SessionCatalogue([own, samples]),
  });
  await rm(served.folder, { recursive: true });
  test = Object.assign(served, { folder: test.folder });
});
afterEach(() => test.stop());

async function ask(method: string, path: string, body?: unknown) {
  const response = await test.fetch(`/api/v1${path}`, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  return { status: response.status, body: await response.json() };
}

const idsOf = ({ body }: { body: { recordings: { id: string }[] } }) =>
  body.recordings.map(({ id }) => id);

describe('sessions over HTTP', () => {
  it('are listed by what they are, without their paths', async () => {
    const all = await ask('GET', '/recordings');
    expect(idsOf(all)).toEqual(['b', 'a', 'c', 'sample']);
    expect(JSON.stringify(all.body)).not.toContain(test.folder);
    expect(idsOf(await ask('GET', '/recordings?subject=P-1&sort=subject'))).toEqual(['b', 'a']);
    expect(idsOf(await ask('GET', '/recordings?since=2026-11-22T19:04:00Z'))).toEqual(['b']);
    await put(own, 'sample', { subject: 'P-3' });
    const copied = await ask('GET', '/recordings?subject=P-3');
    expect(copied.body.recordings).toMatchObject([{ id: 'sample', own: true }]);
    for (const query of ['since=yesterday', 'sort=colour', 'assessment=x', 'shoe=1']) {
      expect((await ask('GET', `/recordings?${query}`)).status).toBe(400);
    }
  });

  it('are described, and what is said is kept with who said it', async () => {
    const patched = await ask('PATCH', '/recordings/a', {
      by: 'coach',
      facts: { loadKg: 20, subject: 'P-9' },
      addTags: ['pilot'],
      annotate: [{ timeUs: STARTED_US, text: 'slipped' }],
    });
    expect(patched.status).toBe(200);
    const { body } = await ask('GET', '/recordings/a');
    expect(body).toEqual(patched.body);
    expect(body.described).toMatchObject({ loadKg: 20, notes: 'as recorded', subject: 'P-9' });
    expect(body.history.map(({ by, what }: { by: string; what: string }) => [by, what])).toEqual([
      ['coach', 'facts.subject'],
      ['coach', 'facts.loadKg'],
      ['coach', 'tags'],
      ['coach', 'annotation 1'],
    ]);
    expect(idsOf(await ask('GET', '/recordings?tag=pilot&subject=P-9'))).toEqual(['a']);
  });

  it('refuse edits that cannot be, with the reason', async () => {
    const refused = [
      ['a', { facts: { loadKg: -1 } }, 400, '0 to 400 kg'],
      ['a', { shoe: 1 }, 400, 'shoe'],
      ['a', {}, 400, 'nothing is changed'],
      ['a', { removeAnnotations: [7] }, 409, 'no annotation 7'],
      [
        'a',
        { trials: { 1: { name: 'x' } } },
        409,
        'There is no trial 1: the recording has no trials.',
      ],
      ['sample', { addTags: ['x'] }, 409, 'stays as it is'],
      ['nobody', { addTags: ['x'] }, 404, 'no recording'],
      ['..%2fsamples%2fsample', { addTags: ['x'] }, 404, 'no recording'],
    ] as const;
    for (const [id, edit, status, sentence] of refused) {
      const answer = await ask('PATCH', `/recordings/${id}`, edit);
      expect([answer.status, answer.body.error]).toEqual([
        status,
        expect.stringContaining(sentence),
      ]);
    }
  });

  it('tell whose they are, and what is in one', async () => {
    const { body } = await ask('GET', '/recordings');
    expect(body.recordings.map(({ id, own }: { id: string; own: boolean }) => [id, own])).toEqual([
      ['b', true],
      ['a', true],
      ['c', true],
      ['sample', false],
    ]);
    const contents = await ask('GET', '/recordings/sample/contents');
    expect(contents.body).toMatchObject({ method: null, startUs: STARTED_US, markers: [] });
    expect((await ask('GET', '/recordings/nobody/contents')).status).toBe(404);
  });

  it('tell the trials, and let be said of them what is there', async () => {
    const writer = await put(own, 'trials', {}, false);
    const at = (s: number) => STARTED_US + s * 1e6;
    writer.writeInput({ type: 'trialStart', timeUs: at(1), name: 'heels up' });
    writer.writeInput({ type: 'marker', timeUs: at(2), label: 'pain' });
    writer.writeInput({ type: 'trialEnd', timeUs: at(3) });
    await writer.close();
    const { body } = await ask('GET', '/recordings/trials/contents');
    expect(body.trials).toMatchObject([
      { number: 1, name: 'heels up', startUs: at(1), endUs: at(3), reps: 0 },
    ]);
    expect(body.markers).toEqual([{ timeUs: at(2), label: 'pain' }]);
    const said = await ask('PATCH', '/recordings/trials', { trials: { 1: { excluded: true } } });
    expect(said.body.described.trials).toEqual({ 1: { excluded: true } });
    const refused = await ask('PATCH', '/recordings/trials', { trials: { 2: { name: 'x' } } });
    expect([refused.status, refused.body.error]).toEqual([
      409,
      'There is no trial 2: the recording has one trial.',
    ]);
  });

  it('are mended where they broke off, and only when nothing writes them', async () => {
    await put(own, 'torn');
    const path = join(own, 'torn.mcap');
    const { size, mtimeMs } = await stat(path);
    await truncate(path, size - 100);
    const open = await ask('GET', '/recordings/torn/contents');
    expect([open.status, open.body.error]).toEqual([409, expect.stringContaining('not closed')]);
    const early = await ask('POST', '/recordings/torn/recover');
    expect([early.status, early.body.error]).toEqual([409, expect.stringContaining('a moment')]);
    await utimes(path, mtimeMs / 1000, mtimeMs / 1000 - 60);
    const both = [1, 2].map(() => ask('POST', '/recordings/torn/recover'));
    const [mended, closed] = (await Promise.all(both)).sort((a, b) => a.status - b.status);
    expect(mended).toMatchObject({ status: 200, body: { losses: 0 } });
    expect(closed).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('is closed') },
    });
    expect((await ask('GET', '/recordings/torn')).body.recording.finished).toBe(true);
  });

  it('are deleted by who has seen what goes', async () => {
    const { body: plan } = await ask('GET', '/recordings/a/deletion');
    expect(plan.sessions).toEqual([
      { id: 'b', subject: 'P-1', derived: true, files: ['b.mcap'], stays: [], alsoIn: [] },
      { id: 'a', subject: 'P-1', derived: false, files: ['a.mcap'], stays: [], alsoIn: [] },
    ]);
    expect((await ask('DELETE', '/recordings/a')).status).toBe(400);
    await ask('PATCH', '/recordings/b', { addTags: ['x'] });
    expect((await ask('DELETE', `/recordings/a?token=${plan.token}`)).status).toBe(409);
    expect((await readdir(own)).sort()).toEqual(['a.mcap', 'b.mcap', 'b.session.json', 'c.mcap']);
    const { body: again } = await ask('GET', '/subjects/P-1/deletion');
    expect((await ask('DELETE', `/recordings/c?token=${again.token}`)).status).toBe(409);
    const done = await ask('DELETE', `/subjects/P-1?token=${again.token}`);
    expect(done.body).toEqual({ sessions: 2, files: 3, left: [], asksDatabase: false });
    expect(await readdir(own)).toEqual(['c.mcap']);
    expect((await ask('GET', '/subjects/P-1/deletion')).status).toBe(409);
    expect((await ask('GET', '/recordings/sample/deletion')).status).toBe(409);
  });

  it('are deleted, and what stays of them is told by its name alone', async () => {
    const table = join(test.folder, 'table.csv');
    await writeFile(table, '');
    await mkdir(join(own, '.plumbline'));
    await noteExport(join(own, 'c.mcap'), [table]);
    await writeFile(table, 'copied back');
    const { body: plan } = await ask('GET', '/recordings/c/deletion');
    const { body } = await ask('DELETE', `/recordings/c?token=${plan.token}`);
    const sentence =
      'table.csv is not known to be what was made of c: it stays, and so does the note of it';
    expect(body).toMatchObject({ sessions: 1, files: 1, left: [sentence] });
  });

  it('are not deleted while all see or sensors record them; who looks alone is told', async () => {
    const { body: plan } = await ask('GET', '/recordings/c/deletion');
    expect((await ask('POST', '/recordings/c/replay')).status).toBe(200);
    const refused = await ask('DELETE', `/recordings/c?token=${plan.token}`);
    expect([refused.status, refused.body.error]).toEqual([
      409,
      '"c" is being replayed: go live first.',
    ]);
    await ask('POST', '/live');
    const writer = await put(own, 'd', {}, false);
    const open = await ask('GET', '/recordings/d/deletion');
    expect([open.status, open.body.error]).toEqual([409, expect.stringContaining('not closed')]);
    expect(open.body.error).not.toContain(own);
    await writer.close();
    const client = new StreamClient({ url: test.streamUrl, WebSocket, ackMs: 50 });
    const seen: string[] = [];
    client.on('hello', ({ timeline }) => seen.push(timeline));
    client.on('error', (sentence) => seen.push(sentence));
    client.start();
    await until(() => seen.length === 1, 'the first hello');
    client.send({ type: 'watch', recording: 'c' });
    await until(() => seen.length === 2, 'the replay');
    expect((await ask('DELETE', `/recordings/c?token=${plan.token}`)).status).toBe(200);
    await until(() => seen.length === 4, 'the end of the replay');
    client.stop();
    const why = '"c" is being deleted, so its replay ended.';
    expect(seen).toEqual(['shared', 'own', 'shared', why]);
  });
});

describe('the live session over HTTP', () => {
  it('takes markers and trials as its stream does', async () => {
    const sent = [
      ['/live/marker', { label: 'pain' }, { type: 'marker', label: 'pain' }],
      ['/live/trial', { action: 'start', name: 'x' }, { type: 'trialStart', name: 'x' }],
      ['/live/trial', { action: 'end' }, { type: 'trialEnd' }],
    ] as const;
    for (const [path, body] of sent) expect((await ask('POST', path, body)).status).toBe(200);
    expect(test.feed.received).toEqual(sent.map(([, , message]) => message));
    for (const [path, body] of [
      ['/live/marker', { label: '' }],
      ['/live/marker', { label: 'x', more: 1 }],
      ['/live/trial', { action: 'stop' }],
      ['/live/trial', [1]],
    ] as const) {
      expect((await ask('POST', path, body)).status).toBe(400);
    }
  });
});
