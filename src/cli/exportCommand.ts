import { Command, Option } from 'commander';
import { EXPORT_FORMATS, type ExportFlags } from './exportFlags.ts';
import { outputPath } from './options.ts';

export function exportCommand(): Command {
  return (
    new Command('export')
      .description('write recordings as tables and files for other programs')
      .argument('<files...>', 'finished recordings')
      .addOption(
        new Option('--format <name>', 'what to write').choices(EXPORT_FORMATS).default('csv'),
      )
      .requiredOption(
        '-o, --output <folder>',
        'made if needed; files in it are never overwritten',
        outputPath,
      )
      .addHelpText(
        'after',
        `
Formats:
  csv      body.csv, reps.csv, events.csv, and columns.csv, which says what every column is
  parquet  the same tables, typed and compressed
  json     the same tables, one JSON object per line
  opensim  orientations.sto, calibration_pose.sto for OpenSense, angles.mot, quality.csv
  bids     one BIDS Motion data set of all the recordings given
  mcap     a copy of the recording with layouts for Foxglove and PlotJuggler

Several recordings get a folder each in the one named, except in bids. docs/export.md says more.

Examples:
  $ plumbline export recordings/samples/squats.mcap -o squats
  $ plumbline export monday.mcap tuesday.mcap --format bids -o study`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (files: string[], flags: ExportFlags) =>
        (await import('./exportRecordings.ts')).exportRecordings(files, flags),
      )
  );
}
