import { SERVICE } from '../../../../protocols/metaMotion/uuids.ts';
import type { Driver } from '../driver.ts';
import { MetaMotionSession } from './session.ts';

/** As it comes from its maker. */
const NAME = 'MetaWear';

export const META_MOTION: Driver = {
  make: 'MetaMotion',
  recognises: ({ name, services }) => services.includes(SERVICE) || name === NAME,
  session: (options) => new MetaMotionSession(options),
};
