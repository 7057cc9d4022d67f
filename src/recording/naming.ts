import { PSEUDONYM } from '../model/pseudonym.ts';
import { RecordingError } from './recordingError.ts';

/** Suffix of every recording. */
export const RECORDING_SUFFIX = '.mcap';

/**
 * Id and base name of a recording: `2026-11-22T19-03-11Z-P-7F3K`, UTC to the second. A further
 * one of the subject in that second has its number behind it: `2026-11-22T19-03-11Z-P-7F3K-2`.
 * @throws RecordingError `invalidName` for a subject that could not be a pseudonym in a file name.
 */
export function recordingId(startedUs: number, subject: string, number = 1): string {
  if (!PSEUDONYM.test(subject)) {
    throw new RecordingError(
      'invalidName',
      subject,
      `Subject "${subject}" cannot name a recording: valid are 1 to 32 letters, digits, "-" and "_", such as P-7F3K.`,
    );
  }
  const [second] = new Date(startedUs / 1000).toISOString().split('.');
  const id = `${second.replaceAll(':', '-')}Z-${subject}`;
  return number === 1 ? id : `${id}-${number}`;
}

/** Id of the part that goes on where this one broke off: `…-P-7F3K.2` after `…-P-7F3K`. */
export function nextPartId(id: string): string {
  const { session, part } = partOf(id);
  return `${session}.${part + 1}`;
}

/** The id of the first part, and which part this is, from 1. */
export function partOf(id: string): { readonly session: string; readonly part: number } {
  const [, session, number] = /^(.+)\.(\d{1,6})$/.exec(id) ?? [];
  return session === undefined ? { session: id, part: 1 } : { session, part: Number(number) };
}
