import { SERVICE_UUID } from '../../../firmware-protocol/index.ts';
import type { SensorDescription, SensorId } from '../../model/sensor.ts';
import type {
  HubClock,
  LinkLostReason,
  SensorSource,
  SensorSourceEvents,
} from '../../model/sensorSource.ts';
import {
  type AdapterState,
  type Advertisement,
  BleError,
  type BleLink,
  type BleTransport,
} from './bleTransport.ts';
import { ConnectLoop, messageOf } from './connectLoop.ts';
import { Listeners } from './listeners.ts';
import { SensorSession } from './sensorSession.ts';
import { within } from './within.ts';

export interface BleSourceOptions {
  readonly clock: HubClock;
  /** Opens the adapter; rejects with a sentence when there is none. */
  readonly openTransport: () => Promise<BleTransport>;
  /** Without a packet for this long a sensor is linked anew, ms. */
  readonly silenceMs: number;
}

/** An adapter that has said nothing for this long is not there. */
const ADAPTER_TIMEOUT_MS = 3000;

/** Our sensors over Bluetooth: every one in range is linked, and linked again when it is lost. */
export class BleSource implements SensorSource {
  readonly kind = 'ble';
  readonly #options: BleSourceOptions;
  readonly #listeners = new Listeners();
  /** By serial, from the moment it is known. */
  readonly #sessions = new Map<SensorId, SensorSession>();
  /** Sessions announced by `sensorLinked`. */
  readonly #linked = new Map<SensorSession, SensorId>();
  /** Every session with a link, known or not. */
  readonly #open = new Set<SensorSession>();
  #transport: BleTransport | undefined;
  #loop: ConnectLoop | undefined;
  #stopping = false;
  #lastUs = 0;

  constructor(options: BleSourceOptions) {
    this.#options = options;
  }

  on<E extends keyof SensorSourceEvents>(event: E, listener: SensorSourceEvents[E]): () => void {
    return this.#listeners.on(event, listener);
  }

  /**
   * Resolves once sensors are looked for; with the adapter switched off, once they will be as soon
   * as it is on.
   * @throws BleError with the reason when this machine has no Bluetooth the hub may use.
   */
  async start(): Promise<void> {
    if (this.#transport) throw new BleError('The Bluetooth source runs already');
    const transport = await this.#options.openTransport();
    try {
      await adapterReady(transport);
    } catch (error) {
      transport.close();
      throw error;
    }
    this.#transport = transport;
    this.#stopping = false;
    this.#adapterChanged(transport.adapterState);
    transport.onAdapterState((state) => this.#adapterChanged(state));
    this.#loop = new ConnectLoop({
      transport,
      service: SERVICE_UUID,
      clock: this.#options.clock,
      found: (advertisement) => {
        for (const listener of this.#listeners.of('sensorFound')) listener(advertisement);
      },
      serve: (link, advertisement) => this.#serve(link, advertisement),
      fault: (sentence) => this.#fault(sentence, null),
    });
    this.#loop.start();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const ended = this.#loop?.stop();
    await Promise.all(Array.from(this.#open, (session) => session.close()));
    await ended;
    this.#transport?.close();
    this.#transport = undefined;
    this.#loop = undefined;
  }

  async identify(sensorId: SensorId): Promise<void> {
    const session = this.#sessions.get(sensorId);
    if (session) return session.identify();
    const linked = [...this.#sessions.keys()].join(', ') || 'none';
    throw new BleError(`Sensor ${sensorId} is not linked; linked now: ${linked}`);
  }

  /** Lives with one link until its end; true when samples had flowed. */
  async #serve(link: BleLink, advertisement: Advertisement): Promise<boolean> {
    const { clock, silenceMs } = this.#options;
    const session = new SensorSession({ link, name: advertisement.name, clock, silenceMs });
    const ended = session.ended();
    this.#open.add(session);
    let sensor: SensorDescription | undefined;
    try {
      if (this.#stopping) throw new BleError('the hub is stopping');
      sensor = await session.describe();
      await this.#stream(session, sensor, advertisement.address);
    } catch (error) {
      if (!this.#stopping) this.#unusable(sensor?.id ?? null, advertisement, error);
      await session.close();
    }
    const reason = await ended;
    this.#open.delete(session);
    return this.#release(session, reason);
  }

  async #stream(session: SensorSession, sensor: SensorDescription, address: string) {
    if (this.#sessions.has(sensor.id)) {
      throw new BleError(`another linked device has the same serial; this one is ${address}`);
    }
    this.#sessions.set(sensor.id, session);
    // The first packet may overtake the acknowledgement of `start`; it must not come unannounced.
    const announce = () => {
      if (this.#linked.get(session)) return;
      this.#linked.set(session, sensor.id);
      const atUs = this.#nowUs();
      for (const listener of this.#listeners.of('sensorLinked')) listener(sensor, atUs);
    };
    await session.stream((bytes) => {
      announce();
      // noble's buffer is a view of one that it may use again.
      const packet = {
        sensorId: sensor.id,
        arrivalUs: this.#nowUs(),
        bytes: new Uint8Array(bytes),
      };
      for (const listener of this.#listeners.of('packet')) listener(packet);
    });
    announce();
    await session.watchBattery((percent) => {
      for (const listener of this.#listeners.of('battery')) listener(sensor.id, percent);
    });
  }

  /** Forgets a session that has ended; true when it had streamed. */
  #release(session: SensorSession, reason: LinkLostReason): boolean {
    for (const [id, current] of this.#sessions) {
      if (current === session) this.#sessions.delete(id);
    }
    const id = this.#linked.get(session);
    if (id === undefined) return false;
    this.#linked.delete(session);
    if (reason === 'silent') {
      this.#fault(`Sensor ${id} fell silent; it is being linked again.`, id);
    }
    const atUs = this.#nowUs();
    for (const listener of this.#listeners.of('sensorLost')) listener(id, reason, atUs);
    return true;
  }

  #unusable(id: SensorId | null, { name, address }: Advertisement, error: unknown): void {
    this.#fault(`Sensor ${id ?? (name || address)} cannot be used: ${messageOf(error)}.`, id);
  }

  #adapterChanged(state: AdapterState): void {
    if (state === 'poweredOn') return;
    const gone = 'sensors are looked for again when it is back';
    this.#fault(`The Bluetooth adapter is off or gone (${state}); ${gone}.`, null);
  }

  #fault(sentence: string, sensorId: SensorId | null): void {
    for (const listener of this.#listeners.of('fault')) listener(sentence, sensorId);
  }

  /** The hub's clock, kept from ever going back between events. */
  #nowUs(): number {
    this.#lastUs = Math.max(this.#lastUs, this.#options.clock());
    return this.#lastUs;
  }
}

/** Waits until the adapter is on or switched off; anything else is a reason not to start. */
async function adapterReady(transport: BleTransport): Promise<void> {
  let unlisten = () => {};
  const known = new Promise<void>((resolve) => {
    const check = (state: AdapterState) => {
      if (state !== 'unknown' && state !== 'resetting') resolve();
    };
    unlisten = transport.onAdapterState(check);
    check(transport.adapterState);
  });
  try {
    await within('Opening the Bluetooth adapter', ADAPTER_TIMEOUT_MS, known);
  } finally {
    unlisten();
  }
  const { adapterState } = transport;
  if (adapterState === 'unsupported') {
    throw new BleError('The Bluetooth adapter does not speak Bluetooth Low Energy');
  }
  if (adapterState === 'unauthorized') {
    throw new BleError('This user may not open the Bluetooth adapter');
  }
}
