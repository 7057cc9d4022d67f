import { Command } from 'commander';
import type { RecoverFlags } from './recoverFlags.ts';

export function recoverCommand(): Command {
  return (
    new Command('recover')
      .description('mend recordings that were not closed, and say what of them is lost')
      .argument('<path...>', 'recordings, or folders of them')
      .option('--check', 'say what would be done and change nothing')
      .option('--json', 'all of it for programs')
      .addHelpText(
        'after',
        `
Every chunk of every recording is read. One that was not closed, as after a power cut, gets its end
and its index in place; bytes of its torn end are first kept beside it, in FILE.torn. A chunk that
cannot be read stays where it is and is passed over. Nothing is thrown away.

It ends with code 1 when a file is no recording or could not be mended.

Examples:
  $ plumbline recover --check recordings
  $ plumbline recover recordings/2026-11-22T19-03-11Z-P-7F3K.mcap`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (paths: string[], flags: RecoverFlags) =>
        (await import('./recover/recoverPaths.ts')).recoverPaths(paths, flags),
      )
  );
}
