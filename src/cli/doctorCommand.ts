import { Command } from 'commander';
import { LOOPBACK } from '../hub/loopback.ts';
import type { DoctorFlags } from './doctor/doctorFlags.ts';
import { wholeNumberBetween } from './options.ts';

export function doctorCommand(): Command {
  return (
    new Command('doctor')
      .description('check what the hub needs on this computer, and say how to mend it')
      .option('--recordings <folder>', 'where sessions are to be recorded', 'recordings')
      .option('--host <address>', 'address the hub is to listen on', LOOPBACK)
      .option('--port <n>', 'its port', wholeNumberBetween(0, 65535), 8040)
      .option('--json', 'all of it for programs')
      .addHelpText(
        'after',
        `
Looks at all a hub needs: Node, the dashboard, the recordings folder with its room, its
permissions and the state in it, the port, the clock, limits of the system, the database where
one is set up, and Bluetooth; the adapter is opened and closed again, so end a running hub first.
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
