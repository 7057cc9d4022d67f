import { Command } from 'commander';
import { outputPath } from './options.ts';
import type { ReportFlags } from './reportFlags.ts';

export function reportCommand(): Command {
  return (
    new Command('report')
      .description('a printable page of what was done, and how well it is known')
      .argument('<file>', 'a finished recording with results')
      .option(
        '-o, --output <file>',
        'page to write; never overwrites; <file>.html in this folder when not given',
        outputPath,
      )
      .option('--json', 'the same for programs: to -o, or printed')
      .option('--against <earlier>', 'say what changed since this recording of the same task')
      .option('--recordings <folder>', "where the site's own repeatability is kept", 'recordings')
      .addHelpText(
        'after',
        `
One file that needs nothing else: open it in a browser, print it on A4. A change is called one
only beyond the minimal detectable change: docs/report.md says how it is made.

Examples:
  $ plumbline report recordings/samples/squats.mcap
  $ plumbline report today.mcap --against last-week.mcap -o today.html
  $ plumbline report today.mcap --json > today.json`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (file: string, flags: ReportFlags) =>
        (await import('./report/writeReport.ts')).writeReport(file, flags),
      )
  );
}
