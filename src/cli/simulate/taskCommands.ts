import { Command, InvalidArgumentError, Option } from 'commander';
import type { LandingValgus } from '../../simulator/tasks/landingOptions.ts';
import { numberBetween, wholeNumberBetween } from '../options.ts';
import { addOutputFlag, addSessionFlags } from './sessionFlags.ts';
import type { BalanceFlags, GaitFlags, LandingFlags } from './simulateFlags.ts';

export function landingCommand(): Command {
  const landing = addOutputFlag(new Command('landing'))
    .description('drops from a box of about 35 cm, each with a jump if you ask for one')
    .option('--landings <n>', 'drops from the box', wholeNumberBetween(1, 100), 3)
    .option(
      '--jump <cm>',
      'height of the jump that follows each drop; 0 lands and stands up',
      jumpHeight,
      0,
    )
    .option(
      '--valgus <words>',
      'how far the knees go in: neutral (4° in 100 ms) or marked (12° in 40 ms); a list is taken in turn',
      valgusWords,
      ['neutral'],
    )
    .addOption(
      new Option('--side <leg>', 'leg that goes in; the other one is neutral')
        .choices(['left', 'right', 'both'])
        .default('both'),
    );
  return addSessionFlags(landing, 200)
    .addHelpText(
      'after',
      `
The truth tells every take-off and landing, with time of flight and jump height.

Examples:
  $ plumbline simulate landing -o drops.mcap
  $ plumbline simulate landing --jump 25 --valgus neutral,marked --side left -o jumps.mcap`,
    )
    .action(async (flags: LandingFlags) =>
      (await import('./simulateTasks.ts')).simulateLandings(flags),
    );
}

export function gaitCommand(): Command {
  const gait = addOutputFlag(new Command('gait'))
    .description('walking on a treadmill; two strides begin the walk and two end it')
    .option('--strides <n>', 'strides between those', wholeNumberBetween(1, 3000), 30)
    .option('--stride <seconds>', 'time of a stride', numberBetween(0.8, 1.8), 1.1)
    .option(
      '--knee-valgus <degrees>',
      'abduction in the knee joint in the middle of stance, + valgus',
      numberBetween(-15, 20),
      2,
    );
  return addSessionFlags(gait, 100)
    .addHelpText(
      'after',
      `
The truth tells every foot contact and toe-off as the minima of the shank's true rate, which is good to try a detector on and says nothing of how people walk.

Examples:
  $ plumbline simulate gait -o walk.mcap
  $ plumbline simulate gait --strides 100 --stride 1.3 --soft-tissue 1 -o slow.mcap`,
    )
    .action(async (flags: GaitFlags) => (await import('./simulateTasks.ts')).simulateGait(flags));
}

export function balanceCommand(): Command {
  const balance = addOutputFlag(new Command('balance'))
    .description('standing on one leg')
    .addOption(
      new Option('--stance <leg>', 'leg that is stood on')
        .choices(['left', 'right'])
        .default('right'),
    )
    .option('--holds <n>', 'how often', wholeNumberBetween(1, 100), 2)
    .option('--hold <seconds>', 'how long each time', numberBetween(5, 120), 20)
    .option(
      '--unrest <degrees>',
      'root mean square of shank lean and tilt; 1 is good, 3.5 poor',
      numberBetween(0, 6),
      1,
    )
    .option(
      '--touch-downs <n>',
      'how often the lifted foot touches the floor in each hold, at most once in 4 s',
      wholeNumberBetween(0, 30),
      0,
    );
  return addSessionFlags(balance, 100)
    .addHelpText(
      'after',
      `
The truth tells when each hold begins and ends, and every touch-down.

Examples:
  $ plumbline simulate balance -o still.mcap
  $ plumbline simulate balance --stance left --unrest 3.5 --touch-downs 2 -o unsteady.mcap`,
    )
    .action(async (flags: BalanceFlags) =>
      (await import('./simulateTasks.ts')).simulateBalance(flags),
    );
}

function jumpHeight(text: string): number {
  const cm = text.trim() === '' ? Number.NaN : Number(text);
  if (cm === 0 || (cm >= 10 && cm <= 60)) return cm;
  throw new InvalidArgumentError('valid are 10 to 60 cm, or 0 for none.');
}

function valgusWords(text: string): LandingValgus[] {
  const words = text.split(',').map((word) => word.trim());
  const known = words.filter((word) => word === 'neutral' || word === 'marked');
  if (known.length === words.length) return known;
  throw new InvalidArgumentError('valid are neutral and marked, or a list of them.');
}
