import { Command } from 'commander';
import { bleStackOption } from './bleStackOption.ts';
import { makesOption } from './makesOption.ts';
import { serialNumber, wholeNumberBetween } from './options.ts';
import type { IdentifyFlags } from './sensors/sensorFlags.ts';
import { timeoutOption, virtualSensorsOption } from './sensors/sensorOptions.ts';

export function identifyCommand(): Command {
  return (
    new Command('identify')
      .description('make a sensor blink, to see which one it is')
      .argument('<serial>', 'of the sensor, as "plumbline scan" shows it', serialNumber)
      .option('--seconds <n>', 'how long it blinks', wholeNumberBetween(1, 30), 5)
      .addOption(timeoutOption())
      .addOption(virtualSensorsOption())
      .addOption(makesOption())
      .addOption(bleStackOption())
      .addHelpText(
        'after',
        `
Examples:
  $ plumbline identify 7F3K
  $ plumbline identify SIM-left-shank --seconds 10 --virtual-sensors`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (serial: string, flags: IdentifyFlags) =>
        (await import('./sensors/identifySensor.ts')).identifySensor(serial, flags),
      )
  );
}
