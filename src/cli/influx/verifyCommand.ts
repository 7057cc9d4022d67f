import { Command } from 'commander';
import type { VerifyFlags } from './influxFlags.ts';

export function influxVerifyCommand(): Command {
  return (
    new Command('verify')
      .description('compare what recordings give with what the database holds of them')
      .argument('[files...]', 'recordings; default all of --recordings')
      .option('--recordings <folder>', 'the recordings', 'recordings')
      .option('--repair', 'upload anew what differs or was not uploaded')
      .option('--all', 'tell every field that differs')
      .addHelpText(
        'after',
        `
Of every field of every measurement, leg and sensor the number of values is compared, of integers
also the sum, of other numbers the least and the largest. What is there under another pseudonym
counts as too much. It needs a login that may read. Told is a line for each measurement that differs.
It ends with code 1 while something differs.

Examples:
  $ plumbline influx verify
  $ plumbline influx verify recordings/2026-11-22T19-03-11Z-P-7F3K.mcap --repair`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (files: string[], flags: VerifyFlags) =>
        (await import('./tellVerify.ts')).tellVerify(files, flags),
      )
  );
}
