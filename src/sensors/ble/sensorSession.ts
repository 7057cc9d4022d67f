import {
  decodeInfo,
  encodeRequest,
  INFO_UUID,
  type Info,
  MIN_STREAM_MTU,
  SERVICE_UUID,
  STREAM_UUID,
  type StatusAnswer,
  streamFault,
} from '../../../firmware-protocol/index.ts';
import type { ClockExchange, SensorConfiguration, SensorDescription } from '../../model/sensor.ts';
import type { LinkLostReason } from '../../model/sensorLink.ts';
import type { CueDelivery, HapticCue } from '../../model/sensorSource.ts';
import { describeSensor } from '../../protocols/index.ts';
import type { IndexRange } from '../../signal/indexRanges.ts';
import { readBattery, watchBattery } from './batteryService.ts';
import { BleError, type BleLink } from './bleTransport.ts';
import { CONTROL, ControlPoint, RefusedError } from './controlPoint.ts';
import { LinkWatch } from './linkWatch.ts';
import type { DriverSession, SessionOptions } from './makes/driverSession.ts';
import { identityOf, type SensorIdentity } from './sensorIdentity.ts';
import type { BesideStream } from './upkeep/linkUpkeep.ts';
import type { ResendOutcome } from './upkeep/refiller.ts';
import { within } from './within.ts';

const INFO = { service: SERVICE_UUID, characteristic: INFO_UUID };
const STREAM = { service: SERVICE_UUID, characteristic: STREAM_UUID };

/** How long the LED blinks when a sensor is asked to show itself. */
const IDENTIFY_S = 5;

const POWER_OFF_TIMEOUT_MS = 3000;

const TWO_32 = 2 ** 32;

/** One link to one of our sensors, from discovery to its end. */
export class SensorSession implements DriverSession, BesideStream {
  readonly #link: BleLink;
  readonly #name: string;
  readonly #control: ControlPoint;
  readonly #watch: LinkWatch;

  constructor({ link, advertisement, clock, silenceMs }: SessionOptions) {
    this.#link = link;
    this.#name = advertisement.name;
    this.#control = new ControlPoint(link, clock);
    this.#watch = new LinkWatch(link, clock, silenceMs);
  }

  get besideStream(): BesideStream {
    return this;
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
      this.#watch.heard(streamFault(bytes));
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

  watchBattery(battery: (percent: number) => void): Promise<void> {
    return watchBattery(this.#link, battery);
  }

  /** @throws ProtocolError when what the sensor tells cannot be read */
  async identity(): Promise<SensorIdentity> {
    const info = await this.info();
    const status = await this.status();
    return identityOf(info, status, status?.batteryPercent ?? (await readBattery(this.#link)));
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

  async identify(durationS = IDENTIFY_S): Promise<number> {
    await this.#control.send({ kind: 'identify', durationS });
    return durationS;
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
