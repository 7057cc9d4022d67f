import type { Packet, SensorDescription, SensorId } from './sensor.ts';

/** A sensor that was seen but is not linked yet. */
export interface FoundSensor {
  /** Key of this sensor within its source until its serial is known. */
  readonly address: string;
  readonly name: string;
  readonly rssiDbm: number | null;
}

export type LinkLostReason =
  | 'outOfRange'
  | 'closedBySensor'
  | 'closedByHub'
  | 'silent'
  | 'adapterLost'
  | 'finished';

export interface SensorSourceEvents {
  /** An advertisement of a sensor this source can drive; repeated while it advertises. */
  sensorFound: (sensor: FoundSensor) => void;
  /** The sensor is connected, described and streaming. */
  sensorLinked: (sensor: SensorDescription, atUs: number) => void;
  /** A notification, in order of arrival. */
  packet: (packet: Packet) => void;
  /** The link ended; the source tries again by itself unless it was stopped. */
  sensorLost: (sensorId: SensorId, reason: LinkLostReason, atUs: number) => void;
  /** State of charge in percent. */
  battery: (sensorId: SensorId, percent: number) => void;
  /** Something a person should know, in a sentence; the source goes on. */
  fault: (sentence: string, sensorId: SensorId | null) => void;
}

/** A stream of packets from somewhere: the radio or a simulator. The core never sees which. */
export interface SensorSource {
  readonly kind: 'ble' | 'simulated';
  /** Registers a listener; returns the function that removes it. */
  on<E extends keyof SensorSourceEvents>(event: E, listener: SensorSourceEvents[E]): () => void;
  /** Resolves once the source is looking for sensors; rejects with a sentence if it cannot. */
  start(): Promise<void>;
  /** Ends every link and timer; resolves when nothing more will be emitted. */
  stop(): Promise<void>;
  /** Makes the sensor show itself (LED). */
  identify(sensorId: SensorId): Promise<void>;
}

/** The hub's clock: monotonic time anchored once to the wall clock, integer microseconds. */
export type HubClock = () => number;
