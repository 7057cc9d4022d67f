import { endProcess } from '../endProcess.ts';
import type { IdentifyFlags } from './sensorFlags.ts';
import { useSensor } from './useSensor.ts';

/** Makes a sensor blink and ends the process. @throws BleError, CliError */
export async function identifySensor(serial: string, flags: IdentifyFlags): Promise<never> {
  const seconds = await useSensor(serial, flags, (session) => session.identify(flags.seconds));
  console.log(`Sensor ${serial} blinks${seconds === null ? '' : ` for ${seconds} s`}.`);
  return endProcess();
}
