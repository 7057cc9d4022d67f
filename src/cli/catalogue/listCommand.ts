import { Command, Option } from 'commander';
import { SORT_KEYS } from '../../recording/sessions/selectSessions.ts';
import { assessmentId, pseudonym } from '../options.ts';
import type { ListFlags } from './catalogueFlags.ts';
import { dayOrInstant } from './dayOrInstant.ts';

export function listCommand(): Command {
  return (
    new Command('list')
      .description('the recordings in a folder, with what was said of them')
      .option('--recordings <folder>', 'the recordings', 'recordings')
      .option('--subject <pseudonym>', 'of one person, such as P-7F3K', pseudonym)
      .option('--tag <tag>', 'with this tag')
      .option('--since <day>', 'from this day (UTC) or instant on', dayOrInstant)
      .option('--protocol <name>', 'of this protocol')
      .option('--assessment <id>', 'of this assessment', assessmentId)
      .option('--expired', 'older than recordings are kept: see "plumbline retention"')
      .addOption(new Option('--sort <key>', 'what first').choices(SORT_KEYS).default('started'))
      .addOption(
        new Option('--paths', 'only the files, one a line, for other commands').conflicts('json'),
      )
      .option('--json', 'all of it for programs')
      .addHelpText(
        'after',
        `
Examples:
  $ plumbline list
  $ plumbline list --subject P-7F3K --since 2026-11-01
  $ plumbline list --tag pilot --sort duration
  $ plumbline export $(plumbline list --subject P-7F3K --paths) --format bids -o study`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: ListFlags) => (await import('./tellList.ts')).tellList(flags))
  );
}
