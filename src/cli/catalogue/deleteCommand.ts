import { Command } from 'commander';
import { pseudonym } from '../options.ts';
import type { DeleteFlags } from './catalogueFlags.ts';

export function deleteCommand(): Command {
  return (
    new Command('delete')
      .description('delete recordings with all that was made of them')
      .argument('[recordings...]', 'ids as "plumbline list" shows them')
      .option('--recordings <folder>', 'the recordings', 'recordings')
      .option('--subject <pseudonym>', 'all of one person', pseudonym)
      .option('--expired', 'all that are older than recordings are kept')
      .option('--yes', 'without asking')
      .option('--by <who>', 'who asks for it, for the database', 'command line')
      .addHelpText(
        'after',
        `
Every file is named first: the recording, its torn tail and what was said of it, recordings computed
from it, exports that were made here, how far it was uploaded. Where anything was ever uploaded, a
request to take it out of the database is left in .plumbline/deletions; the hub follows it, or the
next "plumbline upload". What was copied elsewhere stays there. A recording that is not closed is refused.
An export that was changed since stays and is named, with code 1.

Examples:
  $ plumbline delete 2026-11-22T19-03-11Z-P-7F3K
  $ plumbline delete --subject P-7F3K
  $ plumbline delete --expired --yes`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (ids: string[], flags: DeleteFlags) =>
        (await import('./deleteRecordings.ts')).deleteRecordings(ids, flags),
      )
  );
}
