import {
  BODY_LAYOUTS,
  type BodyLayout,
  dataMessageMtu,
  type MeasurementName,
} from '../../../../protocols/movesense/index.ts';

/** Type and reference before the data of every notification, and what ATT has before these. */
const OVERHEAD_BYTES = 2 + 3;

/** A message is split over so many notifications at most. */
const PARTS = 2;

/** As at 52 Hz, where a message holds four samples: thirteen messages a second. */
const MESSAGES_PER_S = 13;

/** Best first; the last one needs the least. */
const WITH_MAGNETOMETER: readonly BodyLayout[] = ['IMU9', 'IMU6', 'Acc+Gyro'];
const WITHOUT_MAGNETOMETER: readonly BodyLayout[] = ['IMU6', 'Acc+Gyro'];

/** The MTU of a link that carries the messages of a layout, whole or in two parts. */
export function layoutMtu(layout: BodyLayout, rateHz: number): number {
  const names: readonly MeasurementName[] = BODY_LAYOUTS[layout];
  const samples = rateHz / MESSAGES_PER_S;
  const wholes = names.map((name) => dataMessageMtu(name, samples));
  return OVERHEAD_BYTES + Math.ceil((Math.max(...wholes) - OVERHEAD_BYTES) / PARTS);
}

/** The least MTU that any layout needs. */
export function leastMtu(rateHz: number): number {
  return layoutMtu('Acc+Gyro', rateHz);
}

/** The best that the link carries: accelerometer and gyroscope apart where nothing else fits. */
export function layoutFor(mtu: number, rateHz: number, magnetometer: boolean): BodyLayout {
  const layouts = magnetometer ? WITH_MAGNETOMETER : WITHOUT_MAGNETOMETER;
  return layouts.find((layout) => layoutMtu(layout, rateHz) <= mtu) ?? 'Acc+Gyro';
}
