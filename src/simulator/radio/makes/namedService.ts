import type { Service } from '../gattTable.ts';
import { shownName } from '../shownName.ts';

const GENERIC_ACCESS_SERVICE = 0x1800;
const DEVICE_NAME = 0x2a00;

/** The service in which every peripheral tells its name. */
export function namedService(name: string): Service {
  return {
    uuid: GENERIC_ACCESS_SERVICE,
    characteristics: [{ uuid: DEVICE_NAME, properties: ['read'], read: () => shownName(name) }],
  };
}
