import type { Advertisement } from '../../../src/sensors/ble/bleTransport.ts';

/** An advertisement that tells nothing but what is given. */
export function heardAs(told: Partial<Advertisement>): Advertisement {
  return { address: 'a', name: '', rssiDbm: null, services: [], companyId: null, ...told };
}
