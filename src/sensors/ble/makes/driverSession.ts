import type { SensorConfiguration, SensorDescription, SensorId } from '../../../model/sensor.ts';
import type { LinkLostReason } from '../../../model/sensorLink.ts';
import type { CueDelivery, HapticCue, HubClock } from '../../../model/sensorSource.ts';
import type { Advertisement, BleLink } from '../bleTransport.ts';
import type { SensorIdentity } from '../sensorIdentity.ts';
import type { BesideStream } from '../upkeep/linkUpkeep.ts';

export interface SessionOptions {
  readonly link: BleLink;
  readonly advertisement: Advertisement;
  readonly clock: HubClock;
  /** Without readable samples for this long the link counts as dead, ms. */
  readonly silenceMs: number;
  /** What a sensor was made to measure, while the hub runs: one that keeps nothing is told again. */
  readonly configured?: (id: SensorId) => SensorConfiguration | undefined;
}

/**
 * One link to one sensor of some make, from discovery to its end. Every method throws a `BleError`
 * when the link fails, and a `CannotError` for what the make cannot do.
 */
export interface DriverSession {
  /** What the sensor can be asked for beside its stream; absent where its make knows nothing of it. */
  readonly besideStream?: BesideStream;
  /** True once samples have come that can be read. */
  readonly streamed: boolean;
  /** What is wrong with the newest samples; null when they could be read, or none came. */
  readonly unreadable: Error | null;
  /** Why the link ended, once it has. */
  ended(): Promise<LinkLostReason>;
  /**
   * Learns who the sensor is; comes first.
   * @throws BleError (`notOurs`) when the device only claims to be of this make
   */
  describe(): Promise<SensorDescription>;
  /** @throws BleError (`mtuTooSmall`) when the link cannot carry the samples */
  requireStreamMtu(): void;
  /** Opens what commands need that are answered; comes second. */
  openControl(): Promise<void>;
  /** Makes the samples flow into `packet`; resolves when the sensor has been told to. */
  stream(packet: (bytes: Uint8Array) => void): Promise<void>;
  /**
   * Stops the stream, configures the sensor and lets it stream again. `configured` has what the
   * sensor then says of itself, before the first sample measured so.
   */
  reconfigure(
    configuration: SensorConfiguration,
    configured: (sensor: SensorDescription) => void,
  ): Promise<void>;
  /** Configures a sensor that does not stream, so that it keeps it when it is off. */
  configure(configuration: SensorConfiguration): Promise<SensorDescription>;
  /** What the sensor says of itself at this moment. */
  identity(): Promise<SensorIdentity>;
  /** Reports the state of charge, now and on change, where the sensor knows it. */
  watchBattery(battery: (percent: number) => void): Promise<void>;
  /** How strongly the sensor is received, dBm. */
  signal(): Promise<number>;
  /** Makes the sensor show itself; for how long, s, or null where that is its own affair. */
  identify(durationS?: number): Promise<number | null>;
  /** Moves the motor; resolves when the sensor has acknowledged. */
  cue(cue: HapticCue): Promise<CueDelivery>;
  /** Switches the sensor off; resolves when the link has ended. */
  powerOff(): Promise<void>;
  /** Ends the stream and then the link. */
  close(): Promise<void>;
}
