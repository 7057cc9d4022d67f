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
