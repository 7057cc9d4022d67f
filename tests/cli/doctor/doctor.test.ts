import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dashboardCheck } from '../../../src/cli/doctor/dashboardCheck.ts';
import { checkLines, verdict } from '../../../src/cli/doctor/doctorText.ts';
import { nodeCheck } from '../../../src/cli/doctor/nodeCheck.ts';
import { recordingsCheck } from '../../../src/cli/doctor/recordingsCheck.ts';
import { bluetoothAvailability } from '../../../src/sensors/ble/index.ts';
import { plumbline, temporaryFolder } from '../plumbline.ts';

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

  it('refuse a folder that takes no files', async ({ skip }) => {
    if (process.getuid?.() === 0) {
      expect(await recordingsCheck('/proc/sessions')).toMatchObject({ state: 'broken' });
      return;
    }
    if (process.platform === 'win32') skip('the system has no such permissions');
    const folder = await temporaryFolder();
    await chmod(folder, 0o500);
    expect(await recordingsCheck(folder)).toMatchObject({ state: 'broken' });
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
