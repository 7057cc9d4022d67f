import { type Command, Option } from 'commander';
import { angleListBetween, numberBetween, wholeNumberBetween } from '../options.ts';
import { addOutputFlag } from './sessionFlags.ts';

/** What the help of every task with reps says of its truth. */
export const REPS_TOLD =
  'The truth tells where each rep starts, turns and ends by the rule of detectors, and where the movement itself does.';

/** The working leg, how often, and how far in its knee goes. */
export function addRepFlags(command: Command, whichLeg: string, whereSeen: string): Command {
  return addRepsFlag(addSideFlag(addOutputFlag(command), whichLeg))
    .option(
      '--fppa <degrees>',
      `frontal plane projection angle of that leg ${whereSeen}, + valgus; a list is taken in turn`,
      angleListBetween(-25, 35),
    )
    .option(
      '--knee-valgus <degrees>',
      'abduction in the knee joint itself, + valgus; another thing than --fppa, give one of them',
      angleListBetween(-15, 20),
    );
}

export function addSideFlag(command: Command, whichLeg: string): Command {
  return command.addOption(
    new Option('--side <leg>', whichLeg).choices(['left', 'right']).default('right'),
  );
}

export function addRepsFlag(command: Command): Command {
  return command.option('--reps <n>', 'how often', wholeNumberBetween(1, 1000), 5);
}

type Limits = readonly [low: number, high: number, usual: number];

export function addTiltFlags(command: Command, thigh: Limits, shank: Limits): Command {
  return command
    .option(
      '--thigh-tilt <degrees>',
      'thigh against vertical at the bottom, + knee forward',
      numberBetween(thigh[0], thigh[1]),
      thigh[2],
    )
    .option(
      '--shank-tilt <degrees>',
      'shank against vertical at the bottom, + knee forward',
      numberBetween(shank[0], shank[1]),
      shank[2],
    );
}

export function addBoxFlag(command: Command, [low, high, usual]: Limits): Command {
  return command.option(
    '--box <cm>',
    'height of the box; low people need a lower one',
    numberBetween(low, high),
    usual,
  );
}

export function addOneLegFlags(command: Command): Command {
  return command
    .option(
      '--stance-flexion <degrees>',
      'knee flexion of the standing leg between reps',
      numberBetween(0, 20),
      0,
    )
    .option(
      '--unrest <degrees>',
      'root mean square of lean and tilt on one leg',
      numberBetween(0, 3),
      0.5,
    )
    .option(
      '--wobble <degrees>',
      'the knee goes in and out by this on the way',
      numberBetween(0, 6),
      0,
    )
    .option(
      '--pelvis-drop <degrees>',
      'the pelvis lists to the free side by this at the bottom',
      numberBetween(-10, 20),
      0,
    );
}
