import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { LegFrame } from '../../src/model/bodyFrame.ts';
import { StreamClient } from '../../src/stream/client.ts';
import { until } from '../hub/testServer.ts';
import { SAMPLE } from './messages.ts';
import { beginHub, plumbline, temporaryFolder } from './plumbline.ts';

const GOOD = { name: 'lessLean', formula: 'kneeOverToeDeg - 0.5 * shankLeanDeg', unit: 'deg' };

async function settingsFile(customMeasures: unknown[]): Promise<{ folder: string; file: string }> {
  const folder = await temporaryFolder();
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify({ customMeasures }));
  return { folder, file };
}

describe('custom measures on the command line', () => {
  it.each([
    ['process', (folder: string) => ['process', SAMPLE, '-o', join(folder, 'new.mcap')]],
    ['start', (folder: string) => ['start', '--port', '0', '--recordings', join(folder, 'rec')]],
  ])(
    'a wrong one ends %s before anything is written, with a caret at its place',
    async (_, words) => {
      const { folder, file } = await settingsFile([{ name: 'lean', formula: '2 * shanckLeanDeg' }]);
      const run = await plumbline([...words(folder), '--settings', file]);
      expect(run).toEqual({
        code: 1,
        stdout: '',
        stderr: `error: ${file}: custom measure lean, character 5: shanckLeanDeg is no field of a leg; did you mean shankLeanDeg?\n2 * shanckLeanDeg\n    ^\n`,
      });
      expect(await readdir(folder)).toEqual(['settings.json']);
    },
  );

  it('are computed live by start, recorded, named by info, and verify', async () => {
    const { folder, file } = await settingsFile([GOOD]);
    const recordings = join(folder, 'rec');
    const hub = await beginHub([
      '--virtual-sensors',
      '--recordings',
      recordings,
      '--settings',
      file,
    ]);
    const url = new URL('/api/v1/stream', hub.url.replace('http', 'ws')).href;
    const client = new StreamClient({ url, WebSocket });
    const legs: LegFrame[] = [];
    client.on('frames', (frames) => legs.push(...frames.flatMap((frame) => frame.legs)));
    client.start();
    await until(() => legs.length > 100, 'frames of legs', 20_000);
    client.stop();
    expect(client.layout?.customMeasures).toEqual([GOOD]);
    expect(legs.map(({ custom }) => custom.length)).toEqual(legs.map(() => 1));
    hub.child.kill('SIGINT');
    await hub.end();
    const [name] = (await readdir(recordings)).filter((each) => each.endsWith('.mcap'));
    const recording = join(recordings, name);
    const info = await plumbline(['info', recording]);
    expect(info.stdout).toContain(`lessLean = ${GOOD.formula} (deg)`);
    const verified = await plumbline(['verify', recording]);
    expect(verified.stdout).toMatch(/: [1-9]\d* frames and \d+ events equal bit for bit/);
  });
});
