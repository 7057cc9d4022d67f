import { Command, Option } from 'commander';
import { EXPORT_FORMATS, FORMAT_WORDS } from '../exchange/export/formats.ts';
import type { ExportFlags } from './exportFlags.ts';
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
${EXPORT_FORMATS.map((format) => `  ${format.padEnd(8)} ${FORMAT_WORDS[format].holds}`).join('\n')}

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
