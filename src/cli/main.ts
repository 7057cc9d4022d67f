#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { HubError } from '../hub/hubError.ts';
import { UploadError } from '../influx/uploadError.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { CliError, UsageError } from './cliError.ts';
import { SOFTWARE } from './projectFolder.ts';
import { simulateCommand } from './simulateCommand.ts';
import { startCommand } from './startCommand.ts';
import { verifyCommand } from './verifyCommand.ts';

const USAGE = 2;
const FAILURE = 1;

const program = new Command('plumbline')
  .description('What knees and ankles do, from inertial sensors on shank and thigh.')
  .version(SOFTWARE)
  .showHelpAfterError('(add --help for what is valid)')
  .showSuggestionAfterError()
  .addCommand(startCommand())
  .addCommand(simulateCommand())
  .addCommand(verifyCommand())
  .addHelpText(
    'after',
    `
Examples:
  $ plumbline start                      open http://127.0.0.1:8040 and go
  $ plumbline start --virtual-sensors    four simulated sensors over a virtual radio
  $ plumbline start --replay FILE.mcap   look at a recording
  $ plumbline simulate squat --reps 10 --fppa 12 -o squats.mcap

Training aid. It does not diagnose, treat or predict injury.`,
  );

exitInsteadOfThrowing(program);

/** commander ends the process itself with code 1 for wrong words; usage errors are code 2 here. */
function exitInsteadOfThrowing(command: Command): void {
  command.exitOverride();
  for (const each of command.commands) exitInsteadOfThrowing(each);
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (error instanceof UsageError) {
    console.error(`error: ${error.message}`);
    return USAGE;
  }
  if (
    error instanceof CliError ||
    error instanceof HubError ||
    error instanceof RecordingError ||
    error instanceof UploadError
  ) {
    console.error(`error: ${error.message}`);
    return FAILURE;
  }
  console.error(error);
  return FAILURE;
}

try {
  await program.parseAsync();
} catch (error) {
  // Exits at once: noble leaves timers behind that would keep the process alive.
  process.exit(explain(error));
}
