import type { Placement } from './placement.ts';

/** The serial number read from the sensor itself, never its radio address. */
export type SensorId = string & { readonly __brand: 'SensorId' };

export function sensorId(serial: string): SensorId {
  return serial as SensorId;
}

/** Names the codec in `src/protocols` that understands a sensor's packets. */
export type DriverName =
  | 'plumbline'
  | 'imported'
  | 'movellaDot'
  | 'movesense'
  | 'witMotion'
  | 'metaMotion';

/** What a sensor can do besides streaming. */
export type SensorAbility =
  /** Moves a motor on the limb. */
  | 'cue'
  /** Answers how its clock stands to the hub's. */
  | 'sync'
  /** Sends again what it took before, from its ring buffer. */
  | 'resend';

/** What a sensor said of itself when it was linked: enough to decode its packets later. */
export interface SensorDescription {
  readonly id: SensorId;
  readonly driver: DriverName;
  /** The name it advertises; shown to people, never used as a key. */
  readonly name: string;
  readonly firmware: string;
  readonly rateHz: number;
  /** Specific force of one count, in m/s²; 1 where packets hold SI units. */
  readonly accelerationScaleMps2: number;
  /** Angular rate of one count, in rad/s; 1 where packets hold SI units. */
  readonly angularRateScaleRadps: number;
  /** Magnetic flux density of one count, µT; absent where there is no magnetometer. */
  readonly magneticScaleUt?: number;
  /**
   * Another number whenever the sensor's sample index began anew; absent where the sensor does not
   * tell. With the same run, a hole in the index over two links is exactly what was lost between them.
   */
  readonly run?: number;
  /** Which of its driver's packet layouts it sends; absent where the driver has one. */
  readonly layout?: string;
  /** Absent where it can only stream. */
  readonly abilities?: readonly SensorAbility[];
  /** Samples its ring buffer holds; absent without one. */
  readonly ringDepthSamples?: number;
}

/** What a sensor can be told to measure. */
export interface SensorConfiguration {
  /** Integer, 60–400. */
  readonly rateHz: number;
  /** Half the range: ± g. */
  readonly accelerationRangeG: number;
  /** Half the range: ± °/s. */
  readonly angularRateRangeDps: number;
  /** Whether the magnetometer is in the stream. */
  readonly magnetometer: boolean;
}

/** One notification exactly as the radio delivered it. */
export interface Packet {
  readonly sensorId: SensorId;
  /** Arrival on the hub's clock, integer microseconds since the Unix epoch, never decreasing. */
  readonly arrivalUs: number;
  readonly bytes: Uint8Array;
}

/**
 * Consecutive samples of one sensor in SI units and sensor axes.
 * `acceleration` (specific force, m/s²) and `angularRate` (rad/s) hold x, y, z per sample.
 */
export interface SampleBlock {
  readonly sensorId: SensorId;
  /** Index of the first sample since the sensor's stream began. */
  readonly firstIndex: number;
  readonly count: number;
  /** The sensor's own clock at the first sample, microseconds, unwrapped by nobody yet. */
  readonly deviceTimeUs: number;
  readonly acceleration: Float64Array;
  readonly angularRate: Float64Array;
  /**
   * x, y, z per sample in the sensor's own unit, µT as a rule; NaN where a slower magnetometer had no
   * new reading, absent without one.
   */
  readonly magneticField?: Float64Array;
  /** True where any axis of a sample sits at the end of its range. */
  readonly clipped: boolean;
  /** Set where the samples were asked for again: their arrival tells nothing of when they were taken. */
  readonly refilled?: true;
}

/** Samples as a packet holds them; null is what the sensor does not tell. */
export type DecodedBlock = Omit<SampleBlock, 'firstIndex' | 'deviceTimeUs'> & {
  readonly firstIndex: number | null;
  readonly deviceTimeUs: number | null;
};

/** How the packets of a driver tell which samples they hold and when these were taken. */
export type DriverTiming =
  /** Index and clock of the first sample. */
  | { readonly kind: 'indexed'; readonly wrapUs: number }
  /** The clock alone; `wrapUs` is the period after which it begins anew. */
  | { readonly kind: 'clocked'; readonly wrapUs: number }
  /** Neither: the samples are counted and their times reckoned from arrivals. */
  | { readonly kind: 'arrivals' }
  /** The hub time of every sample. */
  | { readonly kind: 'known' };

/** One two-way exchange of times: the hub asks, the sensor answers. */
export interface ClockExchange {
  /** On the hub's clock, µs: before the request was written, when the answer had arrived. */
  readonly askedUs: number;
  readonly heardUs: number;
  /** On the sensor's clock, µs as it counts: the request came in, the answer went out. */
  readonly receivedUs: number;
  readonly answeredUs: number;
}

/** A sample block with the estimated instant of sampling of each sample on the hub's clock. */
export interface TimedSamples extends SampleBlock {
  /** Integer microseconds since the Unix epoch, strictly increasing across blocks. */
  readonly timeUs: Float64Array;
}

export interface PlacedSensor {
  readonly sensor: SensorDescription;
  readonly placement: Placement;
}
