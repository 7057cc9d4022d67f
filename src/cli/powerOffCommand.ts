import { Command } from 'commander';
import { bleStackOption } from './bleStackOption.ts';
import { makesOption } from './makesOption.ts';
import { serialNumber } from './options.ts';
import type { SensorFlags } from './sensors/sensorFlags.ts';
import { timeoutOption, virtualSensorsOption } from './sensors/sensorOptions.ts';

export function powerOffCommand(): Command {
  return (
    new Command('power-off')
      .description('switch a sensor off')
      .argument('<serial>', 'of the sensor, as "plumbline scan" shows it', serialNumber)
      .addOption(timeoutOption())
      .addOption(virtualSensorsOption())
      .addOption(makesOption())
      .addOption(bleStackOption())
      .addHelpText(
        'after',
        `
Its button or its charger switches it on again.

Example:
  $ plumbline power-off 7F3K`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (serial: string, flags: SensorFlags) =>
        (await import('./sensors/powerOffSensor.ts')).powerOffSensor(serial, flags),
      )
  );
}
