import { Command, Option } from 'commander';
import { outputPath } from './options.ts';
import type { OrientFlags } from './orientFile.ts';

export function orientCommand(): Command {
  return (
    new Command('orient')
      .description("one sensor's orientation from a table of its signals")
      .argument('<file>', 'CSV with a header row, plain or compressed by gzip')
      .requiredOption(
        '-o, --output <file>',
        'CSV to write: t,qw,qx,qy,qz; never overwrites',
        outputPath,
      )
      .option('--sensor <prefix>', 'which one, by what stands before _ax, where there are several')
      .addOption(
        new Option(
          '--magnetometer <use>',
          'off: the heading is arbitrary and drifts; assist: north',
        )
          .choices(['off', 'assist'])
          .default('off'),
      )
      .option('--offline', 'judge each sample by what came after it, too', false)
      .addHelpText(
        'after',
        `
Columns: t in seconds, <prefix>_ax, _ay, _az in m/s², <prefix>_gx, _gy, _gz in rad/s, and
<prefix>_mx, _my, _mz in any unit for the magnetometer; without a prefix ax, ay and so on.
The quaternions turn sensor axes into an earth frame with z up, scalar first.
Rows missing for up to 1 s are bridged; behind longer gaps, which are told, the attitude settles.

Examples:
  $ plumbline orient shank.csv.gz -o attitude.csv
  $ plumbline orient rig.csv --sensor imu2 --magnetometer assist --offline -o imu2.csv`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (file: string, flags: OrientFlags) =>
        (await import('./orientFile.ts')).orientFile(file, flags),
      )
  );
}
