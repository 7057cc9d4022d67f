import { Command, Option } from 'commander';
import {
  angleListBetween,
  numberBetween,
  outputPath,
  placementList,
  pseudonym,
  wholeNumberBetween,
} from './options.ts';
import type { SimulateFlags } from './simulateFlags.ts';

export function simulateCommand(): Command {
  const simulate = new Command('simulate')
    .description('simulate a movement with sensors on, and record it with its truth')
    .addHelpText(
      'after',
      `
Example:
  $ plumbline simulate squat --reps 10 --fppa 12 -o squats.mcap`,
    );
  simulate
    .command('squat')
    .description('quiet standing, five easy squats to calibrate on, then a set of squats')
    .requiredOption('-o, --output <file>', 'recording to write; never overwrites', outputPath)
    .option('--reps <n>', 'squats in the set', wholeNumberBetween(0, 1000), 10)
    .option(
      '--fppa <degrees>',
      'frontal plane projection angle at the bottom, + valgus; a list such as 0,0,18 is taken in turn',
      angleListBetween(-25, 35),
    )
    .option(
      '--knee-valgus <degrees>',
      'abduction in the knee joint itself, + valgus; another thing than --fppa, give one of them',
      angleListBetween(-15, 20),
    )
    .addOption(
      new Option('--side <leg>', 'leg that shows the angle')
        .choices(['left', 'right', 'both'])
        .default('both'),
    )
    .option(
      '--thigh-tilt <degrees>',
      'thigh against vertical at the bottom',
      numberBetween(10, 80),
      60,
    )
    .option(
      '--shank-tilt <degrees>',
      'shank against vertical at the bottom',
      numberBetween(5, 45),
      30,
    )
    .option('--toe-out <degrees>', 'outward turn of both feet', numberBetween(-20, 40), 7)
    .option('--height <metres>', "the person's height", numberBetween(1.2, 2.2), 1.75)
    .option('--rate <Hz>', 'sampling rate of the sensors', numberBetween(25, 1000), 100)
    .option(
      '--seed <n>',
      'person, mounting and noise; the same seed gives the same file',
      wholeNumberBetween(0, 2 ** 31 - 1),
      1,
    )
    .option(
      '--mounting-seed <n>',
      'mounting, noise and variation alone: the person of --seed with the sensors put on anew',
      wholeNumberBetween(0, 2 ** 31 - 1),
    )
    .addOption(
      new Option('--noise <model>', 'sensor errors')
        .choices(['nominal', 'none'])
        .default('nominal'),
    )
    .option('--sensors <list>', 'where sensors are worn, separated by commas', placementList, [
      'right_thigh',
      'right_shank',
      'left_thigh',
      'left_shank',
    ])
    .option('--subject <pseudonym>', 'never a name', pseudonym, 'simulated')
    .option('--no-stored', 'leave out what the pipeline makes of it: packets and truth alone')
    .addHelpText(
      'after',
      `
Examples:
  $ plumbline simulate squat --reps 10 --fppa 12 -o twelve.mcap
  $ plumbline simulate squat --fppa 0,0,18,24 --side left --seed 7 -o left.mcap
  $ plumbline start --replay left.mcap`,
    )
    // Loaded when it runs, so that help and wrong words answer at once.
    .action(async (flags: SimulateFlags) =>
      (await import('./simulateSquats.ts')).simulateSquats(flags),
    );
  return simulate;
}
