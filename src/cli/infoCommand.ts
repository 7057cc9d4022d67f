import { Command } from 'commander';
import type { InfoFlags } from './infoFlags.ts';

export function infoCommand(): Command {
  return (
    new Command('info')
      .description('say what is in a recording')
      .argument('<file>', 'a finished recording')
      .option('--json', 'all of it for programs')
      .option('--sync', 'offsets between sensors, from three taps on all of them or a hop')
      .addHelpText(
        'after',
        `
Example:
  $ plumbline info recordings/samples/squats.mcap`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (file: string, flags: InfoFlags) =>
        (await import('./info/tellInfo.ts')).tellInfo(file, flags),
      )
  );
}
