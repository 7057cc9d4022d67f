import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createHubClock } from '../../../src/hub/hubClock.ts';
import { LiveFeed } from '../../../src/hub/liveSession.ts';
import { PlacementStore } from '../../../src/hub/placementStore.ts';
import { SUBPROTOCOL } from '../../../src/stream/messages.ts';
import { FakeSource, testSensor } from '../fakeSource.ts';
import { TestHub } from '../testHub.ts';
import { testPlan } from '../testPlan.ts';
import { until } from '../testServer.ts';
import { type LogLine, logLines } from './logLines.ts';

let end = async (): Promise<void> => {};
afterEach(() => end());

const clock = createHubClock();
const sensor = testSensor('A1');

/** A hub over sensors driven by the test, one of which was linked, sent 300 packets and was lost. */
async function linesOfAHub(levels: string, failing = false): Promise<readonly LogLine[]> {
  const { log, lines } = logLines(levels);
  const folder = await mkdtemp(join(tmpdir(), 'log-'));
  const source = new FakeSource();
  const recorder = {
    writeInput: () => {
      if (failing) throw new Error('the disk is gone');
    },
    writeOutput: () => {},
    close: async () => {},
  };
  const feed = new LiveFeed({
    source,
    plan: testPlan({ openRecording: async () => ({ sessionId: 'session-1', recorder }) }),
    placements: new PlacementStore(folder),
    clock,
    hapticCues: true,
    logger: log.logger,
  });
  const test = await TestHub.start({ feed, logger: log.logger });
  let stopped = false;
  end = async () => {
    if (!stopped) await test.stop();
    stopped = true;
    await rm(folder, { recursive: true, force: true });
  };
  const socket = new WebSocket(test.streamUrl, SUBPROTOCOL);
  await until(() => test.hub.clientCount === 1, 'the client');
  source.emit('sensorLinked', sensor, clock());
  await until(() => feed.facts.session !== '', 'the session');
  for (let i = 0; i < 300; i++) source.packet(sensor.id, clock());
  source.emit('fault', {
    code: 'silent',
    sentence: 'Sensor A1 is silent.',
    sensorId: sensor.id,
    address: null,
  });
  source.emit('sensorLost', sensor.id, 'silent', clock());
  await test.fetch('/api/v1/recordings/x?token=T0P');
  socket.terminate();
  await until(() => test.hub.clientCount === 0, 'the end of the client');
  await end();
  log.finish();
  return lines;
}

describe('the log of a hub', () => {
  it('carries the part of each line, none of a packet or frame, and of a request its route', async () => {
    const lines = await linesOfAHub('debug');
    const said = lines.map(({ part, level, msg }) => `${part} ${level}: ${msg}`);
    expect(said).toEqual(
      expect.arrayContaining([
        'hub info: the hub is listening',
        'stream debug: stream client joined',
        'radio info: a sensor streams',
        'session info: a session began',
        'radio warn: Sensor A1 is silent.',
        'radio info: the link to a sensor ended',
        'http debug: a request was answered',
        'session info: a session ended',
        'hub info: the hub stopped',
      ]),
    );
    expect(lines.length).toBeLessThan(15);
    expect(lines.find(({ part }) => part === 'http')).toMatchObject({
      route: expect.stringMatching(/^(none|\/)/),
      status: 404,
    });
    expect(JSON.stringify(lines)).not.toContain('T0P');
  });

  it('tells no request at info', async () => {
    const lines = await linesOfAHub('info');
    expect(lines.filter(({ part }) => part === 'http')).toEqual([]);
    expect(lines.some(({ part }) => part === 'session')).toBe(true);
  });

  it('tells what fails at every packet once, with its cause and its part', async () => {
    const lines = await linesOfAHub('warn,session=silent', true);
    const failures = lines.filter(({ part }) => part === 'recording');
    expect(failures.map(({ sensorId }) => sensorId)).toEqual([undefined, sensor.id]);
    expect(failures[1]).toMatchObject({ level: 'warn', err: { message: 'the disk is gone' } });
    expect(lines.every(({ part }) => part === 'recording' || part === 'radio')).toBe(true);
  });
});
