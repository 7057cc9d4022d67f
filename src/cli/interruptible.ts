import { CliError } from './cliError.ts';

/**
 * Runs a job that Ctrl-C or SIGTERM ends in good order: its signal is then aborted with a
 * `CliError` of this sentence, which the job throws once it has taken away what it made.
 */
export async function interruptible<T>(
  sentence: string,
  job: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort(new CliError(sentence));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await job(interrupted.signal);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
