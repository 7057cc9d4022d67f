import { Command } from 'commander';
import type { DoctorFlags } from './doctor/doctorFlags.ts';

export function doctorCommand(): Command {
  return (
    new Command('doctor')
      .description('check what the hub needs on this computer, and say how to mend it')
      .option('--recordings <folder>', 'where sessions are to be recorded', 'recordings')
      .option('--json', 'all of it for programs')
      .addHelpText(
        'after',
        `
Looks at Node, the dashboard, the recordings folder and all that Bluetooth needs; the
adapter is opened and closed again, so end a running hub first.
It ends with code 1 when something is to be mended. A computer without a Bluetooth
adapter is in order: it replays recordings and has virtual sensors.

Examples:
  $ plumbline doctor
  $ plumbline doctor --recordings /data/sessions --json`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: DoctorFlags) =>
        (await import('./doctor/runDoctor.ts')).runDoctor(flags),
      )
  );
}
