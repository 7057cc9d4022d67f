import { Command, InvalidArgumentError } from 'commander';
import { wholeNumberBetween } from '../options.ts';
import type { RetentionFlags } from './catalogueFlags.ts';

const MAX_DAYS = 36_500;

export function retentionCommand(): Command {
  return (
    new Command('retention')
      .description('for how many days recordings are meant to be kept')
      .argument('[days]', 'a number of days, or "off" for ever; absent shows it', daysOrOff)
      .option('--recordings <folder>', 'the recordings', 'recordings')
      .addHelpText(
        'after',
        `
Nothing is deleted by it. "plumbline list --expired" names what is older, and
"plumbline delete --expired" deletes that when it is asked to.

Examples:
  $ plumbline retention 365
  $ plumbline retention off`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (days: number | null | undefined, flags: RetentionFlags) =>
        (await import('./tellRetention.ts')).tellRetention(days, flags),
      )
  );
}

function daysOrOff(text: string): number | null {
  if (text === 'off') return null;
  try {
    return wholeNumberBetween(1, MAX_DAYS)(text);
  } catch {
    throw new InvalidArgumentError(`valid are 1 to ${MAX_DAYS} days, and "off".`);
  }
}
