import { Command, Option } from 'commander';
import { exportTo } from './exportTo.ts';
import type { ImportChainFlags } from './importChain.ts';
import { instant, outputPath, pseudonym } from './options.ts';
import { places } from './places.ts';

export function importCommand(): Command {
  return (
    new Command('import')
      .description('turn a table of inertial signals into a recording')
      .argument(
        '<file>',
        'CSV with a header row, plain or by gzip; or a folder of Movella DOT files',
      )
      .requiredOption('-o, --output <file>', 'recording to write; never overwrites', outputPath)
      .addOption(
        new Option('--side <leg>', 'leg of the segments whose names do not say it').choices([
          'left',
          'right',
        ]),
      )
      .option('--mapping <file>', 'JSON that tells which column is what, and its unit')
      .option('--place <places>', 'where each sensor of a folder was worn, or JSON with it', places)
      .option(
        '--started <instant>',
        'when t was 0, such as 2026-11-22T18:30:00Z; Unix times in t tell it themselves',
        instant,
      )
      .option('--subject <pseudonym>', 'never a name', pseudonym, 'imported')
      .option('--process <file>', 'compute angles too, into this recording', outputPath)
      .option('--export <format:folder>', 'with --process: export that, as "export" does', exportTo)
      .addHelpText(
        'after',
        `
Columns:
  t                              seconds, rising; the sampling rate is taken from it
  <segment>_ax, _ay, _az         specific force, m/s² (at rest it points up and is 9.81)
  <segment>_gx, _gy, _gz         angular rate, rad/s
  <segment>_mx, _my, _mz         magnetic field, optional
where <segment> is pelvis, thigh, shank or foot, the last three optionally after left_, right_,
l_ or r_. Other columns are left out and named. For other names and units give a mapping file:
docs/import.md describes it.

Of a folder that the Movella DOT app exported, each file is a sensor, called by its DeviceTag.

Examples:
  $ plumbline import jumps.csv.gz --side left -o jumps.mcap
  $ plumbline import lab.csv --mapping lab.json -o lab.mcap
  $ plumbline import dots --place Femur=right_thigh,Tibia=right_shank -o dots.mcap
  $ plumbline process jumps.mcap -o angles.mcap
All of it at once:
  $ plumbline import jumps.csv.gz --side left -o jumps.mcap --process angles.mcap --export csv:angles`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (file: string, flags: ImportChainFlags) =>
        (await import('./importChain.ts')).importChain(file, flags),
      )
  );
}
