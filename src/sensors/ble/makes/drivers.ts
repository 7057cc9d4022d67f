import type { DriverName } from '../../../model/sensor.ts';
import type { Advertisement } from '../bleTransport.ts';
import type { Driver } from './driver.ts';
import type { DriverSession, SessionOptions } from './driverSession.ts';
import { META_MOTION } from './metaMotion/driver.ts';
import { MOVELLA_DOT } from './movellaDot/driver.ts';
import { MOVESENSE } from './movesense/driver.ts';
import { PLUMBLINE } from './plumbline.ts';
import { WIT_MOTION } from './witMotion/driver.ts';

/** Of all that can be linked, surest signs first: a service or a company says more than a name. */
const BY_NAME = {
  plumbline: PLUMBLINE,
  metaMotion: META_MOTION,
  movellaDot: MOVELLA_DOT,
  movesense: MOVESENSE,
  witMotion: WIT_MOTION,
} satisfies Readonly<Record<Exclude<DriverName, 'imported'>, Driver>>;
const DRIVERS: readonly Driver[] = Object.values(BY_NAME);

/** Whether an advertiser claims to be a sensor of a make that the hub can drive. */
export function isSensor(advertisement: Advertisement): boolean {
  return DRIVERS.some((driver) => driver.recognises(advertisement));
}

/** What people call the make that an advertiser claims to be. */
export function makeOf(advertisement: Advertisement): string {
  return driverOf(advertisement).make;
}

/** The use of a link to a sensor, by the make that its advertisement claims. */
export function sessionOver(options: SessionOptions): DriverSession {
  return driverOf(options.advertisement).session(options);
}

/** Whoever nobody recognises has to prove that it is one of ours. */
function driverOf(advertisement: Advertisement): Driver {
  return DRIVERS.find((driver) => driver.recognises(advertisement)) ?? PLUMBLINE;
}
