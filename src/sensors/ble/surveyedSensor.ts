import type { DriverSession } from './makes/driverSession.ts';
import type { SensorIdentity } from './sensorIdentity.ts';

/** A device that advertises as a sensor the hub can drive. */
export interface SurveyedSensor {
  readonly address: string;
  /** As advertised, so anything at all; empty where none was. */
  readonly name: string;
  /** What people call the make that it claims to be. */
  readonly make: string;
  readonly rssiDbm: number | null;
  /** null when it was not asked or could not be read. */
  readonly identity: SensorIdentity | null;
  /** Why it cannot be used, in a sentence; null when nothing is known to be wrong. */
  readonly problem: string | null;
}

/**
 * Makes a new link ready for commands and asks the sensor who it is.
 * @throws BleError when the link fails, or the device only claims to be a sensor
 * @throws ProtocolError when what it tells cannot be read
 */
export async function meetSensor(session: DriverSession): Promise<SensorIdentity> {
  await session.describe();
  session.requireStreamMtu();
  await session.openControl();
  return session.identity();
}
