import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edited } from '../../../src/recording/sidecar/sidecarEdit.ts';
import { changeSidecar } from '../../../src/recording/sidecar/sidecarFile.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { SESSION, sessionSteps, temporaryFolder, writeStep } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { InfluxStub } from '../../tools/influxStub/influxStub.ts';
import { configOf as configOfStub } from '../server/stubConfig.ts';
import { areUploaded, beginUploader, configOf, recordFile, until } from './uploading.ts';

async function putRight(folder: string, id: string, subject: string | null): Promise<void> {
  const edit = { facts: { subject } };
  await changeSidecar(join(folder, `${id}.mcap`), (it) => edited(it, edit, 'coach', 1));
}

/** `session subject lines of body`, of all there are. */
async function linesBySubject(server: InfluxServer, database: string): Promise<string[]> {
  const rows = await server.query('SELECT latency_us, session, subject FROM body', database);
  const counts = new Map<string, number>();
  for (const { session, subject } of rows) {
    const key = `${session} ${subject}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${key} ${count}`).sort();
}

describe('who a recording is of, put right', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
  });
  afterAll(() => server.dispose());

  it('holds from the first line on where it was known before', async () => {
    await server.query('CREATE DATABASE before');
    const folder = await temporaryFolder();
    await recordFile(folder, 'a');
    await recordFile(folder, 'a.2', { continues: 'a' });
    await putRight(folder, 'a', 'P-NEW');
    beginUploader(configOf(server.url, 'before'), folder);
    await until(() => areUploaded(folder, ['a', 'a.2']));
    expect(await linesBySubject(server, 'before')).toEqual(['a P-NEW 200', 'a.2 P-NEW 200']);
  });

  it('moves what is there already, also of what was computed from it, while the uploader runs', async () => {
    await server.query('CREATE DATABASE moved');
    const folder = await temporaryFolder();
    await recordFile(folder, 'a');
    await recordFile(folder, 'again', { parent: 'a' });
    await recordFile(folder, 'other');
    const uploader = beginUploader(configOf(server.url, 'moved'), folder);
    await until(() => areUploaded(folder, ['a', 'again', 'other']));
    const moved = (subject: string) => [
      `a ${subject} 200`,
      `again ${subject} 200`,
      'other P-7F3K 200',
    ];
    const { linesSent } = uploader.state;
    for (const [given, subject] of [
      ['P-NEW', 'P-NEW'],
      [null, 'P-7F3K'],
    ] as const) {
      await putRight(folder, 'a', given);
      await until(async () => `${await linesBySubject(server, 'moved')}` === `${moved(subject)}`);
      await until(() => areUploaded(folder, ['a', 'again', 'other']));
    }
    // Twice two of the three.
    await until(() => uploader.state.state === 'idle');
    expect(uploader.state.linesSent - linesSent).toBe((4 * linesSent) / 3);
  });

  it('is noticed after a restart, and not undone by a sidecar that cannot be read', async () => {
    await server.query('CREATE DATABASE restarted');
    const folder = await temporaryFolder();
    await recordFile(folder, 'a');
    const first = beginUploader(configOf(server.url, 'restarted'), folder);
    await until(() => areUploaded(folder, ['a']));
    await first.stop();
    await putRight(folder, 'a', 'P-NEW');
    const second = beginUploader(configOf(server.url, 'restarted'), folder);
    await until(async () => `${await linesBySubject(server, 'restarted')}` === 'a P-NEW 200');
    await until(() => areUploaded(folder, ['a']));
    await second.stop();
    await writeFile(join(folder, 'a.session.json'), '{"schemaVersion":1,');
    const third = beginUploader(configOf(server.url, 'restarted'), folder);
    await recordFile(folder, 'b');
    await until(() => areUploaded(folder, ['b']));
    await until(() => third.state.state === 'idle');
    expect(await linesBySubject(server, 'restarted')).toContain('a P-NEW 200');
  });

  it('moves it behind an error of the disk that has passed, and counts it as left till then', async () => {
    await server.query('CREATE DATABASE full');
    const folder = await temporaryFolder();
    await recordFile(folder, 'a');
    const uploader = beginUploader(configOf(server.url, 'full'), folder);
    await until(() => areUploaded(folder, ['a']));
    // No request can be written into it, as on a full disk.
    const deletions = join(folder, '.plumbline', 'deletions');
    await writeFile(deletions, '');
    await putRight(folder, 'a', 'P-NEW');
    await until(() => uploader.state.lastError !== null);
    expect(uploader.state.lastError).toMatch(
      /^a\.mcap cannot be uploaded now, which is tried again: /,
    );
    expect(uploader.state.recordingsLeft).toBe(1);
    await rm(deletions);
    await until(async () => `${await linesBySubject(server, 'full')}` === 'a P-NEW 200');
    await until(() => areUploaded(folder, ['a']));
    await until(() => uploader.state.lastError === null && uploader.state.recordingsLeft === 0);
  });

  it('moves a recording that is still being written, and goes on under the new one', async () => {
    await server.query('CREATE DATABASE live');
    const folder = await temporaryFolder();
    const uploader = beginUploader(configOf(server.url, 'live'), folder);
    const path = join(folder, 'a.mcap');
    const writer = await RecordingWriter.create(path, { ...SESSION, id: 'a' }, { flushMs: 20 });
    const steps = [...sessionSteps(2)];
    for (const step of steps.slice(0, steps.length / 2)) writeStep(writer, step);
    await until(() => uploader.state.linesSent > 100);
    await putRight(folder, 'a', 'P-NEW');
    for (const step of steps.slice(steps.length / 2)) writeStep(writer, step);
    await writer.close();
    await until(() => areUploaded(folder, ['a']));
    await until(async () => `${await linesBySubject(server, 'live')}` === 'a P-NEW 400');
  });
});

/** Subjects of all that a stub holds. */
function subjectsIn(stub: InfluxStub): string[] {
  const found = stub.store.lines.map((line) => /,subject=([^, ]+)/.exec(line)?.[1] ?? '');
  return [...new Set(found)];
}

describe('who a recording is of, put right on newer servers', () => {
  it('moves what is there on 2.x', async () => {
    const stub = await InfluxStub.start({ family: 'two' });
    const folder = await temporaryFolder();
    await recordFile(folder, 'a');
    beginUploader(configOfStub(stub, { hub: 'lab 1' }), folder);
    await until(() => areUploaded(folder, ['a']));
    const { size } = stub.store;
    await putRight(folder, 'a', 'P-NEW');
    await until(() => `${subjectsIn(stub)}` === 'P-NEW' && stub.store.size === size);
    await until(() => areUploaded(folder, ['a']));
  });

  it('stays as it was on 3.x, which is told, and nothing is there under two', async () => {
    const stub = await InfluxStub.start({ family: 'three' });
    const folder = await temporaryFolder();
    await recordFile(folder, 'a');
    const uploader = beginUploader(configOfStub(stub), folder);
    await until(() => areUploaded(folder, ['a']));
    await putRight(folder, 'a', 'P-NEW');
    await until(() => uploader.state.lastError !== null);
    expect(uploader.state.lastError).toMatch(/session a stays there under P-7F3K; to put that/);
    await recordFile(folder, 'b');
    await until(() => areUploaded(folder, ['a', 'b']));
    expect(subjectsIn(stub)).toEqual(['P-7F3K']);
  });
});
