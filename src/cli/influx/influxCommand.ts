import { Command } from 'commander';
import { checkCommand } from './checkCommand.ts';
import { queryCommand } from './queryCommand.ts';
import { influxVerifyCommand } from './verifyCommand.ts';

export function influxCommand(): Command {
  return new Command('influx')
    .description('look at the database that recordings are uploaded to')
    .addCommand(queryCommand())
    .addCommand(checkCommand())
    .addCommand(influxVerifyCommand())
    .addHelpText(
      'after',
      `
Which one is told by INFLUX_HOST, INFLUX_BUCKET and the others of docs/influxdb.md.`,
    );
}
