#!/usr/bin/env node
import { CommanderError } from 'commander';
import { CustomMeasureError } from '../body/customMeasures/customMeasures.ts';
import { ImportError } from '../exchange/import/importError.ts';
import { HubError } from '../hub/hubError.ts';
import { StateFileError } from '../hub/stateFile.ts';
import { UploadError } from '../influx/server/uploadError.ts';
import { RecordingError, systemCode } from '../recording/recordingError.ts';
import { BleError } from '../sensors/ble/bleTransport.ts';
import { CliError, UsageError } from './cliError.ts';
import { endUnread } from './endUnread.ts';
import { plumblineProgram } from './program.ts';
import { endWithHub } from './underHub.ts';
import { teachOnWrongWords } from './usageErrors.ts';

const USAGE = 2;
const FAILURE = 1;
const MORE_FILES =
  'allow this process 1024 open files: "ulimit -n 1024", or LimitNOFILE=1024 in the unit of a service';

const program = plumblineProgram();
teachOnWrongWords(program);

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (error instanceof UsageError) {
    console.error(`error: ${error.message}`);
    return USAGE;
  }
  if (isShortOfFiles(error)) {
    console.error(`error: ${error.message}; ${MORE_FILES}`);
    return FAILURE;
  }
  // Any other error is a fault of this program, whose trace is what there is to report.
  console.error(isForPeople(error) ? `error: ${error.message}` : error);
  return FAILURE;
}

function isShortOfFiles(error: unknown): error is Error {
  const code = systemCode(error);
  return error instanceof Error && (code === 'EMFILE' || code === 'ENFILE');
}

function isForPeople(error: unknown): error is Error {
  return (
    error instanceof BleError ||
    error instanceof CliError ||
    error instanceof CustomMeasureError ||
    error instanceof HubError ||
    error instanceof ImportError ||
    error instanceof RecordingError ||
    error instanceof StateFileError ||
    error instanceof UploadError ||
    (error instanceof Error && systemCode(error) !== null && 'syscall' in error)
  );
}

endWithHub();
endUnread();
try {
  await program.parseAsync();
} catch (error) {
  // Exits at once: a closed noble may keep a timer for two seconds.
  process.exit(explain(error));
}
