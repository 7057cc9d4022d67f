import type { Advertisement } from '../bleTransport.ts';
import type { DriverSession, SessionOptions } from './driverSession.ts';

/** How the hub knows the sensors of one make, and uses them. */
export interface Driver {
  /** What people call it. */
  readonly make: string;
  /**
   * Whether an advertiser claims to be of this make. People give their sensors other names, and
   * anything may have any name: what the link then discovers decides.
   */
  readonly recognises: (advertisement: Advertisement) => boolean;
  readonly session: (options: SessionOptions) => DriverSession;
}
