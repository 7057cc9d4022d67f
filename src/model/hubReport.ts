import type { SensorId } from './sensor.ts';

/** How the hub fared since its last report; null is what could not be told. */
export interface HubReport {
  /** Of one core. */
  readonly cpuPct: number;
  /** Resident memory. */
  readonly memoryMb: number;
  /** By how much the event loop was late, 99th percentile. */
  readonly loopDelayP99Ms: number;
  /** Where recordings are written. */
  readonly diskFreeMb: number | null;
  /** Pages and programs that listen. */
  readonly clients: number;
  /** By how much the database is behind; null without one. */
  readonly uploadLagS: number | null;
}

/** How one linked sensor fares; null is what it does not tell. */
export interface SensorReport {
  readonly sensorId: SensorId;
  readonly batteryPct: number | null;
  readonly rssiDbm: number | null;
  /** Samples per second that came. */
  readonly rateHz: number;
}
