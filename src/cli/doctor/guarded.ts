import { reasonOf } from '../../recording/recordingError.ts';
import { broken, type Check } from './check.ts';

const ADVICE = 'Mend what is named, then run this again.';

/** Looks at one thing, or at several, one after the other. */
export type Look = () => Check | Promise<Check> | AsyncIterable<Check>;

/**
 * What a look finds. One that throws is told as to be mended, and the others go on: whoever asks has
 * a computer on which something is odd.
 * @throws the reason of `signal`
 */
export async function* guarded(
  name: string,
  look: Look,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  try {
    const found = look();
    if (Symbol.asyncIterator in found) yield* found;
    else yield await found;
  } catch (error) {
    signal.throwIfAborted();
    yield broken(name, `could not be checked: ${reasonOf(error)}`, ADVICE);
  }
}
