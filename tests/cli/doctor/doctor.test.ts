import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Check, ok } from '../../../src/cli/doctor/check.ts';
import { dashboardCheck } from '../../../src/cli/doctor/dashboardCheck.ts';
import { checkLines, verdict } from '../../../src/cli/doctor/doctorText.ts';
import { guarded } from '../../../src/cli/doctor/guarded.ts';
import { nodeCheck } from '../../../src/cli/doctor/nodeCheck.ts';
import { recordingsCheck } from '../../../src/cli/doctor/recordingsCheck.ts';
import { bluetoothAvailability } from '../../../src/sensors/ble/index.ts';
import { plumbline, temporaryFolder } from '../plumbline.ts';

const NEVER = new AbortController().signal;
const REPORT = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['ok', 'none', 'broken']),
      found: z.string(),
      advice: z.string(),
    }),
  ),
});

describe('doctor', () => {
  it('is content with a computer that has no adapter, and says what works without', async ({
    skip,
  }) => {
    const { available, problem } = await bluetoothAvailability();
    if (available || problem !== 'noAdapter') skip('this computer has a Bluetooth adapter');
    const folder = await temporaryFolder();
    const { code, stdout, stderr } = await plumbline(['doctor', '--port', '0'], { cwd: folder });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^ok +Node +\d+\.\d+/m);
    expect(stdout).toMatch(/^ok +Dashboard +built$/m);
    expect(stdout).toMatch(/^- +Bluetooth adapter +none/m);
    expect(stdout).toContain('npm run demo:radio');
    expect(code).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('ends with code 1 and names the check when something is to be mended', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'taken'), '');
    const words = ['doctor', '--json', '--recordings', 'taken/sessions'];
    const { code, stdout, stderr } = await plumbline(words, { cwd: folder });
    const { ok, checks } = REPORT.parse(JSON.parse(stdout));
    expect(ok).toBe(false);
    expect(checks.find(({ name }) => name === 'Recordings folder')).toMatchObject({
      state: 'broken',
      found: expect.stringContaining('is not a folder'),
      advice: expect.stringContaining('--recordings'),
    });
    expect(stderr).toMatch(/^error: \d of \d+ checks found what to mend: .*Recordings folder/);
    expect(code).toBe(1);
  });

  it.each([
    ['a folder in the place of its lock', 'sessions', 'Recordings folder', 'EISDIR'],
    ['a file in the place of the folder', 'sessions/file', 'Recordings folder', 'not a folder'],
  ])('goes on to the last check behind %s', async (_, recordings, name, found) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'sessions', '.plumbline', 'hub.lock'), { recursive: true });
    await writeFile(join(folder, 'sessions', 'file'), '');
    const words = ['doctor', '--json', '--port', '0', '--recordings', recordings];
    const env = { INFLUX_HOST: 'http://127.0.0.1:1', INFLUX_BUCKET: 'b' };
    const { code, stdout } = await plumbline(words, { cwd: folder, env });
    const { checks } = REPORT.parse(JSON.parse(stdout));
    expect(checks.find((check) => check.name === name)).toMatchObject({
      state: 'broken',
      found: expect.stringContaining(found),
    });
    // The server is asked all the same, and says what is wrong with it.
    expect(checks.map((check) => check.name)).toContain('InfluxDB, server');
    expect(checks.at(-1)?.name).toBe('Opening the adapter');
    expect(code).toBe(1);
  });
});

describe('a check that throws', () => {
  const look = () => {
    throw new Error('odd');
  };

  it('is told by its name, also where it had found something before', async () => {
    const found: Check[] = [];
    async function* breaksOff() {
      yield ok('First', 'well');
      look();
    }
    for await (const check of guarded('Some', breaksOff, NEVER)) found.push(check);
    for await (const check of guarded('Other', look, NEVER)) found.push(check);
    expect(found).toMatchObject([
      { name: 'First', state: 'ok' },
      { name: 'Some', state: 'broken', found: 'could not be checked: odd' },
      { name: 'Other', state: 'broken' },
    ]);
  });

  it('ends all where it was interrupted', async () => {
    const signal = AbortSignal.abort(new RangeError('enough'));
    await expect(guarded('Some', look, signal).next()).rejects.toThrow(new RangeError('enough'));
  });
});

describe('the checks of the hub itself', () => {
  it.each([
    ['20.19.0', 'ok'],
    ['20.20.2', 'ok'],
    ['22.0.0', 'ok'],
    ['20.18.9', 'broken'],
    ['18.20.4', 'broken'],
  ])('judge Node %s as %s where 20.19 is the oldest', (version, state) => {
    expect(nodeCheck('>=20.19', version).state).toBe(state);
  });

  it('tell a dashboard that is built from one that is not', async () => {
    const folder = await temporaryFolder();
    expect(dashboardCheck(folder)).toMatchObject({ state: 'broken', advice: 'Run: npm run build' });
    await writeFile(join(folder, 'index.html'), '');
    expect(dashboardCheck(folder).state).toBe('ok');
  });

  it('write to the recordings folder and leave nothing there', async () => {
    const folder = await temporaryFolder();
    expect(await recordingsCheck(folder)).toMatchObject({ state: 'ok', found: folder });
    expect(await recordingsCheck(join(folder, 'a', 'b'))).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('will be made'),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('name the hub that records there', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.plumbline'));
    // Any process that lives and is not this one.
    await writeFile(join(folder, '.plumbline', 'hub.lock'), `${process.ppid}\n`);
    const { found } = await recordingsCheck(folder);
    expect(found).toContain(`process ${process.ppid}`);
  });

  it('refuse a folder that takes no files, or lists none', async ({ skip }) => {
    if (process.getuid?.() === 0) {
      expect(await recordingsCheck('/proc/sessions')).toMatchObject({ state: 'broken' });
      return;
    }
    if (process.platform === 'win32') skip('the system has no such permissions');
    const folder = await temporaryFolder();
    for (const mode of [0o500, 0o300]) {
      await chmod(folder, mode);
      expect(await recordingsCheck(folder)).toMatchObject({ state: 'broken' });
    }
  });
});

describe('the text of a check', () => {
  it('has the advice below what was found', () => {
    const check = { name: 'Radio switch', state: 'broken', found: 'hci0 is blocked' } as const;
    expect(checkLines({ ...check, advice: 'Run: rfkill unblock bluetooth' })).toEqual([
      'NOT OK  Radio switch         hci0 is blocked',
      '                             Run: rfkill unblock bluetooth',
    ]);
    expect(checkLines({ ...check, state: 'ok', advice: '' })).toHaveLength(1);
  });

  it('ends with a line that tells whether anything is absent', () => {
    const check = { name: 'Node', found: '', advice: '' };
    expect(verdict([{ ...check, state: 'ok' }])).toBe('All is in order.');
    expect(verdict([{ ...check, state: 'none' }])).toContain('is not here');
  });
});
