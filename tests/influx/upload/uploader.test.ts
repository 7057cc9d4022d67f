import { once } from 'node:events';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { Uploader } from '../../../src/influx/upload/uploader.ts';
import type { BodyFrame } from '../../../src/model/bodyFrame.ts';
import { recoverRecording } from '../../../src/recording/recover.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { collect } from '../../recording/collect.ts';
import { opened } from '../../recording/opened.ts';
import {
  SESSION,
  STARTED_US,
  type Step,
  sessionSteps,
  temporaryFolder,
  writeStep,
} from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { expectFrames } from '../lines/databaseContent.ts';

const RECORDING = `${SESSION.id}.mcap`;

/** Lines of a recorded session besides frames, reps and cues: start, end, four sensors linked and placed. */
const BESIDES = 1 + 1 + 4 + 4;

function framesOf(steps: readonly Step[]): BodyFrame[] {
  return steps.flatMap((step) => (step.kind === 'output' ? step.output.frames : []));
}

async function recordInto(folder: string, steps: readonly Step[], name = RECORDING): Promise<void> {
  const writer = await RecordingWriter.create(join(folder, name), SESSION);
  for (const step of steps) writeStep(writer, step);
  await writer.close();
}

function configFor(server: InfluxServer, bucket: string, token = ''): InfluxConfig {
  return { host: server.url, org: '', bucket, token, hub: 'lab 1', detail: FULL_DETAIL };
}

/** An uploader that is stopped after the test. */
function startUploader(config: InfluxConfig | null, recordingsFolder: string): Uploader {
  const uploader = new Uploader({ config, recordingsFolder, pollMs: 20 });
  uploader.start();
  onTestFinished(() => uploader.stop());
  return uploader;
}

async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 20_000) {
  const deadlineMs = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadlineMs) throw new Error(`not within ${timeoutMs} ms: ${condition}`);
    await sleep(10);
  }
}

async function cursorOf(
  folder: string,
): Promise<{ offset: number; finished: boolean } | undefined> {
  try {
    const file = join(folder, '.plumbline', 'uploads', `${RECORDING}.json`);
    const { cursors } = JSON.parse(await readFile(file, 'utf8'));
    return Object.values<{ offset: number; finished: boolean }>(cursors)[0];
  } catch {
    return undefined;
  }
}

async function isUploaded(folder: string): Promise<boolean> {
  return (await cursorOf(folder))?.finished === true;
}

describe('uploading to a server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
  });
  afterAll(() => server.dispose());

  it('puts every frame, rep and cue of a finished recording there, bit for bit', async () => {
    await server.query('CREATE DATABASE finished');
    const folder = await temporaryFolder();
    const steps = [...sessionSteps(10)];
    await recordInto(folder, steps);
    const uploader = startUploader(configFor(server, 'finished'), folder);
    await until(() => isUploaded(folder));
    await until(() => uploader.state.state === 'idle');

    await expectFrames(server, 'finished', framesOf(steps));
    const [{ count }] = await server.query('SELECT COUNT(number) FROM rep', 'finished');
    expect(count).toBe(6);
    const cues = await server.query('SELECT value, state, hub, subject FROM cue', 'finished');
    expect(cues.map((cue) => cue.value)).toEqual([4.1 + 0.5 / 7, 4.1 + 1.5 / 7, 4.1 + 2.5 / 7]);
    expect(cues[0]).toMatchObject({ state: 'on', hub: 'lab 1', subject: 'P-7F3K' });
    expect(
      await server.query('SELECT task, event, protocol FROM session', 'finished'),
    ).toMatchObject([{ task: 'bilateralSquat', event: 'start' }]);
    expect(uploader.state).toEqual({
      state: 'idle',
      lagS: 0,
      linesSent: 2 * 1000 + 6 + 3 + BESIDES,
      linesRefused: 0,
      requests: expect.any(Number),
      retries: 0,
      recordingsLeft: 0,
      deletionsWaiting: 0,
      lastError: null,
      lastErrorSinceUs: null,
    });
  });

  it('follows a recording while it is written', async () => {
    await server.query('CREATE DATABASE live');
    const folder = await temporaryFolder();
    const uploader = startUploader(configFor(server, 'live'), folder);
    expect(uploader.state.state).toBe('idle');
    const writer = await RecordingWriter.create(join(folder, RECORDING), SESSION, { flushMs: 20 });
    const steps = [...sessionSteps(4)];
    const half = steps.length / 2;
    for (const step of steps.slice(0, half)) writeStep(writer, step);
    await until(() => uploader.state.linesSent > 300);
    expect(await isUploaded(folder)).toBe(false);
    for (const step of steps.slice(half)) writeStep(writer, step);
    await writer.close();
    await until(() => isUploaded(folder));
    await expectFrames(server, 'live', framesOf(steps));
  });

  it('changes nothing when it sends all again after its cursor is lost', async () => {
    await server.query('CREATE DATABASE again');
    const folder = await temporaryFolder();
    const steps = [...sessionSteps(3)];
    await recordInto(folder, steps);
    const first = startUploader(configFor(server, 'again'), folder);
    await until(() => isUploaded(folder));
    await first.stop();
    const sent = first.state.linesSent;
    await rm(join(folder, '.plumbline'), { recursive: true });

    const second = startUploader(configFor(server, 'again'), folder);
    await until(() => isUploaded(folder));
    await until(() => second.state.state === 'idle');
    expect(second.state.linesSent).toBe(sent);
    await expectFrames(server, 'again', framesOf(steps));
  });

  it('goes on from its cursor after a restart and sends nothing twice', async () => {
    await server.query('CREATE DATABASE restart');
    const folder = await temporaryFolder();
    const steps = [...sessionSteps(6)];
    const half = steps.length / 2;
    const writer = await RecordingWriter.create(join(folder, RECORDING), SESSION, { flushMs: 20 });
    for (const step of steps.slice(0, half)) writeStep(writer, step);
    const first = startUploader(configFor(server, 'restart'), folder);
    await until(async () => {
      const { size } = await stat(join(folder, RECORDING));
      return size > 20_000 && (await cursorOf(folder))?.offset === size;
    });
    await first.stop();
    expect(first.state.state).toBe('off');

    for (const step of steps.slice(half)) writeStep(writer, step);
    await writer.close();
    const second = startUploader({ ...configFor(server, 'restart'), hub: 'renamed' }, folder);
    await until(() => isUploaded(folder));
    await until(() => second.state.state === 'idle');
    const all = 2 * framesOf(steps).length + 2 + 2 + BESIDES;
    expect(first.state.linesSent + second.state.linesSent).toBe(all);
    await expectFrames(server, 'restart', framesOf(steps));
    const hubs = await server.query('SHOW TAG VALUES FROM body WITH KEY = hub', 'restart');
    expect(hubs).toEqual([{ key: 'hub', value: 'lab 1' }]);
  });

  it('begins again when the recording was cut behind its cursor', async () => {
    await server.query('CREATE DATABASE cut');
    const folder = await temporaryFolder();
    const steps = [...sessionSteps(3)];
    await recordInto(folder, steps);
    const first = startUploader(configFor(server, 'cut'), folder);
    await until(() => isUploaded(folder));
    await first.stop();
    const file = join(folder, '.plumbline', 'uploads', `${RECORDING}.json`);
    const text = await readFile(file, 'utf8');
    const moved = text.replace(/"offset":\d+,"finished":true/, '"offset":4321,"finished":false');
    expect(moved).not.toBe(text);
    await writeFile(file, moved);

    startUploader(configFor(server, 'cut'), folder);
    await until(() => isUploaded(folder));
    await expectFrames(server, 'cut', framesOf(steps));
  });

  it.each([
    ['a process was killed', 0],
    ['the power failed, which leaves zeros', 500_000],
  ])('uploads a recording to its end once that is recovered after %s', async (_cause, tail) => {
    const database = `recovered${tail}`;
    await server.query(`CREATE DATABASE ${database}`);
    const folder = await temporaryFolder();
    const path = join(folder, RECORDING);
    const steps = [...sessionSteps(3)];
    const elsewhere = await temporaryFolder();
    await recordInto(elsewhere, steps);
    const whole = await readFile(join(elsewhere, RECORDING));
    const torn = whole.subarray(0, Math.floor(0.7 * whole.length));
    await writeFile(path, Buffer.concat([torn, Buffer.alloc(tail)]));

    const uploader = startUploader(configFor(server, database), folder);
    await until(() => uploader.state.linesSent > 100 && uploader.state.state === 'idle');
    expect(await isUploaded(folder)).toBe(false);
    await recoverRecording(path);
    await until(() => isUploaded(folder));

    const recording = await opened(path);
    const frames = await collect(recording.frames());
    expect(frames.length).toBeGreaterThan(100);
    await expectFrames(server, database, frames);
  });

  it('says which database is missing and uploads once it is there', async () => {
    const folder = await temporaryFolder();
    const steps = [...sessionSteps(1)];
    await recordInto(folder, steps);
    const uploader = startUploader(configFor(server, 'forgotten'), folder);
    await until(() => uploader.state.state === 'waiting');
    expect(uploader.state.lastError).toContain('has no bucket "forgotten"');
    expect(uploader.state.lastError).toContain('database not found');
    expect(uploader.state.lagS).toBeGreaterThan(0);
    await server.query('CREATE DATABASE forgotten');
    await until(() => isUploaded(folder));
    await until(() => uploader.state.lastError === null);
    await expectFrames(server, 'forgotten', framesOf(steps));
  });

  it('sets aside what the server refuses for good and uploads the rest', async () => {
    await server.query('CREATE DATABASE conflict');
    // Another program made this field a text in the same week; floats are refused ever after.
    const insert = await fetch(`${server.url}/write?db=conflict`, {
      method: 'POST',
      body: `cue,side=left value="x" ${STARTED_US}000`,
    });
    expect(insert.status).toBe(204);
    const folder = await temporaryFolder();
    const steps = [...sessionSteps(4)];
    await recordInto(folder, steps);
    const uploader = startUploader(configFor(server, 'conflict'), folder);
    await until(() => isUploaded(folder));
    await until(() => uploader.state.state === 'idle');
    expect(uploader.state.lastError).toMatch(/refused lines .*conflict.*1 kept in .*refused-lines/);
    const kept = await readFile(join(folder, '.plumbline', 'refused-lines.txt'), 'utf8');
    expect(kept).toMatch(/^# InfluxDB .*type conflict.*\ncue,derived=false,hub=lab\\ 1,.*\n$/);
    await expectFrames(server, 'conflict', framesOf(steps));
  });

  it('passes over a file that is no recording, says so, and uploads the others', async () => {
    await server.query('CREATE DATABASE foreign');
    const folder = await temporaryFolder();
    await writeFile(join(folder, '2030-strange.mcap'), 'not an mcap file at all, but long enough');
    const steps = [...sessionSteps(1)];
    await recordInto(folder, steps);
    const uploader = startUploader(configFor(server, 'foreign'), folder);
    await until(() => isUploaded(folder));
    expect(uploader.state.lastError).toContain('2030-strange.mcap cannot be uploaded');
  });

  it('is off without a configuration', async () => {
    const uploader = startUploader(null, await temporaryFolder());
    expect(uploader.state).toMatchObject({ state: 'off', lagS: 0, linesSent: 0, lastError: null });
  });
});

describe('a server that fails', () => {
  it('loses nothing when it is killed in the middle, again and again', async () => {
    const server = await InfluxServer.create();
    onTestFinished(() => server.dispose());
    await server.start();
    await server.query('CREATE DATABASE killed');
    const folder = await temporaryFolder();
    const uploader = startUploader(configFor(server, 'killed'), folder);
    const writer = await RecordingWriter.create(join(folder, RECORDING), SESSION, { flushMs: 20 });
    const steps = [...sessionSteps(30)];
    const outages = [0.2, 0.5, 0.8].map((share) => Math.floor(share * steps.length));
    for (const [i, step] of steps.entries()) {
      writeStep(writer, step);
      if (outages.includes(i)) {
        await server.kill();
        await until(() => uploader.state.state === 'waiting');
        expect(uploader.state.lastError).toMatch(
          /^cannot reach InfluxDB at http:\/\/127\.0\.0\.1:\d+ \(connection (refused|broken)\); the recordings keep everything/,
        );
      }
      if (outages.includes(i - 300)) await server.start();
      if (i % 40 === 0) await sleep(2);
    }
    await writer.close();
    expect(writer.status.leftOut).toBe(0);
    await until(() => isUploaded(folder), 60_000);
    await expectFrames(server, 'killed', framesOf(steps));
  });

  it.each([
    ['asked for its version', '/ping'],
    ['written to', '/api/v2/write'],
  ])('can be left within a second when it hangs while %s', async (_, hangingAt) => {
    let hangs = false;
    let isLeft = false;
    const server = createServer((request, response) => {
      if (!request.url?.startsWith(hangingAt)) return response.writeHead(204).end();
      hangs = true;
      request.resume();
      return response.on('close', () => {
        isLeft = true;
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const folder = await temporaryFolder();
    await recordInto(folder, [...sessionSteps(1)]);
    const host = `http://127.0.0.1:${port}`;
    const config = { host, org: '', bucket: 'hangs', token: '', hub: 'lab 1', detail: FULL_DETAIL };
    const uploader = startUploader(config, folder);
    await until(() => hangs);
    expect(uploader.state.state).toBe('uploading');
    const beganMs = performance.now();
    await uploader.stop();
    expect(performance.now() - beganMs).toBeLessThan(1000);
    expect(uploader.state).toMatchObject({ state: 'off', linesSent: 0, lastError: null });
    expect((await cursorOf(folder))?.offset ?? 0).toBe(0);
    await until(() => isLeft, 1000);
  });

  it('says when the login is wrong, without showing it, and works with the right one', async () => {
    const server = await InfluxServer.create({ name: 'hub', password: 'correct' });
    onTestFinished(() => server.dispose());
    await server.start();
    await server.query('CREATE DATABASE guarded');
    const folder = await temporaryFolder();
    const steps = [...sessionSteps(1)];
    await recordInto(folder, steps);
    for (const [token, sentence] of [
      ['hub:wrongpass', /refused the login \(401: .*\); check INFLUX_TOKEN$/],
      ['', /needs a login \(401/],
      ['wrongpasstoken', /knows no tokens: set INFLUX_TOKEN to user:password/],
    ] as const) {
      const uploader = startUploader(configFor(server, 'guarded', token), folder);
      await until(() => uploader.state.state === 'waiting');
      expect(uploader.state.lastError).toMatch(sentence);
      expect(uploader.state.lastError).not.toContain('wrongpass');
      await uploader.stop();
    }
    startUploader(configFor(server, 'guarded', 'hub:correct'), folder);
    await until(() => isUploaded(folder));
    await expectFrames(server, 'guarded', framesOf(steps));
  });
});
