import { isDeepStrictEqual } from 'node:util';
import type { SessionChoice } from './sessionChoice.ts';

/** What a session begins from where nothing is said of it: flags, files and what was kept. */
export type SessionStart = Pick<SessionChoice, 'heightM' | 'settings'>;

/**
 * The choice in force with what changed in the start of sessions: what a person chose for a session
 * stays, but where the start itself became another.
 * @param was what the session in force began from
 * @param is what the next one begins from
 */
export function choiceFrom(
  before: SessionChoice,
  was: SessionStart,
  is: SessionStart,
): SessionChoice {
  const settings = changed(before.settings, was.settings, is.settings);
  const { task, assessment } = is.settings;
  const isSameTask = task === was.settings.task && assessment === was.settings.assessment;
  const { assessment: _, ...others } = settings;
  return {
    ...before,
    heightM: hasSameLengths(was, is) ? before.heightM : is.heightM,
    // An assessment brings its task, so the two go together.
    settings: isSameTask ? settings : { ...others, task, ...(assessment && { assessment }) },
  };
}

function hasSameLengths({ settings: { subject: was } }: SessionStart, { settings }: SessionStart) {
  const is = settings.subject;
  return was.shankLengthM === is.shankLengthM && was.thighLengthM === is.thighLengthM;
}

function changed<T>(before: T, was: T, is: T): T;
function changed(before: unknown, was: unknown, is: unknown): unknown {
  if (isDeepStrictEqual(was, is)) return before;
  if (!isBranch(before) || !isBranch(was) || !isBranch(is)) return is;
  const names = new Set([...Object.keys(before), ...Object.keys(is)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const value = changed(before[name], was[name], is[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A schedule of cues is one value: a step of one kind is none of another. */
function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('kind' in value);
}
