import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  BleError,
  type BluetoothCheck,
  bluetoothChecks,
  type CheckedHost,
  THIS_CHECKED_HOST,
} from '../../../src/sensors/ble/index.ts';
import { nobleForks } from '../../../src/sensors/ble/noble/nobleForks.ts';
import { radioSwitches } from '../../../src/sensors/ble/radioSwitches.ts';

const ready: CheckedHost = {
  platform: 'linux',
  adapterNames: async () => ['hci0', 'hci0:64', 'hci1'],
  loadRadio: () => ({}),
  buildAdvice: 'Run npm run build:radio.',
  processStatus: async () => 'CapEff:\t0000000000002000\n',
  radioSwitches: async () => [{ name: 'hci0', soft: false, hard: false }],
  nobleForks: () => ['@abandonware/noble 1.9.2-26'],
  missingTools: () => [],
  openAdapter: async () => 'poweredOn',
};

function fails(): never {
  throw new Error('not here');
}

async function checked(change: Partial<CheckedHost> = {}): Promise<BluetoothCheck[]> {
  const checks: BluetoothCheck[] = [];
  for await (const check of bluetoothChecks({ ...ready, ...change })) checks.push(check);
  return checks;
}

function named(checks: readonly BluetoothCheck[], name: string): BluetoothCheck {
  const check = checks.find((each) => each.name === name);
  if (!check) throw new Error(`no check ${name} among ${checks.map((each) => each.name)}`);
  return check;
}

describe('bluetoothChecks', () => {
  it('finds a ready machine in order, adapter by adapter', async () => {
    const checks = await checked();
    expect(checks.map(({ state }) => state)).toEqual(Array(6).fill('ok'));
    expect(named(checks, 'Bluetooth adapter').found).toBe('hci0, hci1');
    expect(named(checks, 'Bluetooth library').found).toBe('@abandonware/noble 1.9.2-26');
    expect(checks.every(({ advice }) => advice === '')).toBe(true);
  });

  it('finds nothing broken where there is no adapter, nor what only an adapter needs', async () => {
    let opened = 0;
    const checks = await checked({
      adapterNames: async () => fails(),
      loadRadio: fails,
      processStatus: async () => 'CapEff:\t0000000000000000\n',
      openAdapter: async () => {
        opened++;
        return 'poweredOn';
      },
    });
    expect(checks.map(({ state }) => state)).not.toContain('broken');
    expect(named(checks, 'Bluetooth adapter')).toMatchObject({ state: 'none' });
    expect(named(checks, 'Opening the adapter').found).toBe('not tried');
    expect(opened).toBe(0);
  });

  const faults: [string, Partial<CheckedHost>, string, string, string][] = [
    [
      'is blocked by software',
      { radioSwitches: async () => [{ name: 'hci0', soft: true, hard: false }] },
      'Radio switch',
      'hci0 is blocked by software',
      'rfkill unblock bluetooth',
    ],
    [
      'is blocked by a key',
      { radioSwitches: async () => [{ name: 'tpacpi', soft: true, hard: true }] },
      'Radio switch',
      'tpacpi is blocked by a switch',
      'switch or key',
    ],
    ['has no library', { nobleForks: () => [] }, 'Bluetooth library', 'no fork', 'npm ci'],
    ['is not built', { loadRadio: fails }, 'Native part', 'not built', 'Run npm run build:radio.'],
    [
      'cannot be built yet',
      { loadRadio: fails, missingTools: () => ['python3', 'g++'] },
      'Native part',
      'not built',
      'Install python3, g++. Then: Run npm run build:radio.',
    ],
    [
      'is not permitted',
      { processStatus: async () => 'CapEff:\t0000000000001000' },
      'Permission',
      'may not use',
      'setcap cap_net_raw+eip',
    ],
    [
      'is off',
      { openAdapter: async () => 'poweredOff' as const },
      'Opening the adapter',
      'is off (poweredOff)',
      'bluetoothctl power on',
    ],
    [
      'does not answer',
      { openAdapter: () => Promise.reject(new BleError('No Bluetooth adapter answered')) },
      'Opening the adapter',
      'No Bluetooth adapter answered',
      'plug it in again',
    ],
  ];

  it.each(faults)('says what is wrong and what to do where the radio %s', async (...fault) => {
    const [, change, name, found, advice] = fault;
    const checks = await checked(change);
    const check = named(checks, name);
    expect(check.state).toBe('broken');
    expect(check.found).toContain(found);
    expect(check.advice).toContain(advice);
    if (name !== 'Opening the adapter') {
      expect(named(checks, 'Opening the adapter').state).toBe('none');
    }
  });

  it('asks macOS neither for adapters nor for rights, and says where it gives them', async () => {
    const checks = await checked({
      platform: 'darwin',
      adapterNames: async () => fails(),
      openAdapter: () => Promise.reject(new BleError('This user may not open the adapter')),
    });
    expect(checks.map(({ name }) => name)).toEqual([
      'Bluetooth library',
      'Native part',
      'Opening the adapter',
    ]);
    expect(checks.at(-1)!.advice).toContain('System Settings → Privacy & Security → Bluetooth');
  });

  it('never throws on this machine, whatever it has', async () => {
    const checks = await checked(THIS_CHECKED_HOST);
    expect(checks.length).toBeGreaterThanOrEqual(3);
  });
});

describe('nobleForks', () => {
  it('names the forks that are installed here, without loading them', () => {
    expect(nobleForks()).toContainEqual(expect.stringMatching(/^@abandonware\/noble \d+\.\d+/));
  });
});

describe('radioSwitches', () => {
  it('reads those of Bluetooth, and passes over others and what cannot be read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rfkill-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const make = async (entry: string, files: Readonly<Record<string, string>>) => {
      await mkdir(join(folder, entry));
      for (const [name, text] of Object.entries(files)) {
        await writeFile(join(folder, entry, name), `${text}\n`);
      }
    };
    await make('rfkill0', { type: 'wlan', name: 'phy0', soft: '1', hard: '1' });
    await make('rfkill1', { type: 'bluetooth', name: 'hci0', soft: '1', hard: '0' });
    await make('rfkill2', { type: 'bluetooth' });
    expect(await radioSwitches(folder)).toEqual([{ name: 'hci0', soft: true, hard: false }]);
    expect(await radioSwitches(join(folder, 'none'))).toEqual([]);
  });
});
