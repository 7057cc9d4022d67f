import { endProcess } from '../endProcess.ts';
import type { SensorFlags } from './sensorFlags.ts';
import { useSensor } from './useSensor.ts';

/** Switches a sensor off and ends the process. @throws BleError, CliError */
export async function powerOffSensor(serial: string, flags: SensorFlags): Promise<never> {
  await useSensor(serial, flags, (session) => session.powerOff());
  console.log(`Sensor ${serial} is off; its button or its charger switches it on again.`);
  return endProcess();
}
