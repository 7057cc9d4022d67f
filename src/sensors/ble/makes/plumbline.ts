import { SERVICE_UUID } from '../../../../firmware-protocol/index.ts';
import { SensorSession } from '../sensorSession.ts';
import type { Driver } from './driver.ts';

/** Sensors that speak our own protocol: they all advertise its service. */
export const PLUMBLINE: Driver = {
  make: 'Plumbline',
  recognises: ({ services }) => services.includes(SERVICE_UUID),
  session: (options) => new SensorSession(options),
};
