import { Command } from 'commander';
import { outputPath } from '../options.ts';
import type { QueryFlags } from './queryFlags.ts';

export function queryCommand(): Command {
  return (
    new Command('query')
      .description('ask the database in InfluxQL; the answer is CSV, exact to the last bit')
      .argument('<query>', 'one SELECT or SHOW')
      .option('-o, --output <file>', 'CSV to write; never overwrites', outputPath)
      .addHelpText(
        'after',
        `
Times are nanoseconds since the Unix epoch. The answer is passed on as it comes, of any length; one
that breaks off ends with an error, and a file of it is not kept. Nothing can be written or deleted.
docs/influxdb.md has the measurements and their fields.

Examples:
  $ plumbline influx query "SHOW MEASUREMENTS"
  $ plumbline influx query "SELECT number, peak_flexion_deg, side FROM rep WHERE subject = 'P-7F3K'"
  $ plumbline influx query "SELECT knee_flexion_deg FROM body WHERE session = '...'" -o angles.csv`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (query: string, flags: QueryFlags) =>
        (await import('./tellQuery.ts')).tellQuery(query, flags),
      )
  );
}
