import { Command } from 'commander';
import { bleStackOption } from './bleStackOption.ts';
import { makesOption } from './makesOption.ts';
import { numberBetween } from './options.ts';
import type { SyncFlags } from './sensors/sensorFlags.ts';
import { virtualSensorsOption } from './sensors/sensorOptions.ts';

export function syncCommand(): Command {
  return (
    new Command('sync')
      .description('make the Movella DOTs in range share one clock')
      .option('--seconds <n>', 'how long to listen for them', numberBetween(1, 60), 5)
      .option('--stop', 'give each its own clock again')
      .addOption(virtualSensorsOption())
      .addOption(makesOption(['dot']))
      .addOption(bleStackOption())
      .addHelpText(
        'after',
        `
For Movella DOTs only; other sensors need nothing of the kind. Each is linked and told, then
all are left alone for 14 s, then each is asked how it went: about half a minute in all. Do it
before a session, with two DOTs or more lying within a metre of each other. It lasts until
they are switched off. A DOT that is synchronised keeps the rate it has.
It ends with code 1 when one of them is not synchronised.

Examples:
  $ plumbline sync
  $ plumbline sync --stop`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: SyncFlags) =>
        (await import('./sensors/syncSensors.ts')).syncSensors(flags),
      )
  );
}
