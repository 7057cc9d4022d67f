import type {
  ClockExchange,
  Packet,
  SensorConfiguration,
  SensorDescription,
  SensorId,
} from './sensor.ts';
import type { LinkChange, LinkLostReason, SourceFault } from './sensorLink.ts';

/** A sensor that was seen but is not linked yet. */
export interface FoundSensor {
  /** Key of this sensor within its source until its serial is known. */
  readonly address: string;
  readonly name: string;
  readonly rssiDbm: number | null;
}

/** What a source tells, by name, as the arguments of its listeners. */
export interface SensorSourceEvents {
  /** An advertisement of a sensor this source can drive; repeated while it advertises. */
  sensorFound: [sensor: FoundSensor];
  /** The link to a sensor is in another state, and why. */
  linkChanged: [change: LinkChange];
  /** The sensor is connected, described and streaming; again when it measures otherwise. */
  sensorLinked: [sensor: SensorDescription, atUs: number];
  /** A notification, in order of arrival. */
  packet: [packet: Packet];
  /** The link ended; the source tries again by itself unless it was stopped. */
  sensorLost: [sensorId: SensorId, reason: LinkLostReason, atUs: number];
  /** The sensor answered how its clock stands to the hub's. */
  clockExchange: [sensorId: SensorId, exchange: ClockExchange];
  /** The sensor was asked for samples it lost on the way, and has these no longer. */
  samplesGone: [sensorId: SensorId, firstIndex: number, count: number, atUs: number];
  /** State of charge in percent. */
  battery: [sensorId: SensorId, percent: number];
  /** How strongly a linked sensor is received, dBm. */
  signal: [sensorId: SensorId, rssiDbm: number];
  fault: [fault: SourceFault];
}

/** How a motor moves: `double` is two short pulses, and so on. */
export interface HapticCue {
  readonly pattern: 'short' | 'double' | 'triple' | 'long';
  /** 1–100. */
  readonly strengthPercent: number;
}

/** On the hub's clock, integer microseconds. */
export interface CueDelivery {
  readonly sentUs: number;
  readonly acknowledgedUs: number;
}

/** A stream of packets from somewhere: the radio or a simulator. The core never sees which. */
export interface SensorSource {
  readonly kind: 'ble' | 'simulated';
  /** Registers a listener; returns the function that removes it. */
  on<E extends keyof SensorSourceEvents>(
    event: E,
    listener: (...args: SensorSourceEvents[E]) => void,
  ): () => void;
  /** Resolves once the source is looking for sensors; rejects with a sentence if it cannot. */
  start(): Promise<void>;
  /** Ends every link and timer; resolves when nothing more will be emitted. */
  stop(): Promise<void>;
  /** Makes the sensor show itself (LED); rejects with a sentence when it cannot. */
  identify(sensorId: SensorId): Promise<void>;
  /**
   * Moves the sensor's motor; resolves with when the command was handed to the radio and when its
   * acknowledgement had arrived. Rejects with a sentence when the sensor cannot.
   */
  cue(sensorId: SensorId, cue: HapticCue): Promise<CueDelivery>;
  /**
   * Makes the sensor measure otherwise; `sensorLinked` follows with its new description. Rejects with
   * a sentence when the sensor cannot, and leaves it as it was.
   */
  configure(sensorId: SensorId, configuration: SensorConfiguration): Promise<void>;
}

/** The hub's clock: monotonic time anchored once to the wall clock, integer microseconds. */
export type HubClock = () => number;
