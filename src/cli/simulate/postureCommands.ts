import { Command, Option } from 'commander';
import { angleListBetween, numberBetween, wholeNumberBetween } from '../options.ts';
import { addRepsFlag, addSideFlag, addTiltFlags, REPS_TOLD } from './repFlags.ts';
import { addOutputFlag, addSessionFlags } from './sessionFlags.ts';
import type { HalfKneelingFlags, HingeFlags, KneeToWallFlags } from './simulateFlags.ts';

export function hingeCommand(): Command {
  const command = addRepsFlag(addOutputFlag(new Command('hinge')))
    .description('hips back over nearly upright shanks, as in a deadlift')
    .option(
      '--pelvis-tilt <degrees>',
      'forward tilt of the pelvis at the bottom, beyond what the thighs bring with them',
      numberBetween(0, 80),
      45,
    )
    .option(
      '--knee-valgus <degrees>',
      'abduction in the knee joint at the bottom, + valgus; a list is taken in turn',
      angleListBetween(-15, 20),
    )
    .addOption(
      new Option('--side <leg>', 'leg that shows the angle')
        .choices(['left', 'right', 'both'])
        .default('both'),
    );
  return addSessionFlags(addTiltFlags(command, [15, 40, 28], [-8, 12, 0]), 100)
    .addHelpText(
      'after',
      `
${REPS_TOLD}

Examples:
  $ plumbline simulate hinge -o hinge.mcap
  $ plumbline simulate hinge --sensors right_thigh,right_shank,pelvis --reps 8 -o pelvis.mcap`,
    )
    .action(async (flags: HingeFlags) =>
      (await import('./simulatePostures.ts')).simulateHinge(flags),
    );
}

export function halfKneelingCommand(): Command {
  const command = addSideFlag(addOutputFlag(new Command('half-kneeling')), 'leg in front')
    .description('kneeling on one knee and staying so')
    .option('--holds <n>', 'how often', wholeNumberBetween(1, 100), 2)
    .option('--hold <seconds>', 'how long each time', numberBetween(3, 120), 20)
    .option(
      '--unrest <degrees>',
      'root mean square of lean and tilt of the front leg meanwhile',
      numberBetween(0, 3),
      0.5,
    );
  return addSessionFlags(command, 100)
    .addHelpText(
      'after',
      `
The truth tells when each hold begins and ends.

Examples:
  $ plumbline simulate half-kneeling -o kneeling.mcap
  $ plumbline simulate half-kneeling --side left --hold 30 --unrest 2 -o unsteady.mcap`,
    )
    .action(async (flags: HalfKneelingFlags) =>
      (await import('./simulatePostures.ts')).simulateHalfKneeling(flags),
    );
}

export function kneeToWallCommand(): Command {
  const command = addOutputFlag(new Command('knee-to-wall'))
    .description(
      'knee forward over a flat foot as far as it goes, the right leg first, then the left',
    )
    .addOption(
      new Option('--side <leg>', 'leg that does it')
        .choices(['left', 'right', 'both'])
        .default('both'),
    )
    .option('--trials <n>', 'how often with each leg', wholeNumberBetween(1, 100), 3)
    .option(
      '--right-tilt <degrees>',
      'forward tilt of the right shank at its furthest',
      numberBetween(15, 50),
      38,
    )
    .option('--left-tilt <degrees>', 'that of the left one', numberBetween(15, 50), 38)
    .option(
      '--heel-up <degrees>',
      'the heel comes up by this near the end, which it should not',
      numberBetween(0, 20),
      0,
    );
  return addSessionFlags(command, 100)
    .addHelpText(
      'after',
      `
${REPS_TOLD} It tells where a heel comes up too.

Examples:
  $ plumbline simulate knee-to-wall --left-tilt 30 -o ankles.mcap
  $ plumbline simulate knee-to-wall --heel-up 10 -o heels.mcap`,
    )
    .action(async (flags: KneeToWallFlags) =>
      (await import('./simulatePostures.ts')).simulateKneeToWall(flags),
    );
}
