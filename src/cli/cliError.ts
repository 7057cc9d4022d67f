/** A failure to be told in one sentence: the process then ends with code 1, without a trace. */
export class CliError extends Error {
  override name = 'CliError';
}

/** Wrong words on the command line that only their sum shows: the process ends with code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
