import { Command } from 'commander';
import { bleStackOption } from './bleStackOption.ts';
import { makesOption } from './makesOption.ts';
import { numberBetween } from './options.ts';
import type { ScanFlags } from './sensors/sensorFlags.ts';
import { virtualSensorsOption } from './sensors/sensorOptions.ts';

export function scanCommand(): Command {
  return (
    new Command('scan')
      .description('look for sensors, and ask each who it is and how it does')
      .option('--seconds <n>', 'how long to listen', numberBetween(0.5, 600), 8)
      .option('--quick', 'only listen: names and signal, no links')
      .option('--json', 'all of it for programs')
      .addOption(virtualSensorsOption())
      .addOption(makesOption())
      .addOption(bleStackOption())
      .addHelpText(
        'after',
        `
Each sensor in range is linked in turn and asked; none is made to stream. A sensor that
another hub or phone has linked does not advertise and is not found.
It ends with code 0 also when no sensor was found.

Examples:
  $ plumbline scan
  $ plumbline scan --quick --seconds 3
  $ plumbline scan --virtual-sensors --json`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: ScanFlags) =>
        (await import('./sensors/scanSensors.ts')).scanSensors(flags),
      )
  );
}
