import {
  BATTERY_LEVEL,
  BATTERY_SERVICE,
  decodeInfo,
  encodeRequest,
  INFO_UUID,
  type Info,
  MIN_STREAM_MTU,
  type ProtocolError,
  SERVICE_UUID,
  STREAM_UUID,
  type StatusAnswer,
  streamFault,
} from '../../../firmware-protocol/index.ts';
import type { ClockExchange, SensorConfiguration, SensorDescription } from '../../model/sensor.ts';
import type { LinkLostReason } from '../../model/sensorLink.ts';
import type { CueDelivery, HapticCue, HubClock } from '../../model/sensorSource.ts';
import { describeSensor } from '../../protocols/index.ts';
import type { IndexRange } from '../../signal/indexRanges.ts';
import { BleError, type BleLink } from './bleTransport.ts';
import { CONTROL, ControlPoint, RefusedError } from './controlPoint.ts';
import { SilenceWatch } from './silenceWatch.ts';
import type { ResendOutcome } from './upkeep/refiller.ts';
import { within } from './within.ts';

const INFO = { service: SERVICE_UUID, characteristic: INFO_UUID };
const STREAM = { service: SERVICE_UUID, characteristic: STREAM_UUID };
const BATTERY = { service: BATTERY_SERVICE, characteristic: BATTERY_LEVEL };

/** How long the LED blinks when a sensor is asked to show itself. */
const IDENTIFY_S = 5;

const POWER_OFF_TIMEOUT_MS = 3000;

const TWO_32 = 2 ** 32;

export interface SensorSessionOptions {
  readonly link: BleLink;
  readonly name: string;
  readonly clock: HubClock;
  /** Without a readable packet for this long the link counts as dead, ms. */
  readonly silenceMs: number;
}

/** One link to one of our sensors, from discovery to its end. */
export class SensorSession {
  readonly #link: BleLink;
  readonly #name: string;
  readonly #control: ControlPoint;
  readonly #watch: SilenceWatch;
  #silent = false;
  #streamed = false;
  #unreadable: ProtocolError | null = null;

  constructor({ link, name, clock, silenceMs }: SensorSessionOptions) {
    this.#link = link;
    this.#name = name;
    this.#control = new ControlPoint(link, clock);
    this.#watch = new SilenceWatch(clock, silenceMs, () => {
      this.#silent = true;
      void link.close();
    });
  }

  /** True once a packet has come that can be read. */
  get streamed(): boolean {
    return this.#streamed;
  }

  /** What is wrong with the newest packet; null when it could be read, or none came. */
  get unreadable(): ProtocolError | null {
    return this.#unreadable;
  }

  /** Why the link ended, once it has. */
  async ended(): Promise<LinkLostReason> {
    const reason = await this.#link.closed;
    this.#watch.stop();
    return this.#silent ? 'silent' : reason;
  }

  /**
   * Learns who the sensor is.
   * @throws BleError when the link fails, or the device only claims to be one of our sensors.
   * @throws ProtocolError when the sensor speaks another version of the protocol.
   */
  async describe(): Promise<SensorDescription> {
    await this.#link.discover();
    const lacks = [INFO, STREAM, CONTROL].some((path) => !this.#link.has(path));
    if (lacks) {
      throw new BleError('it advertises the Plumbline service and has not got all of it', {
        code: 'notOurs',
      });
    }
    return this.#describe();
  }

  /** What the sensor says of itself at this moment, ranges and capabilities too; after `describe`. */
  async info(): Promise<Info> {
    return decodeInfo(await this.#link.read(INFO));
  }

  /** @throws BleError (`mtuTooSmall`) when the link cannot carry one sample. */
  requireStreamMtu(): void {
    const { mtu } = this.#link;
    if (mtu >= MIN_STREAM_MTU) return;
    throw new BleError(
      `its link carries messages of ${mtu} bytes (MTU), its samples need ${MIN_STREAM_MTU}`,
      { code: 'mtuTooSmall' },
    );
  }

  /** Opens the control point, which every command but reading needs. */
  openControl(): Promise<void> {
    return this.#control.open();
  }

  /**
   * Makes the samples flow into `packet`; resolves when the sensor has acknowledged.
   * @throws BleError when the link fails or cannot carry one sample, or the sensor refuses.
   */
  async stream(packet: (bytes: Uint8Array) => void): Promise<void> {
    this.requireStreamMtu();
    await this.#link.subscribe(STREAM, (bytes) => {
      this.#unreadable = streamFault(bytes);
      // A stream that cannot be read is no sign of life.
      if (this.#unreadable === null) {
        this.#streamed = true;
        this.#watch.heard();
      }
      packet(bytes);
    });
    await this.#control.send({ kind: 'start' });
    this.#watch.start();
  }

  /**
   * Stops the stream, configures the sensor and lets it stream again, as it was when it refuses.
   * `configured` has what the sensor then says of itself, before the first sample measured so.
   * @throws RefusedError when the sensor refuses
   * @throws BleError when the link fails; it is closed then, for nobody knows how the sensor measures
   * @throws ProtocolError when the configuration is not one a sensor can be asked for
   */
  async reconfigure(
    configuration: SensorConfiguration,
    configured: (sensor: SensorDescription) => void,
  ): Promise<void> {
    // Throws here what no sensor can be asked for, while all is well.
    encodeRequest({ tag: 0, command: { kind: 'configure', ...configuration } });
    this.#watch.pause();
    try {
      await this.#control.send({ kind: 'stop' });
      const refusal = await this.#tryToConfigure(configuration, configured);
      await this.#control.send({ kind: 'start' });
      this.#watch.start();
      if (refusal) throw refusal;
    } catch (error) {
      if (!(error instanceof RefusedError)) await this.#link.close();
      throw error;
    }
  }

  /** Configures a sensor that does not stream; throws as `reconfigure` does. */
  async configure(configuration: SensorConfiguration): Promise<SensorDescription> {
    await this.#control.send({ kind: 'configure', ...configuration });
    return this.#describe();
  }

  /** Percent, now; null where the sensor does not tell. */
  async battery(): Promise<number | null> {
    return this.#link.has(BATTERY) ? percentIn(await this.#link.read(BATTERY)) : null;
  }

  /** Reports the state of charge, now and on change, where the sensor knows it. */
  async watchBattery(battery: (percent: number) => void): Promise<void> {
    if (!this.#link.has(BATTERY)) return;
    const report = (value: Uint8Array) => {
      const percent = percentIn(value);
      if (percent !== null) battery(percent);
    };
    report(await this.#link.read(BATTERY));
    await this.#link.subscribe(BATTERY, report);
  }

  /** What the sensor tells of its buffer, temperature and faults; null when it does not know how. */
  async status(): Promise<StatusAnswer | null> {
    try {
      const answer = await this.#control.send({ kind: 'status' });
      return answer?.kind === 'status' ? answer : null;
    } catch (error) {
      if (error instanceof RefusedError) return null;
      throw error;
    }
  }

  /** How strongly the sensor is received, dBm. */
  signal(): Promise<number> {
    return this.#link.rssi();
  }

  async identify(durationS = IDENTIFY_S): Promise<void> {
    await this.#control.send({ kind: 'identify', durationS });
  }

  /** Moves the motor; resolves when the sensor has acknowledged. */
  async cue(cue: HapticCue): Promise<CueDelivery> {
    const { askedUs, heardUs } = await this.#control.timed({ kind: 'cue', ...cue });
    return { sentUs: askedUs, acknowledgedUs: heardUs };
  }

  /**
   * Asks the sensor how its clock stands.
   * @throws RefusedError when it cannot tell
   */
  async clockExchange(): Promise<ClockExchange> {
    const { answer, askedUs, heardUs } = await this.#control.timed({ kind: 'sync' });
    if (answer?.kind !== 'sync') throw new BleError('The answer to sync tells no clock');
    const { receivedUs, answeredUs } = answer;
    return { askedUs, heardUs, receivedUs, answeredUs };
  }

  /**
   * Asks for samples again, which then come among the live ones.
   * @throws RefusedError when the sensor keeps none
   */
  async resend({ first, end }: IndexRange): Promise<ResendOutcome> {
    const command = { kind: 'resend', firstIndex: first % TWO_32, count: end - first } as const;
    try {
      const answer = await this.#control.send(command);
      if (answer?.kind !== 'resend') throw new BleError('The answer to resend tells no samples');
      const from = first + ((answer.firstIndex - command.firstIndex + TWO_32) % TWO_32);
      return { kind: 'comes', part: { first: from, end: from + answer.count } };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      if (error.status === 'gone') return { kind: 'gone' };
      if (error.status === 'notNow') return { kind: 'busy' };
      throw error;
    }
  }

  /** Switches the sensor off; resolves when it has ended the link, as it does last. */
  async powerOff(): Promise<void> {
    await this.#control.send({ kind: 'powerOff' });
    await within('Switching off', POWER_OFF_TIMEOUT_MS, this.#link.closed);
  }

  close(): Promise<void> {
    return this.#link.close();
  }

  async #tryToConfigure(
    configuration: SensorConfiguration,
    configured: (sensor: SensorDescription) => void,
  ): Promise<RefusedError | null> {
    try {
      configured(await this.configure(configuration));
      return null;
    } catch (error) {
      if (error instanceof RefusedError) return error;
      throw error;
    }
  }

  async #describe(): Promise<SensorDescription> {
    return describeSensor(await this.#link.read(INFO), this.#name);
  }
}

function percentIn([percent]: Uint8Array): number | null {
  return percent !== undefined && percent <= 100 ? percent : null;
}
