import type { SensorConfiguration, SensorDescription, SensorId } from '../../../model/sensor.ts';
import type { LinkLostReason } from '../../../model/sensorLink.ts';
import type { CueDelivery, HubClock } from '../../../model/sensorSource.ts';
import { type PacketDecoder, packetDecoder } from '../../../protocols/index.ts';
import { BleError, type BleLink, type CharacteristicPath } from '../bleTransport.ts';
import { LinkWatch } from '../linkWatch.ts';
import type { SensorIdentity } from '../sensorIdentity.ts';
import { within } from '../within.ts';
import { CannotError } from './cannotError.ts';
import type { DriverSession, SessionOptions } from './driverSession.ts';
import { type MakeLimits, requireWithin } from './makeLimits.ts';

/** A sensor that is told to stop before its link ends has this long to acknowledge. */
const LEAVE_TIMEOUT_MS = 1000;

/** Where the samples of a sensor go while it streams. */
interface Stream {
  readonly sensor: SensorDescription;
  readonly decoder: PacketDecoder;
}

/** What links to bought sensors have in common; what differs is in a class for each make. */
export abstract class MakeSession implements DriverSession {
  protected readonly link: BleLink;
  /** As it advertises. */
  protected readonly name: string;
  /** Key of the sensor within the transport. */
  protected readonly address: string;
  readonly #clock: HubClock;
  readonly #configured: SessionOptions['configured'];
  readonly #watch: LinkWatch;
  #sensor: SensorDescription | undefined;
  #stream: Stream | undefined;
  #packet: (bytes: Uint8Array) => void = () => {};
  #wish: SensorConfiguration | undefined;

  constructor({ link, advertisement, clock, silenceMs, configured }: SessionOptions) {
    this.link = link;
    this.name = advertisement.name;
    this.address = advertisement.address;
    this.#clock = clock;
    this.#configured = configured;
    this.#watch = new LinkWatch(link, clock, silenceMs);
  }

  get streamed(): boolean {
    return this.#watch.streamed;
  }

  get unreadable(): Error | null {
    return this.#watch.unreadable;
  }

  ended(): Promise<LinkLostReason> {
    return this.#watch.ended();
  }

  async describe(): Promise<SensorDescription> {
    await this.link.discover();
    if (this.parts.some((path) => !this.link.has(path))) {
      const { make } = this.limits;
      const sentence = `it advertises like ${lowerFirst(make)} and has not got the services of one`;
      throw new BleError(sentence, { code: 'notOurs' });
    }
    return this.#describe();
  }

  requireStreamMtu(): void {
    const { mtu } = this.link;
    if (mtu >= this.streamMtu) return;
    throw new BleError(
      `its link carries messages of ${mtu} bytes (MTU), its samples need ${this.streamMtu}`,
      { code: 'mtuTooSmall' },
    );
  }

  /** Most makes need nothing for it. */
  openControl(): Promise<void> {
    return Promise.resolve();
  }

  async stream(packet: (bytes: Uint8Array) => void): Promise<void> {
    this.requireStreamMtu();
    this.#packet = packet;
    await this.#begin();
  }

  async reconfigure(
    configuration: SensorConfiguration,
    configured: (sensor: SensorDescription) => void,
  ): Promise<void> {
    requireWithin(this.limits, configuration);
    await this.paused(async () => {
      this.#wish = configuration;
      await this.set(configuration);
      configured(await this.#describe());
    });
  }

  async configure(configuration: SensorConfiguration): Promise<SensorDescription> {
    requireWithin(this.limits, configuration);
    await this.keep(configuration);
    return this.#describe();
  }

  async identity(): Promise<SensorIdentity> {
    const { id, firmware, rateHz } = this.sensor;
    const { accelerationRangeG, angularRateRangeDps, magnetometer } = this.ranges();
    return {
      serial: id,
      firmware,
      rateHz,
      accelerationRangeG,
      angularRateRangeDps,
      magnetometer,
      batteryPercent: await this.battery(),
      temperatureC: null,
      faults: null,
    };
  }

  abstract watchBattery(battery: (percent: number) => void): Promise<void>;

  signal(): Promise<number> {
    return this.link.rssi();
  }

  identify(): Promise<number | null> {
    return this.cannot('show itself');
  }

  cue(): Promise<CueDelivery> {
    return this.cannot('move a motor');
  }

  powerOff(): Promise<void> {
    return this.cannot('be switched off over its link');
  }

  async close(): Promise<void> {
    await within('Stopping', LEAVE_TIMEOUT_MS, this.stopped()).catch(() => {});
    await this.link.close();
  }

  /** What the make can be told to measure; for this link, where the link limits it. */
  protected abstract readonly limits: MakeLimits;
  /** What it can besides streaming, to complete the sentence "It can …". */
  protected abstract readonly abilities: string;
  /** What every sensor of the make has. */
  protected abstract readonly parts: readonly CharacteristicPath[];
  /** The MTU that its samples need. */
  protected abstract readonly streamMtu: number;

  /** Reads who it is and makes it ready to measure as it shall. */
  protected abstract learn(): Promise<SensorDescription>;
  /** Makes samples come to `received`; may be called again after `halt`. */
  protected abstract begin(): Promise<void>;
  /** Ends the samples. */
  protected abstract halt(): Promise<void>;
  /** Makes it measure otherwise while the link lasts. */
  protected abstract set(configuration: SensorConfiguration): Promise<void>;
  /** Makes it measure otherwise from now on, also when it was off. */
  protected abstract keep(configuration: SensorConfiguration): Promise<void>;
  /** How it measures now. */
  protected abstract ranges(): Pick<
    SensorIdentity,
    'accelerationRangeG' | 'angularRateRangeDps' | 'magnetometer'
  >;
  /** Percent, now; null where it does not tell. */
  protected abstract battery(): Promise<number | null>;

  /** What it said of itself; after `describe`. */
  protected get sensor(): SensorDescription {
    if (this.#sensor) return this.#sensor;
    throw new BleError('it was not asked yet who it is');
  }

  /** What it was asked to measure, by this link or an earlier one. */
  protected wish(id: SensorId): SensorConfiguration | undefined {
    return this.#wish ?? this.#configured?.(id);
  }

  /** A notification of what may hold samples. */
  protected received(bytes: Uint8Array): void {
    if (!this.#stream) return;
    const { sensor, decoder } = this.#stream;
    try {
      const blocks = decoder.decode({ sensorId: sensor.id, arrivalUs: this.#clock(), bytes });
      // What completes no sample is no sign of life: a sensor may acknowledge and measure nothing.
      if (blocks.length > 0) this.#watch.heard(null);
    } catch (error) {
      this.#watch.heard(error instanceof Error ? error : new Error(String(error)));
    }
    this.#packet(bytes);
  }

  /** Runs `job` while the sensor does not measure; it measures again after it, if it did before. */
  protected async paused(job: () => Promise<void>): Promise<void> {
    if (!this.#stream) return job();
    this.#watch.pause();
    try {
      await this.halt();
      await job();
      await this.#begin();
    } catch (error) {
      // Nobody knows how it measures now.
      await this.link.close();
      throw error;
    }
  }

  /** Ends the samples for good, if any come. */
  protected async stopped(): Promise<void> {
    if (!this.#stream) return;
    this.#stream = undefined;
    this.#watch.pause();
    await this.halt();
  }

  protected cannot<T>(what: string): Promise<T> {
    const { make } = this.limits;
    return Promise.reject(new CannotError(`${make} cannot ${what}; it can ${this.abilities}`));
  }

  async #describe(): Promise<SensorDescription> {
    this.#sensor = await this.learn();
    return this.#sensor;
  }

  async #begin(): Promise<void> {
    const { sensor } = this;
    this.#stream = { sensor, decoder: packetDecoder(sensor) };
    await this.begin();
    this.#watch.start();
  }
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
