import type { HubClock } from '../../model/sensorSource.ts';
import { BleSource } from './bleSource.ts';
import { BleError, type BleTransport } from './bleTransport.ts';
import { bluetoothAvailability } from './bluetoothAvailability.ts';
import { messageOf } from './messageOf.ts';
import { loadNoble, type Noble, type NobleFactory } from './noble.ts';
import { NobleTransport } from './nobleTransport.ts';

export interface BleSettings {
  readonly clock: HubClock;
  /** Where noble comes from; default the real one, loaded when the source starts. */
  readonly nobleFactory?: NobleFactory;
  /** How long a sensor may take to answer a connection request, ms; default 5000. */
  readonly connectTimeoutMs?: number;
  /** Shortest and longest connection interval to ask for, ms; default 15 to 30 for seven links. */
  readonly connectionIntervalMs?: readonly [number, number];
  /** How long the radio holds a link that has gone quiet, ms; default 3000. */
  readonly supervisionTimeoutMs?: number;
  /** Without samples for this long a sensor is linked anew, ms; default 1000. */
  readonly silenceMs?: number;
}

/**
 * A source of our sensors over the Bluetooth adapter of this machine, or over a virtual one.
 * A stopped source leaves nothing of its own behind, but noble cannot be ended: it keeps polling
 * its adapter once a second, so a program that has started a source ends by `process.exit`.
 */
export function createBleSource(settings: BleSettings): BleSource {
  const { clock, silenceMs = 1000 } = settings;
  return new BleSource({ clock, openTransport: () => openBleTransport(settings), silenceMs });
}

/** Opens the adapter; its state follows. @throws BleError with the reason when there is none */
export async function openBleTransport(
  settings: Omit<BleSettings, 'clock'>,
): Promise<BleTransport> {
  const { nobleFactory } = settings;
  if (!nobleFactory) {
    const { available, sentence, advice } = await bluetoothAvailability();
    if (!available) throw new BleError(`${sentence} ${advice}`, { code: 'adapterOff' });
  }
  return new NobleTransport(await opened(nobleFactory ?? loadNoble), {
    connectTimeoutMs: settings.connectTimeoutMs ?? 5000,
    connectionIntervalMs: settings.connectionIntervalMs ?? [15, 30],
    supervisionTimeoutMs: settings.supervisionTimeoutMs ?? 3000,
  });
}

async function opened(nobleFactory: NobleFactory): Promise<Noble> {
  try {
    return await nobleFactory();
  } catch (cause) {
    throw new BleError(`Bluetooth could not be opened: ${messageOf(cause)}`, { cause });
  }
}
