import { Command, Option } from 'commander';
import { angleListBetween, numberBetween, wholeNumberBetween } from '../options.ts';
import { halfKneelingCommand, hingeCommand, kneeToWallCommand } from './postureCommands.ts';
import {
  lungeCommand,
  singleLegCommand,
  stepDownCommand,
  stepUpCommand,
} from './repTaskCommands.ts';
import { addOutputFlag, addSessionFlags } from './sessionFlags.ts';
import type { SquatFlags } from './simulateFlags.ts';
import { balanceCommand, gaitCommand, landingCommand } from './taskCommands.ts';

export function simulateCommand(): Command {
  return new Command('simulate')
    .description('simulate a movement with sensors on, and record it with its truth')
    .addHelpText(
      'after',
      `
Every movement begins with quiet standing and five easy squats, which calibrate.

Examples:
  $ plumbline simulate squat --reps 10 --fppa 12 -o squats.mcap
  $ plumbline simulate gait --strides 40 -o walk.mcap`,
    )
    .addCommand(squatCommand())
    .addCommand(singleLegCommand())
    .addCommand(stepDownCommand())
    .addCommand(stepUpCommand())
    .addCommand(lungeCommand())
    .addCommand(hingeCommand())
    .addCommand(halfKneelingCommand())
    .addCommand(kneeToWallCommand())
    .addCommand(landingCommand())
    .addCommand(gaitCommand())
    .addCommand(balanceCommand());
}

function squatCommand(): Command {
  const squat = addOutputFlag(new Command('squat'))
    .description('quiet standing, five easy squats to calibrate on, then a set of squats')
    .option('--reps <n>', 'squats in a set', wholeNumberBetween(0, 1000), 10)
    .option('--sets <n>', 'sets, with quiet standing between them', wholeNumberBetween(1, 100), 1)
    .option(
      '--turn <degrees>',
      'the person turns round by this on the spot between two sets, + to the left',
      numberBetween(-360, 360),
      0,
    )
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
    .option(
      '--depths <degrees>',
      'knee flexion at the bottom in place of the tilts; a list such as 90,20,60 is taken in turn, small ones are dips',
      angleListBetween(2, 125),
    );
  return (
    addSessionFlags(squat, 100)
      .addHelpText(
        'after',
        `
Examples:
  $ plumbline simulate squat --reps 10 --fppa 12 -o twelve.mcap
  $ plumbline simulate squat --fppa 0,0,18,24 --side left --seed 7 -o left.mcap
  $ plumbline simulate squat --sets 2 --turn 180 --soft-tissue 1 -o turned.mcap
  $ plumbline start --replay left.mcap`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: SquatFlags) =>
        (await import('./simulateSquats.ts')).simulateSquats(flags),
      )
  );
}
