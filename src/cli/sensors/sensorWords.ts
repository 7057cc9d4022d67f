import type { SensorFault, SensorIdentity } from '../../sensors/ble/index.ts';

const FAULT_WORDS: Record<SensorFault, string> = {
  inertialUnit: 'inertial unit',
  magnetometer: 'magnetometer',
  motor: 'motor',
  memory: 'memory',
  batteryLow: 'battery low',
};

export function rangesText(identity: SensorIdentity): string {
  const { accelerationRangeG, angularRateRangeDps, magnetometer } = identity;
  const ranges = `±${accelerationRangeG} g, ±${angularRateRangeDps} °/s`;
  return magnetometer === 'none' ? ranges : `${ranges}, magnetometer ${magnetometer}`;
}

/** Empty where the sensor does not tell. */
export function faultsText(faults: SensorIdentity['faults']): string {
  if (faults === null) return '';
  return faults.map((fault) => FAULT_WORDS[fault]).join(', ') || 'none';
}

/** Empty where the sensor does not tell. */
export function batteryText(percent: number | null): string {
  return percent === null ? '' : `${percent} %`;
}

export function sensorCount(n: number): string {
  return n === 1 ? '1 sensor' : `${n} sensors`;
}
