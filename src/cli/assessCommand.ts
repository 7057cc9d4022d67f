import { Command } from 'commander';
import type { AssessmentId } from '../model/assessment.ts';
import type { AssessCardFlags, AssessListFlags } from './assessFlags.ts';
import { assessmentId, wholeNumberBetween } from './options.ts';

export function assessCommand(): Command {
  return new Command('assess')
    .description('what to do for an assessment, and what one came to')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(cardCommand())
    .addHelpText(
      'after',
      `
An assessment is a movement done in one way, so that it can be compared: with the other leg, and
with another day. How it goes:
  1. plumbline assess list                     choose one
  2. plumbline assess show lateralStepDown     read what to wear and to do
  3. plumbline start --settings step.json      with {"assessment": "lateralStepDown"} in step.json
  4. plumbline assess card FILE.mcap           what it came to

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

function cardCommand(): Command {
  return new Command('card')
    .description('what an assessment came to, from its recording')
    .argument('<file>', 'a recording with angles, as from a session or "plumbline process"')
    .option('--assessment <id>', 'which one it was, where its settings do not say', assessmentId)
    .option('--observer <file>', 'JSON with what somebody who watched has ticked')
    .option('--set <number>', 'which set of the recording', wholeNumberBetween(1, 999))
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
  $ plumbline assess card steps.mcap --observer seen.json --json`,
    )
    .action(async (file: string, flags: AssessCardFlags) =>
      (await import('./assess/tellCard.ts')).tellCard(file, flags),
    );
}
