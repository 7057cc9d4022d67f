import { Command } from 'commander';
import { pseudonym } from './options.ts';
import type { ProgrammeFlags } from './programmeFlags.ts';

export function programmeCommand(): Command {
  return (
    new Command('programme')
      .description('where people stand in the training programme, from their recordings')
      .option('--subject <pseudonym>', 'one person alone, such as P-7F3K', pseudonym)
      .option('--recordings <folder>', 'the recordings', 'recordings')
      .option('--json', 'all of it for programs')
      .addHelpText(
        'after',
        `
Three tracks: balance on one leg first, then squats with a band, and work on one side where an
assessment shows the other in line. One step is completed before the next: two sessions in turn
that meet every condition. A session whose data cannot say neither passes nor fails.

Everything comes from the recordings, also what people say: the step, pain from 0 to 10 before,
during and after, whether a hand helped, a coach's decision. Clients of the hub send it as a
"programmeNote" (docs/stream.md).

Pain up to 2 goes on; 3 to 5 holds the step with half the dose; above 5, or with giving way,
locking, swelling or sudden pain: stop and ask a health professional.

Examples:
  $ plumbline programme
  $ plumbline programme --subject P-7F3K --json`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: ProgrammeFlags) =>
        (await import('./programme/tellProgramme.ts')).tellProgramme(flags),
      )
  );
}
