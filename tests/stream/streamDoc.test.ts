import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QualityBits } from '../../src/model/quality.ts';
import { testFrame } from '../hub/frames.ts';
import { TestHub } from '../hub/testHub.ts';
import { until } from '../hub/testServer.ts';

const root = resolve(import.meta.dirname, '../..');

let hub: TestHub;
let folder: string;
beforeEach(async () => {
  hub = await TestHub.start();
  folder = await mkdtemp(join(tmpdir(), 'doc-'));
});
afterEach(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

/** The one JavaScript block of the page, as a file that can find `ws`. */
async function exampleOf(page: string): Promise<string> {
  const text = await readFile(join(root, page), 'utf8');
  const blocks = [...text.matchAll(/```js\n([\s\S]*?)```/g)];
  expect(blocks).toHaveLength(1);
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const path = join(folder, 'example.mjs');
  await writeFile(path, blocks[0]![1]!);
  return path;
}

describe('docs/stream.md', () => {
  it('has an example that reads a running hub by the names of the layout', async () => {
    const child = spawn(process.execPath, [await exampleOf('docs/stream.md'), hub.streamUrl]);
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    const ended = new Promise((done) => child.once('exit', done));
    await until(() => output.includes('live test-session'), 'the hello', 10_000);

    hub.feed.frame(testFrame(100, ['left', 'right']));
    await until(() => output.includes('\n1 '), 'the first batch');
    hub.feed.frame(withKneeQuality(testFrame(8, ['right']), 1 << 8));
    await until(() => output.includes('\n2 '), 'the second batch');
    hub.feed.frame(testFrame(0, ['left']));
    await until(() => output.includes('\n3 '), 'the third batch');
    await hub.hub.stop();
    await ended;

    const flexionOfRightAsSecondLeg = 100 / 8 + 1000;
    expect(output.trim().split('\n')).toEqual([
      'live test-session',
      `1 right_knee_flexion_deg ${flexionOfRightAsSecondLeg.toFixed(2)} deg ok`,
      '2 right_knee_flexion_deg 1.00 deg uncalibrated',
      '3 no right leg',
      'closed 1001 the hub is stopping',
    ]);
  });
});

function withKneeQuality(frame: ReturnType<typeof testFrame>, knee: QualityBits) {
  return {
    ...frame,
    legs: frame.legs.map((leg) => ({ ...leg, quality: { ...leg.quality, knee } })),
  };
}
