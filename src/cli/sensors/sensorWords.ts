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
  const parts = [rangeText(accelerationRangeG, 'g'), rangeText(angularRateRangeDps, '°/s')];
  if (magnetometer !== 'none') parts.push(`magnetometer ${magnetometer}`);
  return parts.filter((part) => part !== '').join(', ');
}

/** Empty where the sensor does not tell. */
export function rangeText(half: number | null, unit: string): string {
  return half === null ? '' : `±${half} ${unit}`;
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
