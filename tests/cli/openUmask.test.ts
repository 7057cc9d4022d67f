import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { JobAnswer } from '../../src/stream/answers/jobs.ts';
import type { SettingsAnswer } from '../../src/stream/answers/settings.ts';
import { begin, beginHub, plumbline, temporaryFolder } from './plumbline.ts';

const WITHIN = { timeout: 20_000, interval: 100 };
/** What it makes is open to everybody where it does not say otherwise. */
const OPEN = { umask: '000' };

/** Everything in a folder, with what of it is open to others than its owner. */
async function openIn(folder: string): Promise<{ paths: string[]; open: string[] }> {
  const paths = ['.', ...(await readdir(folder, { recursive: true }))];
  const open: string[] = [];
  for (const path of paths) {
    const { mode } = await stat(join(folder, path));
    if ((mode & 0o077) !== 0) open.push(`${path} ${(mode & 0o777).toString(8)}`);
  }
  return { paths, open };
}

it('makes nothing that others can read where the system would let them', async () => {
  const folder = await temporaryFolder();
  const recordings = join(folder, 'recordings');
  const hub = await beginHub(['--virtual-sensors', '--recordings', recordings], OPEN);
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${hub.url}/api/v1${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer = await response.json();
    expect(response.ok, JSON.stringify(answer)).toBe(true);
    return answer as T;
  };
  const recorded = async () => (await readdir(recordings)).filter((name) => name.endsWith('.mcap'));
  await expect.poll(async () => (await recorded()).length, WITHIN).toBe(1);
  const [first] = await recorded();
  await expect
    .poll(async () => (await stat(join(recordings, first))).size, WITHIN)
    .toBeGreaterThan(40_000);
  // Another session, which closes the first.
  await ask('POST', '/live/session', { subject: 'P-2' });
  const id = first.replace('.mcap', '');
  await ask('PATCH', `/recordings/${id}`, { by: 'coach', addTags: ['pilot'] });
  await ask('PUT', '/settings/retention', { days: 30 });
  const { revision } = await ask<SettingsAnswer>('GET', '/settings');
  await ask('PUT', '/settings', { revision, settings: { frameRateHz: 50 } });
  const job = await ask<JobAnswer>('POST', `/recordings/${id}/exports`, { format: 'csv' });
  await expect
    .poll(async () => (await ask<JobAnswer>('GET', `/jobs/${job.id}`)).state, WITHIN)
    .toBe('done');
  const during = await openIn(recordings);
  expect(during.open).toEqual([]);
  hub.child.kill('SIGINT');
  expect((await hub.end()).code).toBe(0);

  const args = ['start', '--port', '0', '--virtual-sensors', '--recordings', recordings];
  const other = begin([...args, '--lan', '--tls-self-signed', '--no-qr'], OPEN);
  await other.says(/^Open https/m);
  other.child.kill('SIGINT');
  expect((await other.end()).code).toBe(0);
  const file = join(recordings, first);
  const computed = join(recordings, 'computed.mcap');
  for (const words of [
    ['process', file, '--as-recorded', '-o', computed],
    ['export', file, '-o', join(folder, 'tables')],
    ['report', file, '-o', join(folder, 'report.html')],
  ]) {
    expect(await plumbline(words, OPEN)).toMatchObject({ code: 0 });
  }
  const after = await openIn(folder);
  expect(after.open).toEqual([]);

  // All kinds of files were there to be looked at.
  const seen = [...during.paths, ...after.paths].join('\n');
  for (const made of [
    `${id}.session.json`,
    'placements.json',
    'settings.json',
    'retention.json',
    'hub.lock',
    `jobs/${job.id}/`,
    'access.json',
    'certificate.json',
    'computed.mcap',
    `exports/${id}.json`,
    'tables/body.csv',
    'report.html',
  ]) {
    expect(seen).toContain(made);
  }
}, 90_000);
