import { InvalidArgumentError, Option } from 'commander';
import { type LogLevels, LogLevelsError, logLevelsOf } from '../hub/logs/logLevels.ts';

/** `--log`, also by the environment, where a unit has no command line to change. */
export function logOption(): Option {
  return new Option(
    '--log <levels>',
    'JSON lines on stderr: a level for all, and for parts, such as warn,radio=debug; left out, a terminal gets none, a systemd service those of docs/operation.md',
  )
    .env('PLUMBLINE_LOG')
    .argParser(levels);
}

function levels(text: string): LogLevels {
  try {
    return logLevelsOf(text);
  } catch (error) {
    if (!(error instanceof LogLevelsError)) throw error;
    throw new InvalidArgumentError(error.message);
  }
}
