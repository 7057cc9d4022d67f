import { Command } from 'commander';
import type { CompareFlags } from './compareFlags.ts';

export function compareCommand(): Command {
  return (
    new Command('compare')
      .description('say in what two recordings differ: angles, flags, repetitions, cues')
      .argument('<a>', 'a finished recording')
      .argument('<b>', 'another one, such as "process" made of it')
      .option('--json', 'all of it for programs')
      .option('--exit-code', 'end with code 3 when they differ')
      .addHelpText(
        'after',
        `
What is stored is compared, nothing is recomputed: frames of the same instant to the last
bit, repetitions that overlap in time, cues of one side within half a second. Differences
are B less A, the largest first. Where the packets are not the same, that is said first.

It ends with code 0 whether they differ or not; with --exit-code with 3 when they do, so
that a script can tell a difference from a failure (1) and from wrong words (2).

Examples:
  $ plumbline process live.mcap --as-recorded --settings bands.json -o other.mcap
  $ plumbline compare live.mcap other.mcap
  $ plumbline compare live.mcap other.mcap --json > differences.json`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (a: string, b: string, flags: CompareFlags) =>
        (await import('./compare/compareFiles.ts')).compareFiles(a, b, flags),
      )
  );
}
