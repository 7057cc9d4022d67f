import { Command, Option } from 'commander';
import { angleListBetween, numberBetween, wholeNumberBetween } from '../options.ts';
import { addOutputFlag, addSessionFlags } from './sessionFlags.ts';
import type { SingleLegFlags } from './simulateFlags.ts';

export function singleLegCommand(): Command {
  const command = addRepFlags(
    new Command('single-leg').description('squats on one leg, the other foot hanging free'),
    'leg that is stood on',
    5,
  );
  addOneLegFlags(addDepthFlags(command, 25, 38));
  return addSessionFlags(command, 100)
    .addHelpText(
      'after',
      `
${REPS_TOLD}

Examples:
  $ plumbline simulate single-leg --fppa 0,12 -o single.mcap
  $ plumbline simulate single-leg --side left --knee-valgus 8 --pelvis-drop 8 --wobble 3 -o unsteady.mcap`,
    )
    .action(async (flags: SingleLegFlags) =>
      (await import('./simulateRepTasks.ts')).simulateSingleLeg(flags),
    );
}

const REPS_TOLD =
  'The truth tells where each rep starts, turns and ends by the rule of detectors, and where the movement itself does.';

function addRepFlags(command: Command, whichLeg: string, reps: number): Command {
  return addOutputFlag(command)
    .addOption(new Option('--side <leg>', whichLeg).choices(['left', 'right']).default('right'))
    .option('--reps <n>', 'how often', wholeNumberBetween(1, 1000), reps)
    .option(
      '--fppa <degrees>',
      'frontal plane projection angle of that leg where it is bent most, + valgus; a list is taken in turn',
      angleListBetween(-25, 35),
    )
    .option(
      '--knee-valgus <degrees>',
      'abduction in the knee joint itself, + valgus; another thing than --fppa, give one of them',
      angleListBetween(-15, 20),
    );
}

function addDepthFlags(command: Command, shankTiltDeg: number, thighTiltDeg: number): Command {
  return command
    .option(
      '--thigh-tilt <degrees>',
      'thigh of that leg against vertical where it is bent most',
      numberBetween(10, 80),
      thighTiltDeg,
    )
    .option(
      '--shank-tilt <degrees>',
      'shank of that leg against vertical there',
      numberBetween(0, 45),
      shankTiltDeg,
    );
}

function addOneLegFlags(command: Command): Command {
  return command
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
