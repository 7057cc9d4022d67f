import { Emitter } from '../../model/emitter.ts';
import type { SensorConfiguration, SensorDescription, SensorId } from '../../model/sensor.ts';
import type { LinkReason, LinkState, SourceFault } from '../../model/sensorLink.ts';
import type {
  CueDelivery,
  HapticCue,
  HubClock,
  SensorSource,
  SensorSourceEvents,
} from '../../model/sensorSource.ts';
import { adapterReady } from './adapterReady.ts';
import {
  type AdapterState,
  type Advertisement,
  BleError,
  type BleLink,
  type BleTransport,
} from './bleTransport.ts';
import { ConnectLoop, type Visit } from './connectLoop.ts';
import { isSensor, sessionOver } from './makes/drivers.ts';
import { SensorVisit } from './sensorVisit.ts';
import { SampleAccount } from './upkeep/sampleAccount.ts';

export interface BleSourceOptions {
  readonly clock: HubClock;
  /** Opens the adapter; rejects with a sentence when there is none. */
  readonly openTransport: () => Promise<BleTransport>;
  /** Without a packet for this long a sensor is linked anew, ms. */
  readonly silenceMs: number;
  /** So many serials are linked at most: one that changes at every link must not grow the hub. */
  readonly maxSensors: number;
}

/** Sensors over Bluetooth: every one in range is linked, and linked again when it is lost. */
export class BleSource implements SensorSource {
  readonly kind = 'ble';
  readonly #options: BleSourceOptions;
  readonly #events = new Emitter<SensorSourceEvents>();
  /** The visit that has told a serial first holds it until its link ends. */
  readonly #bySerial = new Map<SensorId, SensorVisit>();
  /** All that were linked since the hub was started. */
  readonly #serials = new Set<SensorId>();
  /** Which run of each sensor was heard last. */
  readonly #runs = new Map<SensorId, number>();
  /** Which samples of its run have come. */
  readonly #accounts = new Map<SensorId, { run: number | undefined; account: SampleAccount }>();
  /** What each was asked to measure since the hub was started. */
  readonly #configurations = new Map<SensorId, SensorConfiguration>();
  readonly #visits = new Set<SensorVisit>();
  #transport: BleTransport | undefined;
  #loop: ConnectLoop | undefined;
  #starting: Promise<void> | undefined;
  #stopping = false;
  #lastUs = 0;

  constructor(options: BleSourceOptions) {
    this.#options = options;
  }

  on<E extends keyof SensorSourceEvents>(
    event: E,
    listener: (...args: SensorSourceEvents[E]) => void,
  ): () => void {
    return this.#events.on(event, listener);
  }

  /**
   * Resolves once sensors are looked for; with the adapter switched off, once they will be as soon
   * as it is on.
   * @throws BleError with the reason when this machine has no Bluetooth the hub may use.
   */
  async start(): Promise<void> {
    if (this.#starting) throw new BleError('The Bluetooth source runs already');
    this.#stopping = false;
    this.#starting = this.#begin();
    try {
      await this.#starting;
    } catch (error) {
      this.#starting = undefined;
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    // A start under way ends by itself when it sees this; its caller hears of it.
    await this.#starting?.catch(() => {});
    const ended = this.#loop?.stop();
    await Promise.all(Array.from(this.#visits, (visit) => visit.close()));
    await ended;
    this.#transport?.close();
    this.#transport = undefined;
    this.#loop = undefined;
    this.#starting = undefined;
  }

  async identify(sensorId: SensorId): Promise<void> {
    return this.#linked(sensorId).identify();
  }

  async cue(sensorId: SensorId, cue: HapticCue): Promise<CueDelivery> {
    return this.#linked(sensorId).cue(cue);
  }

  async configure(sensorId: SensorId, configuration: SensorConfiguration): Promise<void> {
    const visit = this.#linked(sensorId);
    // The new run that follows is one that was asked for.
    this.#runs.delete(sensorId);
    await visit.configure(configuration);
    this.#configurations.set(sensorId, configuration);
  }

  async #begin(): Promise<void> {
    const transport = await this.#options.openTransport();
    try {
      await adapterReady(transport);
      if (this.#stopping)
        throw new BleError('The Bluetooth source was stopped before it had begun');
    } catch (error) {
      transport.close();
      throw error;
    }
    this.#transport = transport;
    this.#adapterChanged(transport.adapterState);
    transport.onAdapterState((state) => this.#adapterChanged(state));
    this.#loop = new ConnectLoop({
      transport,
      wanted: isSensor,
      clock: this.#options.clock,
      found: ({ address, name, rssiDbm }) =>
        this.#events.emit('sensorFound', { address, name, rssiDbm }),
      changed: (advertisement, state, reason) => this.#changed(advertisement, null, state, reason),
      serve: (link, advertisement) => this.#serve(link, advertisement),
      fault: (code, sentence, advertisement) =>
        this.#fault({ code, sentence, sensorId: null, address: advertisement?.address ?? null }),
    });
    this.#loop.start();
  }

  /** Lives with one link until its end. */
  async #serve(link: BleLink, advertisement: Advertisement): Promise<Visit> {
    const { clock, silenceMs } = this.#options;
    const configured = (id: SensorId) => this.#configurations.get(id);
    const visit = new SensorVisit({
      session: sessionOver({ link, advertisement, clock, silenceMs, configured }),
      advertisement,
      claim: (sensor) => this.#claim(visit, sensor),
      changed: (id, state, reason) => this.#changed(advertisement, id, state, reason),
      linked: (sensor) => {
        this.#heardRun(sensor, advertisement);
        this.#events.emit('sensorLinked', sensor, this.#nowUs());
      },
      packet: (sensorId, bytes) => {
        this.#events.emit('packet', { sensorId, arrivalUs: this.#nowUs(), bytes });
      },
      clock: this.#options.clock,
      account: (sensor) => this.#accountOf(sensor),
      clockExchange: (sensorId, exchange) => this.#events.emit('clockExchange', sensorId, exchange),
      samplesGone: (sensorId, { first, end }) =>
        this.#events.emit('samplesGone', sensorId, first, end - first, this.#nowUs()),
      battery: (sensorId, percent) => this.#events.emit('battery', sensorId, percent),
      signal: (sensorId, rssiDbm) => this.#events.emit('signal', sensorId, rssiDbm),
      lost: (sensorId, reason) => {
        this.#events.emit('sensorLost', sensorId, reason, this.#nowUs());
      },
      fault: (fault) => {
        if (!this.#stopping) this.#fault({ ...fault, address: advertisement.address });
      },
    });
    this.#visits.add(visit);
    if (this.#stopping) await visit.close();
    const outcome = await visit.run();
    this.#visits.delete(visit);
    for (const [id, holder] of this.#bySerial) {
      if (holder === visit) this.#bySerial.delete(id);
    }
    return outcome;
  }

  #claim(visit: SensorVisit, { id }: SensorDescription): void {
    const holder = this.#bySerial.get(id);
    if (holder && holder !== visit) {
      const address = visit.advertisement.address;
      throw new BleError(`it tells the serial ${id} of another linked device; it is ${address}`, {
        code: 'duplicateSerial',
      });
    }
    const { maxSensors } = this.#options;
    if (!this.#serials.has(id) && this.#serials.size >= maxSensors) {
      const sentence = `the hub has linked ${maxSensors} other sensors since it was started; restart it to use more`;
      throw new BleError(sentence, { code: 'tooManySensors' });
    }
    this.#serials.add(id);
    this.#bySerial.set(id, visit);
  }

  /** A run that is not told of is another one at every link. */
  #accountOf(sensor: SensorDescription): SampleAccount {
    const { id, run } = sensor;
    const known = this.#accounts.get(id);
    if (known && run !== undefined && known.run === run) return known.account;
    const account = new SampleAccount(sensor);
    this.#accounts.set(id, { run, account });
    return account;
  }

  /** A new run that nobody asked for: what the sensor had taken before is gone. */
  #heardRun(sensor: SensorDescription, { address }: Advertisement): void {
    const { id, run } = sensor;
    const before = this.#runs.get(id);
    if (run === undefined) return;
    this.#runs.set(id, run);
    if (before === undefined || before === run) return;
    const sentence = `Sensor ${id} was restarted or configured; its samples count from zero again.`;
    this.#fault({ code: 'restarted', sentence, sensorId: id, address });
  }

  #linked(sensorId: SensorId): SensorVisit {
    const visit = this.#bySerial.get(sensorId);
    if (visit) return visit;
    const linked = [...this.#bySerial.keys()].join(', ') || 'none';
    throw new BleError(`Sensor ${sensorId} is not linked; linked now: ${linked}`);
  }

  #adapterChanged(state: AdapterState): void {
    if (state === 'poweredOn') return;
    const sentence = `The Bluetooth adapter is off or gone (${state}); sensors are looked for again when it is back.`;
    this.#fault({ code: 'adapterOff', sentence, sensorId: null, address: null });
  }

  #changed(
    { address, name }: Advertisement,
    sensorId: SensorId | null,
    state: LinkState,
    reason: LinkReason,
  ): void {
    const atUs = this.#nowUs();
    this.#events.emit('linkChanged', { address, name, sensorId, state, reason, atUs });
  }

  #fault(fault: SourceFault): void {
    this.#events.emit('fault', fault);
  }

  /** The hub's clock, kept from ever going back between events. */
  #nowUs(): number {
    this.#lastUs = Math.max(this.#lastUs, this.#options.clock());
    return this.#lastUs;
  }
}
