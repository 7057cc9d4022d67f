import { hangFileIn } from '../../hub/watchdog/hangBefore.ts';
import { Watchdog } from '../../hub/watchdog/watchdog.ts';
import { UsageError } from '../cliError.ts';

const DEFAULT_S = 30;
const SAID_AT = 1 / 3;

/**
 * The watchdog of a hub.
 * @param seconds PLUMBLINE_HANG_S: how long the event loop may hang before the process is ended; 0 for ever
 * @returns null where it is switched off
 * @throws UsageError where it is no number of seconds
 */
export function watchdogOf(
  seconds: string | undefined,
  recordingsFolder: string,
  activity: () => string,
): Watchdog | null {
  const endS = seconds === undefined || seconds === '' ? DEFAULT_S : Number(seconds);
  if (!(endS === 0 || (endS >= 1 && endS <= 3600))) {
    throw new UsageError(
      `PLUMBLINE_HANG_S is "${seconds}": valid are 1 to 3600 seconds, or 0 for no watchdog`,
    );
  }
  if (endS === 0) return null;
  const endMs = endS * 1000;
  return new Watchdog({
    file: hangFileIn(recordingsFolder),
    sayMs: endMs * SAID_AT,
    endMs,
    activity,
  });
}
