import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../src/recording/reader.ts';
import { beginHub, plumbline, temporaryFolder } from '../cli/plumbline.ts';
import { collect } from '../recording/collect.ts';

const WITHIN = { timeout: 20_000, interval: 100 };

describe('a hub that is killed while it records', () => {
  it('goes on in a second part after its next start, as good as any recording', async () => {
    const folder = await temporaryFolder();
    const args = ['--virtual-sensors', '--recordings', folder];
    const recordings = async () =>
      (await readdir(folder)).filter((name) => name.endsWith('.mcap')).sort();
    const bytesOf = async (name: string) => (await stat(join(folder, name))).size;

    const killed = await beginHub(args);
    await expect.poll(async () => (await recordings()).length, WITHIN).toBe(1);
    const [first] = await recordings();
    await expect.poll(() => bytesOf(first), WITHIN).toBeGreaterThan(40_000);
    killed.child.kill('SIGKILL');
    await killed.end();
    const placements = await readFile(join(folder, '.plumbline', 'placements.json'), 'utf8');

    const id = first.replace('.mcap', '');
    const second = `${id}.2.mcap`;
    const hub = await beginHub(args);
    expect(hub.stdout).toContain(`recovered ${id}: `);
    const { faults }: { faults: string[] } = await (await fetch(`${hub.url}/api/v1/health`)).json();
    expect(faults.join()).toContain(`Recording ${id} was not closed by the hub before`);
    await expect.poll(recordings, WITHIN).toEqual([second, first].sort());
    await expect.poll(() => bytesOf(second), WITHIN).toBeGreaterThan(40_000);
    const listed: { recordings: object[] } = await (
      await fetch(`${hub.url}/api/v1/recordings`)
    ).json();
    expect(listed.recordings.slice(0, 2)).toMatchObject([
      { id: `${id}.2`, session: id, part: 2 },
      { id, session: id, part: 1, finished: true },
    ]);
    hub.child.kill('SIGINT');
    expect((await hub.end()).code).toBe(0);

    const part = await openRecording(join(folder, second));
    expect(part.metadata.continues).toBe(id);
    const types = (await collect(part.inputs())).map(({ type }) => type);
    expect(types.filter((type) => type === 'placed')).toHaveLength(4);
    await part.close();
    expect(await readFile(join(folder, '.plumbline', 'placements.json'), 'utf8')).toBe(placements);
    const verified = await plumbline(['verify', join(folder, second)]);
    expect(verified.stdout).toContain('equal bit for bit');
  }, 90_000);
});
