import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { NobleStack } from './noble/nobleStacks.ts';

export type BluetoothProblem = 'noAdapter' | 'radioNotBuilt' | 'notPermitted';

export interface BluetoothAvailability {
  readonly available: boolean;
  /** null when available. */
  readonly problem: BluetoothProblem | null;
  /** What is the case, for a person. */
  readonly sentence: string;
  /** What to do about it; empty when nothing is needed. */
  readonly advice: string;
}

/** The places of this machine that are asked; tests give their own. */
export interface BluetoothHost {
  readonly platform: NodeJS.Platform;
  /** Names in the directory of adapters; rejects where the kernel knows no Bluetooth. */
  readonly adapterNames: () => Promise<readonly string[]>;
  /** Loads the native part of the radio; throws when it is not built. */
  readonly loadRadio: () => unknown;
  /** How its native part is built, for a person. */
  readonly buildAdvice: string;
  /** Text of the process's status, with its capabilities. */
  readonly processStatus: () => Promise<string>;
}

/** Capability bit of raw network sockets, which HCI sockets are. */
const CAP_NET_RAW = 13n;

export const ALLOW_ON_LINUX =
  'Allow it once: sudo setcap cap_net_raw+eip "$(readlink -f "$(which node)")".';

/** This machine, with the native part of the chosen fork of noble. */
export function bluetoothHost(stack: NobleStack = 'abandonware'): BluetoothHost {
  const require = createRequire(import.meta.url);
  // Outside Linux the radio is inside noble itself; on Linux noble would open the adapter.
  const radio = process.platform === 'linux' ? 'bluetooth-hci-socket' : 'noble';
  // It is a dependency of the fork's own, which need not lie beside ours.
  const load = () => createRequire(require.resolve(`@${stack}/noble`))(`@${stack}/${radio}`);
  return {
    platform: process.platform,
    adapterNames: () => readdir('/sys/class/bluetooth'),
    loadRadio: load,
    buildAdvice:
      stack === 'abandonware'
        ? 'Run npm run build:radio; it needs python3, make and a C++ compiler.'
        : `Run npm rebuild @${stack}/${radio} --ignore-scripts=false.`,
    processStatus: () => readFile('/proc/self/status', 'utf8'),
  };
}

/** Whether Bluetooth can be used here and, if not, what is missing. Never throws. */
export async function bluetoothAvailability(
  host: BluetoothHost = bluetoothHost(),
): Promise<BluetoothAvailability> {
  const linux = host.platform === 'linux';
  if (linux && (await adaptersOf(host)).length === 0) {
    return missing(
      'noAdapter',
      'This computer has no Bluetooth adapter.',
      'Plug one in, or try the hub with virtual sensors: npm run demo:radio.',
    );
  }
  if (!radioLoads(host)) {
    return missing('radioNotBuilt', 'The radio is not built for this computer.', host.buildAdvice);
  }
  if (linux && !(await mayUseRadio(host))) {
    return missing('notPermitted', 'This user may not use the Bluetooth adapter.', ALLOW_ON_LINUX);
  }
  return { available: true, problem: null, sentence: 'Bluetooth is available.', advice: '' };
}

/** Names of the adapters of a Linux machine; beside them the directory lists their links. */
export async function adaptersOf(host: BluetoothHost): Promise<string[]> {
  try {
    return (await host.adapterNames()).filter((name) => /^hci\d+$/.test(name));
  } catch {
    return [];
  }
}

export function radioLoads(host: BluetoothHost): boolean {
  try {
    host.loadRadio();
    return true;
  } catch {
    return false;
  }
}

export async function mayUseRadio(host: BluetoothHost): Promise<boolean> {
  try {
    const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(await host.processStatus())?.[1];
    // A kernel that does not tell is given the benefit of the doubt; opening will tell.
    return effective === undefined || ((BigInt(`0x${effective}`) >> CAP_NET_RAW) & 1n) === 1n;
  } catch {
    return true;
  }
}

function missing(
  problem: BluetoothProblem,
  sentence: string,
  advice: string,
): BluetoothAvailability {
  return { available: false, problem, sentence, advice };
}
