import { adapterReady } from './adapterReady.ts';
import type { AdapterState } from './bleTransport.ts';
import {
  ALLOW_ON_LINUX,
  adaptersOf,
  type BluetoothHost,
  bluetoothHost,
  mayUseRadio,
  radioLoads,
} from './bluetoothAvailability.ts';
import { missingBuildTools } from './buildTools.ts';
import { openBleTransport } from './createBleSource.ts';
import { messageOf } from './messageOf.ts';
import { nobleForks } from './noble/nobleForks.ts';
import { type RadioSwitch, radioSwitches } from './radioSwitches.ts';

/** One thing that Bluetooth needs, and how it stands with it here. */
export interface BluetoothCheck {
  readonly name: string;
  /** `none`: not there, or not to be tried, and nothing is wrong with that; `broken`: to be mended. */
  readonly state: 'ok' | 'none' | 'broken';
  readonly found: string;
  /** What to do; empty when nothing is needed. */
  readonly advice: string;
}

/** The places of this machine that are asked in a check-up; tests give their own. */
export interface CheckedHost extends BluetoothHost {
  readonly radioSwitches: () => Promise<readonly RadioSwitch[]>;
  /** Installed forks of noble, with their versions. */
  readonly nobleForks: () => readonly string[];
  /** Programs that building the radio needs and that are missing. */
  readonly missingTools: () => readonly string[];
  /** Opens the adapter, tells its state and closes it; rejects with the reason when it cannot. */
  readonly openAdapter: () => Promise<AdapterState>;
}

export const THIS_CHECKED_HOST: CheckedHost = {
  ...bluetoothHost(),
  radioSwitches,
  nobleForks,
  missingTools: missingBuildTools,
  openAdapter: async () => {
    const transport = await openBleTransport({});
    try {
      await adapterReady(transport);
      return transport.adapterState;
    } finally {
      transport.close();
    }
  },
};

/**
 * Looks at all that Bluetooth needs, one after the other. A machine without an adapter is in order.
 * The adapter is opened only where nothing before stands in the way.
 */
export async function* bluetoothChecks(host: CheckedHost): AsyncGenerator<BluetoothCheck> {
  const linux = host.platform === 'linux';
  const adapters = linux ? await adaptersOf(host) : null;
  const absent = adapters?.length === 0;
  const checks: BluetoothCheck[] = [];
  const noted = (check: BluetoothCheck) => {
    checks.push(check);
    return check;
  };
  if (adapters) yield noted(adapterCheck(adapters));
  if (linux) yield noted(switchCheck(await host.radioSwitches()));
  yield noted(stackCheck(host.nobleForks()));
  yield noted(nativePartCheck(host, absent));
  if (linux) yield noted(permissionCheck(await mayUseRadio(host), absent));
  const inTheWay = absent || checks.some(({ state }) => state === 'broken');
  yield inTheWay ? none(OPENING, 'not tried') : await openingCheck(host);
}

const OPENING = 'Opening the adapter';

function adapterCheck(adapters: readonly string[]): BluetoothCheck {
  const name = 'Bluetooth adapter';
  if (adapters.length > 0) return ok(name, adapters.join(', '));
  return none(
    name,
    'none; the hub replays recordings and has virtual sensors without',
    'Plug one in to use sensors; see what works without: npm run demo:radio.',
  );
}

function switchCheck(switches: readonly RadioSwitch[]): BluetoothCheck {
  const name = 'Radio switch';
  const hard = switches.find((each) => each.hard);
  const soft = switches.find((each) => each.soft);
  if (hard) {
    const advice = 'Turn Bluetooth on by the switch or key of this computer for its radios.';
    return broken(name, `${hard.name} is blocked by a switch of the computer`, advice);
  }
  if (soft) {
    const advice = 'Run: rfkill unblock bluetooth';
    return broken(name, `${soft.name} is blocked by software`, advice);
  }
  return ok(name, 'does not block Bluetooth');
}

function stackCheck(forks: readonly string[]): BluetoothCheck {
  const name = 'Bluetooth library';
  if (forks.length > 0) return ok(name, forks.join(', '));
  return broken(name, 'no fork of noble is installed', 'Run: npm ci');
}

function nativePartCheck(host: CheckedHost, absent: boolean): BluetoothCheck {
  const name = 'Native part';
  if (radioLoads(host)) return ok(name, 'built');
  if (absent) return none(name, 'not built; needed only with an adapter');
  const missing = host.missingTools();
  const first = missing.length > 0 ? `Install ${missing.join(', ')}. Then: ` : '';
  return broken(name, 'not built for this computer', `${first}${host.buildAdvice}`);
}

function permissionCheck(permitted: boolean, absent: boolean): BluetoothCheck {
  const name = 'Permission';
  if (permitted) return ok(name, 'this user may use the radio');
  if (absent) return none(name, 'not given; needed only with an adapter');
  return broken(name, 'this user may not use the radio', ALLOW_ON_LINUX);
}

async function openingCheck(host: CheckedHost): Promise<BluetoothCheck> {
  try {
    const state = await host.openAdapter();
    if (state === 'poweredOn') return ok(OPENING, 'it opens and is on');
    return broken(OPENING, `it opens and is off (${state})`, SWITCH_ON[host.platform] ?? ANY_ON);
  } catch (error) {
    return broken(OPENING, messageOf(error), OPEN_ADVICE[host.platform] ?? ANY_OPEN);
  }
}

const ANY_ON = "Switch Bluetooth on in this computer's settings.";
const SWITCH_ON: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'Run: bluetoothctl power on',
};

const ANY_OPEN = 'Unplug the adapter and plug it in again, or restart the computer.';
const OPEN_ADVICE: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Allow the terminal: System Settings → Privacy & Security → Bluetooth.',
  linux: 'Unplug the adapter and plug it in again, or run: sudo systemctl restart bluetooth',
};

function ok(name: string, found: string): BluetoothCheck {
  return { name, state: 'ok', found, advice: '' };
}

function none(name: string, found: string, advice = ''): BluetoothCheck {
  return { name, state: 'none', found, advice };
}

function broken(name: string, found: string, advice: string): BluetoothCheck {
  return { name, state: 'broken', found, advice };
}
