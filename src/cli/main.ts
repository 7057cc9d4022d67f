#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { HubError } from '../hub/hubError.ts';
import { UploadError } from '../influx/uploadError.ts';
import { RecordingError, systemCode } from '../recording/recordingError.ts';
import { CliError, UsageError } from './cliError.ts';
import { exportCommand } from './exportCommand.ts';
import { infoCommand } from './infoCommand.ts';
import { processCommand } from './processCommand.ts';
import { SOFTWARE } from './projectFolder.ts';
import { simulateCommand } from './simulateCommand.ts';
import { startCommand } from './startCommand.ts';
import { teachOnWrongWords } from './usageErrors.ts';
import { verifyCommand } from './verifyCommand.ts';

const USAGE = 2;
const FAILURE = 1;

const program = new Command('plumbline')
  .description('What knees and ankles do, from inertial sensors on shank and thigh.')
  .version(SOFTWARE)
  .addCommand(startCommand())
  .addCommand(simulateCommand())
  .addCommand(processCommand())
  .addCommand(verifyCommand())
  .addCommand(exportCommand())
  .addCommand(infoCommand())
  .addHelpText(
    'after',
    `
Examples:
  $ plumbline start                      open http://127.0.0.1:8040 and go
  $ plumbline start --virtual-sensors    four simulated sensors over a virtual radio
  $ plumbline start --replay FILE.mcap   look at a recording
  $ plumbline simulate squat --reps 10 --fppa 12 -o squats.mcap

It ends with code 0 when done, 1 when it failed, and 2 for words it does not know or none.

Training aid. It does not diagnose, treat or predict injury.`,
  );

teachOnWrongWords(program);

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (error instanceof UsageError) {
    console.error(`error: ${error.message}`);
    return USAGE;
  }
  // Any other error is a fault of this program, whose trace is what there is to report.
  console.error(isForPeople(error) ? `error: ${error.message}` : error);
  return FAILURE;
}

function isForPeople(error: unknown): error is Error {
  return (
    error instanceof CliError ||
    error instanceof HubError ||
    error instanceof RecordingError ||
    error instanceof UploadError ||
    (error instanceof Error && systemCode(error) !== null && 'syscall' in error)
  );
}

try {
  await program.parseAsync();
} catch (error) {
  // Exits at once: noble leaves timers behind that would keep the process alive.
  process.exit(explain(error));
}
