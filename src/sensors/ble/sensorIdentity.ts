import {
  CAPABILITY,
  type Info,
  SENSOR_FAULT,
  type StatusAnswer,
} from '../../../firmware-protocol/index.ts';

/** What a sensor can find wrong with itself. */
export type SensorFault = keyof typeof SENSOR_FAULT;

/** What a sensor told of itself over a link. */
export interface SensorIdentity {
  readonly serial: string;
  /** Empty where the sensor does not tell. */
  readonly firmware: string;
  readonly rateHz: number;
  /** Half the range: ± g; null where the sensor does not tell. */
  readonly accelerationRangeG: number | null;
  /** Half the range: ± °/s; null where the sensor does not tell. */
  readonly angularRateRangeDps: number | null;
  /** Whether it has one and, if so, whether that is in the stream. */
  readonly magnetometer: 'none' | 'off' | 'on';
  /** null where the sensor does not tell. */
  readonly batteryPercent: number | null;
  readonly temperatureC: number | null;
  /** Empty when nothing is wrong; null where the sensor does not tell. */
  readonly faults: readonly SensorFault[] | null;
}

/** What one of our sensors told, in the words of the hub; `status` is null where it knows none. */
export function identityOf(
  info: Info,
  status: StatusAnswer | null,
  batteryPercent: number | null,
): SensorIdentity {
  return {
    serial: info.serial,
    firmware: info.firmware,
    rateHz: info.rateHz,
    accelerationRangeG: info.accelerationRangeG,
    angularRateRangeDps: info.angularRateRangeDps,
    magnetometer: magnetometerOf(info),
    batteryPercent,
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
