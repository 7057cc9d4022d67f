import { Command } from 'commander';
import { outputPath } from './options.ts';
import type { RepeatabilityFlags } from './repeatabilityFlags.ts';

export function repeatabilityCommand(): Command {
  return (
    new Command('repeatability')
      .description('what change between two sets can be told, from sets that were repeated')
      .argument('<files...>', 'recordings of the sets, two of each person or more')
      .option('-o, --output <file>', 'JSON to write as well; never overwrites', outputPath)
      .option('--keep', 'keep the figures as those of this site, in place of the defaults')
      .option('--recordings <folder>', 'where --keep keeps them', 'recordings')
      .addHelpText(
        'after',
        `
One person does five squats, takes the sensors off and puts them on anew, calibrates and does five
more: as two recordings, or as two sets of one. Several people together tell more; each is known by
the subject of the recording. docs/repeatability.md has the formulas.

Examples:
  $ plumbline repeatability first.mcap second.mcap
  $ plumbline repeatability p1-a.mcap p1-b.mcap p2-a.mcap p2-b.mcap --keep -o site.json`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (files: string[], flags: RepeatabilityFlags) =>
        (await import('./repeatability/tellRepeatability.ts')).tellRepeatability(files, flags),
      )
  );
}
