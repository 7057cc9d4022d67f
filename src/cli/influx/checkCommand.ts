import { Command } from 'commander';
import type { CheckFlags } from './influxFlags.ts';

export function checkCommand(): Command {
  return (
    new Command('check')
      .description('whether the database takes, keeps and gives back what is uploaded')
      .option(
        '--recordings <folder>',
        'whose oldest recording the bucket has to keep',
        'recordings',
      )
      .option('--json', 'all of it for programs')
      .addHelpText(
        'after',
        `
Looks at version, clock, login, bucket, how long it keeps data, and field types; writes one point
to the measurement plumbline_check, reads it back and deletes it where that is possible.
It ends with code 1 when something is wrong; what is marked "warn" can stay as it is.

Example:
  $ INFLUX_HOST=http://127.0.0.1:8086 INFLUX_BUCKET=knees plumbline influx check`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: CheckFlags) => (await import('./tellCheck.ts')).tellCheck(flags))
  );
}
