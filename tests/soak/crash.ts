import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listRecordings } from '../../src/recording/catalogue.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { HubProcess } from '../endToEnd/plumblineProcess.ts';
import { seededRandom } from '../recording/session.ts';
import type { Results } from './results.ts';

const PROGRAM = resolve(import.meta.dirname, '../../dist/src/cli/main.js');
const KILLS = 30;
const PAUSE_MS = 200;
const START_WITHIN_MS = 30_000;
const STARTS_MS = 1500;
const WORKS_MS = 4000;

/** What is under way when it is killed, besides the start and the recording. */
const ASKED: readonly { readonly path: string; readonly method: string; readonly body?: string }[] =
  [
    { path: 'live/session', method: 'POST', body: '{"subject": "P-CRASH"}' },
    { path: 'settings/retention', method: 'PUT', body: '{"days": 30}' },
    { path: 'recordings/squats/exports', method: 'POST', body: '{"format": "csv"}' },
    { path: 'recordings/squats/processings', method: 'POST', body: '{}' },
  ];

/**
 * SIGKILL at random instants from the spawn on, of one hub after the other in the same folder, while
 * sessions, parts, settings, exports and processings begin: every next start comes up, and in the end
 * every recording is whole.
 */
export async function soakCrash(results: Results): Promise<void> {
  const random = seededRandom(11);
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-crash-'));
  const args = ['--virtual-sensors', '--port', '0', '--recordings', folder];
  let killed = 0;
  let endedBefore = 0;
  let asked = 0;
  try {
    for (; killed < KILLS; killed++) {
      const child = spawn(process.execPath, [PROGRAM, 'start', ...args], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let listens = (): void => {};
      const listening = new Promise<void>((resolve) => {
        listens = resolve;
      });
      const busy = keepBusy(child, random, listens, () => asked++);
      // Every other one while it starts, the others while it works, however busy the machine is.
      if (killed % 2 === 1) await Promise.race([listening, sleep(START_WITHIN_MS)]);
      await sleep(random() * (killed % 2 === 1 ? WORKS_MS : STARTS_MS));
      if (child.exitCode !== null) endedBefore++;
      const over = once(child, 'exit');
      child.kill('SIGKILL');
      if (child.exitCode === null) await over;
      await busy;
    }
    const last = await HubProcess.start(args);
    await sleep(3000);
    const { code } = await last.terminate();
    const listed = await listRecordings(folder);
    let damaged = 0;
    for (const { path } of listed) {
      const recording = await openRecording(path);
      damaged += recording.damagedChunks;
      await recording.close();
    }
    const left = (await readdir(folder)).filter((name) => name.endsWith('.part'));
    results.exactly('crash: hubs killed', killed, KILLS);
    results.exactly('crash: hubs that did not start over what was left', endedBefore, 0);
    results.atLeast('crash: requests answered before the kills', asked, KILLS, '1');
    results.atLeast('crash: recordings', listed.length, KILLS / 3, '1');
    results.exactly(
      'crash: not closed in the end',
      listed.filter((one) => !one.finished).length,
      0,
    );
    results.exactly('crash: chunks that cannot be read', damaged, 0);
    results.exactly('crash: half-made files left', left.length, 0);
    results.exactly('crash: code of the last', code ?? -1, 0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Asks for this and that until the hub is gone. */
async function keepBusy(
  child: ChildProcess,
  random: () => number,
  listens: () => void,
  answered: () => void,
) {
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  while (child.exitCode === null && child.signalCode === null) {
    const url = /^Open (http:\/\/\S+)/m.exec(said)?.[1];
    const wish = ASKED[Math.floor(random() * ASKED.length)];
    if (url !== undefined && wish !== undefined) {
      listens();
      const { path, method, body = '' } = wish;
      const headers = { 'content-type': 'application/json' };
      const signal = AbortSignal.timeout(2000);
      await fetch(`${url}/api/v1/${path}`, { method, headers, body, signal }).then(
        ({ ok }) => ok && answered(),
        () => undefined,
      );
    }
    await sleep(PAUSE_MS);
  }
}
