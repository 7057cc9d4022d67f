import { Command } from 'commander';
import { FACT_NAMES } from '../../model/factNames.ts';
import { numberBetween, wholeNumberBetween } from '../options.ts';
import type { EditFlags, NoteFlags, TagFlags } from './catalogueFlags.ts';

const DAY_S = 86_400;

/** Commands that say something of a recording; it is kept beside it, with who said it and when. */
export function editCommand(): Command {
  return (
    common('edit', 'say who was recorded and how, or put it right')
      .argument('<assignments...>', 'such as load=20; an empty value takes a fact away')
      .addHelpText(
        'after',
        `
The recording is never changed, and angles stay as they are: what is said is kept beside it in
<id>.session.json, with its history. Facts:
${wrapped(FACT_NAMES)}
and of the trials of the recording trial.N.name, trial.N.comment and trial.N.excluded.

Examples:
  $ plumbline edit 2026-11-22T19-03-11Z-P-7F3K load=20 footwear=barefoot
  $ plumbline edit squats.mcap consent=yes consentDay=2026-11-22 trial.2.excluded=yes`,
      )
      // Loaded when they run, so that help and wrong words answer at once.
      .action(async (recording: string, assignments: string[], flags: EditFlags) =>
        (await import('./saySession.ts')).editSession(recording, assignments, flags),
      )
  );
}

export function tagCommand(): Command {
  return common('tag', 'give a recording tags, or take them away')
    .argument('[tags...]', 'to add')
    .option('--remove <tags...>', 'to take away')
    .addHelpText(
      'after',
      `
Example:
  $ plumbline tag squats.mcap pilot heels-up --remove draft`,
    )
    .action(async (recording: string, tags: string[], flags: TagFlags) =>
      (await import('./saySession.ts')).tagSession(recording, tags, flags),
    );
}

export function noteCommand(): Command {
  return common('note', 'note something at an instant of a recording')
    .argument('[text]', 'what is to be noted')
    .option('--at <s>', 'from the start of the recording', numberBetween(0, DAY_S, 's'), 0)
    .option('--until <s>', 'where it is about a stretch', numberBetween(0, DAY_S, 's'))
    .option('--remove <number>', 'takes a note away', wholeNumberBetween(1, 1_000_000))
    .addHelpText(
      'after',
      `
Example:
  $ plumbline note squats.mcap "lost balance" --at 12.5`,
    )
    .action(async (recording: string, text: string | undefined, flags: NoteFlags) =>
      (await import('./saySession.ts')).noteSession(recording, text, flags),
    );
}

function common(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<recording>', 'its file, or its id as "plumbline list" shows it')
    .option('--recordings <folder>', 'where ids are looked for', 'recordings')
    .option('--by <who>', 'who says it, for the history', 'command line');
}

function wrapped(names: readonly string[]): string {
  const lines = [''];
  for (const name of names) {
    if (`${lines[lines.length - 1]} ${name},`.length > 90) lines.push('');
    lines[lines.length - 1] += ` ${name},`;
  }
  return lines.map((line) => ` ${line}`).join('\n');
}
