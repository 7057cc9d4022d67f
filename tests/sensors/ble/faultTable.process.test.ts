import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isNobleFault, NOBLE_CODE } from '../../../src/sensors/ble/noble/guardNoble.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';

const run = promisify(execFile);

/** A process that has not ended by then is ended, and the run rejects. */
const TIMEOUT_MS = 25_000;

function runProcess(name: string, ...parameters: string[]) {
  return runProcessIn({}, name, ...parameters);
}

function runProcessIn(environment: NodeJS.ProcessEnv, name: string, ...parameters: string[]) {
  const script = fileURLToPath(new URL(`./processes/${name}.ts`, import.meta.url));
  const options = { timeout: TIMEOUT_MS, env: { ...process.env, ...environment } };
  return run(process.execPath, ['--import', 'tsx', script, ...parameters], options);
}

describe.each(NOBLE_STACKS)('a process with @%s/noble', (stack) => {
  it('row 1: survives a kernel without Bluetooth, and says what is the matter', async () => {
    const { stdout } = await runProcess('noBluetooth', stack);
    const [error, alive] = stdout.trim().split('\n').slice(-2);
    expect(error).toMatch(/^BleError: (Bluetooth could not|No Bluetooth adapter could) be opened/);
    expect(alive).toBe('alive');
  });

  it('row 4: ends by itself after a stop, with no listener of anybody left', async () => {
    const { stdout, stderr } = await runProcess('stopped', stack);
    expect(stderr).not.toContain('MaxListeners');
    expect(JSON.parse(stdout)).toEqual({ guards: 0, exits: 0, interrupts: 0, late: 0 });
  });

  it('row 5: streams over an exclusive HCI channel, on which one fork never asks what it waits for', async () => {
    const { stdout } = await runProcessIn({ HCI_CHANNEL_USER: '1' }, 'userChannel', stack);
    expect(JSON.parse(stdout)).toEqual({ exclusive: 1, faults: [] });
  });

  it('row 19: survives a write that meets a closing link', async () => {
    const { stdout } = await runProcess('lostWrite', stack);
    expect(stdout.trim().split('\n')).toEqual(['failed', 'alive']);
  });

  it('row 25: survives packets too short for their kind, and the link streams on', async () => {
    const { stdout } = await runProcess('malformed', stack, 'hub');
    expect(JSON.parse(stdout.trim())).toEqual({ links: 1, faults: [] });
  });

  it('row 25: is ended by the same packets where the hub does not guard noble', async () => {
    await expect(runProcess('malformed', stack, 'noble')).rejects.toMatchObject({
      stderr: expect.stringContaining('ERR_OUT_OF_RANGE'),
    });
  });

  it.each([
    ['row 25: is still ended by an error of our own that noble’s listener meets', 'listener'],
    ['row 19: is still ended by a rejection of our own, with two hubs open', 'rejection'],
  ])('%s', async (_, mode) => {
    await expect(runProcess('malformed', stack, mode)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('a fault of ours'),
    });
  });
});

describe('@abandonware/noble', () => {
  it('row 19: ends the process at a write that meets a closing link, unless guarded', async () => {
    await expect(runProcess('lostWrite', 'abandonware', 'unguarded')).rejects.toMatchObject({
      stderr: expect.stringContaining("reading 'pending'"),
    });
  });
});

describe('the guard', () => {
  it('knows an error of noble’s by its innermost frame, and no other', () => {
    const error = (...frames: string[]) =>
      Object.assign(new Error('e'), { stack: ['Error: e', ...frames].join('\n') });
    const ours = '    at SensorSession.packet (/hub/src/sensors/ble/sensorSession.ts:3:9)';
    const hci =
      '    at Hci.flushAcl (/hub/node_modules/@abandonware/noble/lib/hci-socket/hci.js:7:5)';
    const node = '    at Buffer.readUInt8 (node:internal/buffer:254:5)';
    expect(isNobleFault(error(node, hci, ours), NOBLE_CODE)).toBe(true);
    expect(isNobleFault(error(node, ours, hci), NOBLE_CODE)).toBe(false);
    expect(isNobleFault(error(), NOBLE_CODE)).toBe(false);
    expect(isNobleFault('reading noble/lib/hci-socket', NOBLE_CODE)).toBe(false);
  });
});
