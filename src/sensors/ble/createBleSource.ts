import type { HubClock } from '../../model/sensorSource.ts';
import { AdapterKeeper } from './adapterKeeper.ts';
import { BleSource } from './bleSource.ts';
import { BleError, type BleTransport } from './bleTransport.ts';
import { bluetoothAvailability, bluetoothHost } from './bluetoothAvailability.ts';
import { messageOf } from './messageOf.ts';
import { loadNoble, type Noble, type NobleFactory, requireInstalled } from './noble/noble.ts';
import type { NobleStack } from './noble/nobleStacks.ts';
import { NobleTransport } from './noble/nobleTransport.ts';

export interface BleSettings {
  readonly clock: HubClock;
  /** Which fork of noble is loaded; default '@abandonware/noble', the other must be installed. */
  readonly stack?: NobleStack;
  /**
   * Where noble comes from; default the real one, loaded when the source starts. Called again for
   * every adapter that is opened, so each should be a new one.
   */
  readonly nobleFactory?: NobleFactory;
  /** How long a sensor may take to answer a connection request, ms; default 5000. */
  readonly connectTimeoutMs?: number;
  /** How long one read, write or subscription may take, ms; default 3000. */
  readonly operationTimeoutMs?: number;
  /** How long finding what a sensor offers may take, ms; default 8000. */
  readonly discoveryTimeoutMs?: number;
  /** How long the adapter may take to begin or end a scan, ms; default 5000. */
  readonly scanTimeoutMs?: number;
  /** Without a report from anybody for this long a scan is begun anew, ms; default 10 000. */
  readonly quietScanMs?: number;
  /** Shortest and longest connection interval to ask for, ms; default 15 to 30 for seven links. */
  readonly connectionIntervalMs?: readonly [number, number];
  /** How long the radio holds a link that has gone quiet, ms; default 3000. */
  readonly supervisionTimeoutMs?: number;
  /** How long an adapter may be off or gone before it is opened anew, ms; default 10 000. */
  readonly adapterUnusableMs?: number;
  /** First and longest pause between attempts to open one anew, ms; default 2000 and 30 000. */
  readonly adapterPauseMs?: readonly [number, number];
  /** Without samples for this long a sensor is linked anew, ms; default 1000. */
  readonly silenceMs?: number;
  /** Sensors that are linked at most from start to end; default 64. */
  readonly maxSensors?: number;
}

/**
 * A source of our sensors over the Bluetooth adapter of this machine, or over a virtual one.
 * A stopped source leaves nothing behind: the process can end by itself within two seconds.
 */
export function createBleSource(settings: BleSettings): BleSource {
  const { clock, silenceMs = 1000, maxSensors = 64 } = settings;
  const openKeeper = async (): Promise<BleTransport> => {
    const keeper = new AdapterKeeper({
      openTransport: () => openBleTransport(settings),
      unusableMs: settings.adapterUnusableMs ?? 10_000,
      pauseMs: settings.adapterPauseMs ?? [2000, 30_000],
    });
    await keeper.open();
    return keeper;
  };
  return new BleSource({ clock, openTransport: openKeeper, silenceMs, maxSensors });
}

/** Opens the adapter; its state follows. @throws BleError with the reason when there is none */
export async function openBleTransport(
  settings: Omit<BleSettings, 'clock'>,
): Promise<BleTransport> {
  const { nobleFactory, stack = 'abandonware' } = settings;
  if (!nobleFactory) {
    requireInstalled(stack);
    const { available, sentence, advice } = await bluetoothAvailability(bluetoothHost(stack));
    if (!available) throw new BleError(`${sentence} ${advice}`, { code: 'adapterOff' });
  }
  const noble = await opened(nobleFactory ?? (() => loadNoble(stack)));
  const transport = new NobleTransport(noble, {
    connectTimeoutMs: settings.connectTimeoutMs ?? 5000,
    withdrawTimeoutMs: 2000,
    connectionIntervalMs: settings.connectionIntervalMs ?? [15, 30],
    supervisionTimeoutMs: settings.supervisionTimeoutMs ?? 3000,
    operationTimeoutMs: settings.operationTimeoutMs ?? 3000,
    discoveryTimeoutMs: settings.discoveryTimeoutMs ?? 8000,
    closeTimeoutMs: 1500,
    scanTimeoutMs: settings.scanTimeoutMs ?? 5000,
    quietScanMs: settings.quietScanMs ?? 10_000,
  });
  transport.open();
  return transport;
}

async function opened(nobleFactory: NobleFactory): Promise<Noble> {
  try {
    return await nobleFactory();
  } catch (cause) {
    throw new BleError(`Bluetooth could not be opened: ${messageOf(cause)}`, {
      cause,
      code: 'adapterOff',
    });
  }
}
