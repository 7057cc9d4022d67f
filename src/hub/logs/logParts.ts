import type { Logger } from 'pino';

/** The parts of a hub that log, as field `part` of their lines and as names in `--log`. */
export const LOG_PARTS = [
  'radio',
  'session',
  'recording',
  'pipeline',
  'stream',
  'http',
  'upload',
  'jobs',
  'access',
  'hub',
] as const;

export type LogPart = (typeof LOG_PARTS)[number];

export function isLogPart(word: string): word is LogPart {
  return LOG_PARTS.some((part) => part === word);
}

/** The logger of one part, made of the hub's own: never of that of another part. */
export function partLogger(logger: Logger, part: LogPart): Logger {
  return logger.child({ part });
}
