import { CAPABILITY, type Info, SENSOR_FAULT } from '../../../firmware-protocol/index.ts';
import type { SensorSession } from './sensorSession.ts';

/** What a sensor can find wrong with itself. */
export type SensorFault = keyof typeof SENSOR_FAULT;

/** What a sensor told of itself over a link. */
export interface SensorIdentity {
  readonly serial: string;
  readonly firmware: string;
  readonly rateHz: number;
  /** Half the range: ± g. */
  readonly accelerationRangeG: number;
  /** Half the range: ± °/s. */
  readonly angularRateRangeDps: number;
  /** Whether it has one and, if so, whether that is in the stream. */
  readonly magnetometer: 'none' | 'off' | 'on';
  /** null where the sensor does not tell. */
  readonly batteryPercent: number | null;
  readonly temperatureC: number | null;
  /** Empty when nothing is wrong; null where the sensor does not tell. */
  readonly faults: readonly SensorFault[] | null;
}

/** A device that advertises as one of our sensors. */
export interface SurveyedSensor {
  readonly address: string;
  /** As advertised, so anything at all; empty where none was. */
  readonly name: string;
  readonly rssiDbm: number | null;
  /** null when it was not asked or could not be read. */
  readonly identity: SensorIdentity | null;
  /** Why it cannot be used, in a sentence; null when nothing is known to be wrong. */
  readonly problem: string | null;
}

/**
 * Makes a new link ready for commands and asks the sensor who it is.
 * @throws BleError when the link fails, or the device only claims to be one of our sensors
 * @throws ProtocolError when what it tells cannot be read
 */
export async function meetSensor(session: SensorSession): Promise<SensorIdentity> {
  await session.describe();
  session.requireStreamMtu();
  await session.openControl();
  return readIdentity(session);
}

/** Asks a sensor that was met before who it is now; throws as `meetSensor` does. */
export async function readIdentity(session: SensorSession): Promise<SensorIdentity> {
  const info = await session.info();
  const status = await session.status();
  return {
    serial: info.serial,
    firmware: info.firmware,
    rateHz: info.rateHz,
    accelerationRangeG: info.accelerationRangeG,
    angularRateRangeDps: info.angularRateRangeDps,
    magnetometer: magnetometerOf(info),
    batteryPercent: status?.batteryPercent ?? (await session.battery()),
    temperatureC: status?.temperatureCentiC == null ? null : status.temperatureCentiC / 100,
    faults: status === null ? null : faultsIn(status.faults),
  };
}

function magnetometerOf({ capabilities, magnetometerOn }: Info): SensorIdentity['magnetometer'] {
  if ((capabilities & CAPABILITY.magnetometer) === 0) return 'none';
  return magnetometerOn ? 'on' : 'off';
}

function faultsIn(bits: number): SensorFault[] {
  return FAULTS.filter((fault) => (bits & SENSOR_FAULT[fault]) !== 0);
}

const FAULTS: readonly SensorFault[] = [
  'inertialUnit',
  'magnetometer',
  'motor',
  'memory',
  'batteryLow',
];
