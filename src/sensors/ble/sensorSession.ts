import {
  BATTERY_LEVEL,
  BATTERY_SERVICE,
  INFO_UUID,
  MIN_STREAM_MTU,
  SERVICE_UUID,
  STREAM_UUID,
} from '../../../firmware-protocol/index.ts';
import type { SensorDescription } from '../../model/sensor.ts';
import type { HubClock, LinkLostReason } from '../../model/sensorSource.ts';
import { describeSensor } from '../../protocols/index.ts';
import { BleError, type BleLink } from './bleTransport.ts';
import { ControlPoint } from './controlPoint.ts';
import { SilenceWatch } from './silenceWatch.ts';

const INFO = { service: SERVICE_UUID, characteristic: INFO_UUID };
const STREAM = { service: SERVICE_UUID, characteristic: STREAM_UUID };
const BATTERY = { service: BATTERY_SERVICE, characteristic: BATTERY_LEVEL };

/** How long the LED blinks when a sensor is asked to show itself. */
const IDENTIFY_S = 5;

export interface SensorSessionOptions {
  readonly link: BleLink;
  readonly name: string;
  readonly clock: HubClock;
  /** Without a packet for this long the link counts as dead, ms. */
  readonly silenceMs: number;
}

/** One link to one of our sensors, from discovery to its end. */
export class SensorSession {
  readonly #link: BleLink;
  readonly #name: string;
  readonly #control: ControlPoint;
  readonly #watch: SilenceWatch;
  #silent = false;

  constructor({ link, name, clock, silenceMs }: SensorSessionOptions) {
    this.#link = link;
    this.#name = name;
    this.#control = new ControlPoint(link);
    this.#watch = new SilenceWatch(clock, silenceMs, () => {
      this.#silent = true;
      void link.close();
    });
  }

  /** Why the link ended, once it has. */
  async ended(): Promise<LinkLostReason> {
    const reason = await this.#link.closed;
    this.#watch.stop();
    return this.#silent ? 'silent' : reason;
  }

  /**
   * Learns who the sensor is.
   * @throws BleError when the link fails.
   * @throws ProtocolError when the sensor speaks another version of the protocol.
   */
  async describe(): Promise<SensorDescription> {
    await this.#link.discover();
    return describeSensor(await this.#link.read(INFO), this.#name);
  }

  /**
   * Makes the samples flow into `packet`; resolves when the sensor has acknowledged.
   * @throws BleError when the link fails or cannot carry one sample, or the sensor refuses.
   */
  async stream(packet: (bytes: Uint8Array) => void): Promise<void> {
    const { mtu } = this.#link;
    if (mtu < MIN_STREAM_MTU) {
      throw new BleError(
        `its link carries messages of ${mtu} bytes (MTU), its samples need ${MIN_STREAM_MTU}`,
      );
    }
    await this.#control.open();
    await this.#link.subscribe(STREAM, (bytes) => {
      this.#watch.heard();
      packet(bytes);
    });
    await this.#control.send({ kind: 'start' });
    this.#watch.start();
  }

  /** Reports the state of charge, now and on change, where the sensor knows it. */
  async watchBattery(battery: (percent: number) => void): Promise<void> {
    if (!this.#link.has(BATTERY)) return;
    const report = ([percent]: Uint8Array) => {
      if (percent !== undefined && percent <= 100) battery(percent);
    };
    report(await this.#link.read(BATTERY));
    await this.#link.subscribe(BATTERY, report);
  }

  identify(): Promise<void> {
    return this.#control.send({ kind: 'identify', durationS: IDENTIFY_S });
  }

  close(): Promise<void> {
    return this.#link.close();
  }
}
