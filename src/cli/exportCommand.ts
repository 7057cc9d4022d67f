import { Command, Option } from 'commander';
import type { ExportFlags } from './exportFlags.ts';
import { outputPath } from './options.ts';

export function exportCommand(): Command {
  return (
    new Command('export')
      .description('write a recording as tables for other programs')
      .argument('<file>', 'a finished recording')
      .addOption(
        new Option('--format <name>', 'csv: body.csv, reps.csv, events.csv, columns.csv')
          .choices(['csv'])
          .default('csv'),
      )
      .requiredOption(
        '-o, --output <folder>',
        'made if needed; files in it are never overwritten',
        outputPath,
      )
      .addHelpText(
        'after',
        `
columns.csv says what every column is; docs/export.md says more.

Example:
  $ plumbline export recordings/samples/squats.mcap --format csv -o squats`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (file: string, flags: ExportFlags) =>
        (await import('./exportRecording.ts')).exportRecording(file, flags),
      )
  );
}
