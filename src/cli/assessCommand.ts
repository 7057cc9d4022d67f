import { Command, Option } from 'commander';
import type { AssessmentId } from '../model/assessment.ts';
import type { AssessCardFlags, AssessCheckFlags, AssessListFlags } from './assessFlags.ts';
import { bleStackOption } from './bleStackOption.ts';
import { makesOption } from './makesOption.ts';
import { assessmentId, numberBetween, wholeNumberBetween } from './options.ts';
import { virtualSensorsOption } from './sensors/sensorOptions.ts';

export function assessCommand(): Command {
  return new Command('assess')
    .description('what to do for an assessment, and what one came to')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(checkCommand())
    .addCommand(cardCommand())
    .addHelpText(
      'after',
      `
An assessment is a movement done in one way, so that it can be compared: with the other leg, and
with another day. How it goes:
  1. plumbline assess list                     choose one
  2. plumbline assess show lateralStepDown     read what to wear and to do
  3. plumbline assess check lateralStepDown    are the sensors in range enough for it
  4. plumbline start --settings step.json      with {"assessment": "lateralStepDown"} in step.json
  5. plumbline assess card FILE.mcap           what it came to

Bands are training targets you can change. They are not medical limits and do not predict injury.`,
    );
}

function listCommand(): Command {
  return (
    new Command('list')
      .description('the assessments, one line each')
      .option('--json', 'all of them for programs')
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: AssessListFlags) =>
        (await import('./assess/tellAssessments.ts')).listAssessments(flags),
      )
  );
}

function showCommand(): Command {
  return new Command('show')
    .description('what to wear and to do, what is shown, and what an observer watches')
    .argument('<id>', 'an assessment, as "plumbline assess list" names it', assessmentId)
    .option('--json', 'all of it for programs')
    .action(async (id: AssessmentId, flags: AssessListFlags) =>
      (await import('./assess/tellAssessments.ts')).showAssessment(id, flags),
    );
}

function checkCommand(): Command {
  return new Command('check')
    .description('whether sensors in range, or those of a recording, are enough for it')
    .argument('<id>', 'an assessment, as "plumbline assess list" names it', assessmentId)
    .argument('[file]', 'a recording; without one sensors in range are asked')
    .option('--seconds <n>', 'how long to listen', numberBetween(0.5, 600), 8)
    .option('--recordings <folder>', 'where it is kept which sensor is worn where', 'recordings')
    .option('--json', 'all of it for programs')
    .addOption(virtualSensorsOption())
    .addOption(makesOption())
    .addOption(bleStackOption())
    .addHelpText(
      'after',
      `
Which of the needed sensors, rates, calibration and facts of the body are there, what is missing
and what to do. Sensors are placed in the set-up view of the hub, which keeps where each is worn.
A hub that runs has taken its sensors: ask it at /api/v1/assessments/ID/readiness.
It ends with code 0 also when something is missing.

Examples:
  $ plumbline assess check overheadSquat
  $ plumbline assess check gait --virtual-sensors --json
  $ plumbline assess check dropVerticalJump jumps.mcap`,
    )
    .action(async (id: AssessmentId, file: string | undefined, flags: AssessCheckFlags) =>
      (await import('./assess/tellReadiness.ts')).tellReadiness(id, file, flags),
    );
}

function cardCommand(): Command {
  return new Command('card')
    .description('what an assessment came to, from its recording')
    .argument('<file>', 'a recording with angles, as from a session or "plumbline process"')
    .option('--assessment <id>', 'which one it was, where its settings do not say', assessmentId)
    .option('--observer <file>', 'JSON with what somebody who watched has ticked')
    .option('--set <number>', 'which set of the recording', wholeNumberBetween(1, 999))
    .addOption(
      new Option('--trial <number>', 'what began in this trial of the recording, of all sets')
        .argParser(wholeNumberBetween(1, 9999))
        .conflicts('set'),
    )
    .option('--recordings <folder>', 'where the repeatability of this site is kept', 'recordings')
    .option('--json', 'all of it for programs')
    .addHelpText(
      'after',
      `
Where both legs work together the last set counts, and where they work in turn all sets do.
A leg with sound data in less than 80 % of its trials is not assessed.

What somebody has watched is a JSON file; "plumbline assess show" has the items:
  {
    "ticks": { "trunkLean": { "right": true, "left": false }, "unsteady": false },
    "note": "second trial, shoes off"
  }

Examples:
  $ plumbline assess card squats.mcap --assessment armsDownSquat
  $ plumbline assess card squats.mcap --assessment armsDownSquat --trial 2
  $ plumbline assess card steps.mcap --observer seen.json --json`,
    )
    .action(async (file: string, flags: AssessCardFlags) =>
      (await import('./assess/tellCard.ts')).tellCard(file, flags),
    );
}
