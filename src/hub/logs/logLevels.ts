import { isLogPart, LOG_PARTS, type LogPart } from './logParts.ts';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** From which level on each part is told. */
export interface LogLevels {
  /** Of the parts that are not named. */
  readonly rest: LogLevel;
  readonly parts: Readonly<Partial<Record<LogPart, LogLevel>>>;
}

/** Words that are no levels; `message` says what is valid. */
export class LogLevelsError extends Error {
  override name = 'LogLevelsError';
}

/** At a terminal, where a person is told in sentences. */
export const TERMINAL_LEVELS: LogLevels = { rest: 'silent', parts: {} };
/** In a service: what went wrong, and that it began and ended. */
export const SERVICE_LEVELS: LogLevels = { rest: 'warn', parts: { hub: 'info', session: 'info' } };

/**
 * `info`, or `warn,radio=debug,http=info`: a level for all, and others for parts. Without the first,
 * the parts that are not named are told from `warn` on.
 * @throws LogLevelsError
 */
export function logLevelsOf(text: string): LogLevels {
  let rest: LogLevel | null = null;
  const parts: Partial<Record<LogPart, LogLevel>> = {};
  for (const piece of text.split(',').map((each) => each.trim())) {
    const [name = '', named, ...more] = piece.split('=').map((word) => word.trim());
    if (named === undefined) {
      const level = levelOf(name);
      if (rest !== null) throw wrong(`"${piece}" is a second level for all`);
      rest = level;
      continue;
    }
    if (more.length > 0) throw wrong(`"${piece}" has more than one "="`);
    if (!isLogPart(name)) throw wrong(`"${name}" is no part`);
    if (parts[name] !== undefined) throw wrong(`"${name}" is named twice`);
    parts[name] = levelOf(named);
  }
  return { rest: rest ?? 'warn', parts };
}

export function levelOfPart({ rest, parts }: LogLevels, part: LogPart): LogLevel {
  return parts[part] ?? rest;
}

function levelOf(word: string): LogLevel {
  const level = LOG_LEVELS.find((each) => each === word);
  if (level === undefined) throw wrong(`"${word}" is no level`);
  return level;
}

function wrong(what: string): LogLevelsError {
  return new LogLevelsError(
    `${what}. Levels: ${LOG_LEVELS.join(', ')}; parts: ${LOG_PARTS.join(', ')}; such as warn,radio=debug.`,
  );
}
