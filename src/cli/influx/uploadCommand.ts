import { Command } from 'commander';
import type { UploadFlags } from './influxFlags.ts';

export function uploadCommand(): Command {
  return (
    new Command('upload')
      .description('upload recordings to InfluxDB without a hub')
      .argument(
        '[recordings...]',
        'files or ids, also ones that are not closed; none: all of the folder',
      )
      .option('--recordings <folder>', 'where ids are looked for', 'recordings')
      .option('--again', 'delete what the database has of them, and upload all of it anew')
      .option('--quiet', 'only what went wrong')
      .addHelpText(
        'after',
        `
INFLUX_HOST, INFLUX_BUCKET and the others of docs/influxdb.md say where to. How far it came is kept
in .plumbline/uploads beside the recordings, as a hub does: what is there already is not sent again,
and after Ctrl-C the same command goes on where it was. Another INFLUX_BODY_RATE_HZ, INFLUX_SAMPLES
or INFLUX_HUB holds for recordings that were not begun, and for all with --again. What was deleted in
the folder is taken out of the database first.
It ends with code 1 where the database refused lines or gave no answer for a minute.

Examples:
  $ plumbline upload
  $ plumbline upload recordings/2026-11-22T19-03-11Z-P-7F3K.mcap
  $ plumbline upload --again $(plumbline list --subject P-7F3K --paths)`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (files: string[], flags: UploadFlags) =>
        (await import('./uploadFiles.ts')).uploadFiles(files, flags),
      )
  );
}
