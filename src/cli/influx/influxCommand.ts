import { Command } from 'commander';
import { queryCommand } from './queryCommand.ts';

export function influxCommand(): Command {
  return new Command('influx')
    .description('look at the database that recordings are uploaded to')
    .addCommand(queryCommand())
    .addHelpText(
      'after',
      `
Which one is told by INFLUX_HOST, INFLUX_BUCKET and the others of docs/influxdb.md.`,
    );
}
