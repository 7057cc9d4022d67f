import type { HubClock } from '../../model/sensorSource.ts';
import { BleSource } from './bleSource.ts';
import { BleError, type BleTransport } from './bleTransport.ts';
import { bluetoothAvailability } from './bluetoothAvailability.ts';
import { loadNoble, type NobleFactory } from './noble.ts';
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

/** A source of our sensors over the Bluetooth adapter of this machine, or over a virtual one. */
export function createBleSource(settings: BleSettings): BleSource {
  const { clock, nobleFactory, silenceMs = 1000 } = settings;
  const linkOptions = {
    connectTimeoutMs: settings.connectTimeoutMs ?? 5000,
    connectionIntervalMs: settings.connectionIntervalMs ?? [15, 30],
    supervisionTimeoutMs: settings.supervisionTimeoutMs ?? 3000,
  } as const;
  const openTransport = async (): Promise<BleTransport> => {
    if (nobleFactory) return new NobleTransport(await nobleFactory(), linkOptions);
    const { available, sentence, advice } = await bluetoothAvailability();
    if (!available) throw new BleError(`${sentence} ${advice}`);
    return new NobleTransport(await loadNoble(), linkOptions);
  };
  return new BleSource({ clock, openTransport, silenceMs });
}
