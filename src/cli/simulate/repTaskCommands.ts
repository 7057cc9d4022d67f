import { Command, Option } from 'commander';
import { wholeNumberBetween } from '../options.ts';
import { addBoxFlag, addOneLegFlags, addRepFlags, addTiltFlags, REPS_TOLD } from './repFlags.ts';
import { addSessionFlags } from './sessionFlags.ts';
import type { LungeFlags, SingleLegFlags, StepDownFlags, StepUpFlags } from './simulateFlags.ts';

const BENT_MOST = 'where it is bent most';

export function singleLegCommand(): Command {
  const command = addRepFlags(
    new Command('single-leg').description('squats on one leg, the other foot hanging free'),
    'leg that is stood on',
    BENT_MOST,
  );
  command.option(
    '--toe-touches <n>',
    'in so many reps the toes of the free foot touch the floor',
    wholeNumberBetween(0, 1000),
    0,
  );
  addOneLegFlags(addTiltFlags(command, [10, 80, 38], [0, 45, 25]));
  return addSessionFlags(command, 100)
    .addHelpText(
      'after',
      `
${REPS_TOLD} It tells every touch of the toes too.

Examples:
  $ plumbline simulate single-leg --fppa 0,12 -o single.mcap
  $ plumbline simulate single-leg --side left --knee-valgus 8 --pelvis-drop 8 --wobble 3 -o unsteady.mcap`,
    )
    .action(async (flags: SingleLegFlags) =>
      (await import('./simulateRepTasks.ts')).simulateSingleLeg(flags),
    );
}

export function stepDownCommand(): Command {
  const command = addRepFlags(
    new Command('step-down').description(
      'from a box, until the heel of the free leg touches the floor',
    ),
    'leg that stands on the box',
    BENT_MOST,
  ).addOption(
    new Option('--direction <word>', 'the free foot goes down beside the box or in front of it')
      .choices(['lateral', 'forward'])
      .default('lateral'),
  );
  addOneLegFlags(addBoxFlag(command, [10, 25, 15]));
  return addSessionFlags(command, 100)
    .addHelpText(
      'after',
      `
${REPS_TOLD} It tells every touch of the heel too. The person stands on the box from the beginning.

Examples:
  $ plumbline simulate step-down --fppa 12 -o lateral.mcap
  $ plumbline simulate step-down --direction forward --box 20 --side left -o forward.mcap`,
    )
    .action(async (flags: StepDownFlags) =>
      (await import('./simulateRepTasks.ts')).simulateStepDown(flags),
    );
}

export function stepUpCommand(): Command {
  const command = addRepFlags(
    new Command('step-up').description('onto a box and back down, one foot on the box throughout'),
    'leg that leads',
    'a third of the way up and down',
  );
  return addSessionFlags(addBoxFlag(command, [15, 30, 20]), 100)
    .addHelpText(
      'after',
      `
${REPS_TOLD} A rep starts with the knee bent and turns at the top.

Examples:
  $ plumbline simulate step-up --fppa 10 -o up.mcap
  $ plumbline simulate step-up --box 25 --side left --reps 8 -o higher.mcap`,
    )
    .action(async (flags: StepUpFlags) =>
      (await import('./simulateRepTasks.ts')).simulateStepUp(flags),
    );
}

export function lungeCommand(): Command {
  const command = addRepFlags(
    new Command('lunge').description(
      'bending both knees in split stance, the rear foot on its toes',
    ),
    'leg in front',
    BENT_MOST,
  ).option('--stepping', 'steps forward and back for every rep, else stays in split stance');
  return addSessionFlags(addTiltFlags(command, [40, 80, 64], [0, 25, 16]), 100)
    .addHelpText(
      'after',
      `
${REPS_TOLD}

Examples:
  $ plumbline simulate lunge --fppa 0,12 -o split.mcap
  $ plumbline simulate lunge --stepping --side left --thigh-tilt 75 -o lunges.mcap`,
    )
    .action(async (flags: LungeFlags) =>
      (await import('./simulateRepTasks.ts')).simulateLunge(flags),
    );
}
