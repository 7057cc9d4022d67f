import { SERVICE } from '../../../../protocols/witMotion/uuids.ts';
import type { Driver } from '../driver.ts';
import { WitMotionSession } from './session.ts';

/** `WT901BLE68`, `WT9011DCL`, `BWT901BLE5.0`. */
const NAME = /^B?WT\d/;

export const WIT_MOTION: Driver = {
  make: 'WitMotion',
  recognises: ({ name, services }) => services.includes(SERVICE) || NAME.test(name),
  session: (options) => new WitMotionSession(options),
};
