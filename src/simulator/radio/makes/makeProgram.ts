import type { DriverName } from '../../../model/sensor.ts';
import type { HubClock } from '../../../model/sensorSource.ts';
import type { UnitConfiguration } from '../../imuFeed.ts';
import type { Advertisement } from '../air.ts';
import type { Service, Uuid } from '../gattTable.ts';
import type { RunningUnit } from './runningUnit.ts';
import type { SampleStream, StreamRange } from './sampleStream.ts';

/** A make of bought sensor: what one of them is, and what runs on it. */
export interface Make {
  readonly driver: DriverName;
  /** The serial number that it tells; its address where it tells none. */
  readonly serial: string;
  /** What runs between one power-on and the next power-off; what it saved before is known to it. */
  program(host: SensorHost): MakeProgram;
}

/** What a program may ask of the sensor it runs on. */
export interface SensorHost {
  /** True time. */
  readonly clock: HubClock;
  readonly address: string;
  readonly batteryPercent: number;
  /** Bytes of a notification that the link carries. */
  readonly room: number;
  subscribed(uuid: Uuid): boolean;
  /** Notifies an answer, ahead of all streams; nothing is sent to who is not subscribed. */
  reply(uuid: Uuid, value: Uint8Array): void;
  /** Switches the sensor off once what it said has gone. */
  powerOff(): void;
  /** What the sensor's own clock reads at a true instant: µs, never wrapped, with parts of one. */
  deviceUs(atUs: number): number;
  /** The inertial unit measuring in this way since power-on. */
  unit(configuration: UnitConfiguration): RunningUnit;
  /** A stream of the unit that begins now, known to tests from here on. */
  beginStream(what: string, unit: RunningUnit, samplesPerPacket: number): SampleStream;
  /** Samples that the sensor threw away. */
  lost(stream: SampleStream, range: StreamRange): void;
}

/** A notification that tells of samples. */
export interface StreamNotification {
  readonly uuid: Uuid;
  readonly value: Uint8Array;
  readonly stream: SampleStream;
  readonly range: StreamRange;
}

/** What runs on a bought sensor between power-on and power-off. */
export interface MakeProgram {
  readonly services: readonly Service[];
  readonly advertisement: Advertisement;
  /** Where changes of the battery level are notified; absent where they are only asked for. */
  readonly battery?: { readonly uuid: Uuid; readonly value: (percent: number) => Uint8Array };
  /** How often it was asked to show itself; absent where it cannot. */
  readonly identified?: number;
  /** The link is gone. */
  linkEnded(): void;
  /** When there will be something to send; null while there will be nothing. */
  dueUs(): number | null;
  /** Hands what is due to `send` until it answers false. */
  pump(nowUs: number, send: (notification: StreamNotification) => boolean): void;
}
