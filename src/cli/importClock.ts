import { ImportError } from '../exchange/import/importError.ts';
import { UsageError } from './cliError.ts';

/** Times beyond this many seconds can only be those of a clock. */
const UNIX_TIME_S = 1e8;
/** A date that nobody takes for the day of the recording. */
const UNKNOWN_START_US = Date.UTC(2000, 0, 1) * 1000;
/** Later ones come from a wrong unit or a broken clock; files of recordings end in the year 2554. */
const LATEST_US = Date.UTC(2100, 0, 1) * 1000;

/** How `t` of a table becomes hub time. */
export interface ImportClock {
  /** Hub time of t = 0, integer µs. */
  readonly zeroUs: number;
  /** When the recording began, hub time, integer µs. */
  readonly startedUs: number;
  /** Hub time of the first row, integer µs. */
  readonly firstUs: number;
  /** True where `t` is the time of a clock: the recording begins at its first row. */
  readonly isUnixTime: boolean;
}

/**
 * `t` counts from the start of the recording, except where it is the time of a clock.
 * @param firstS t of the first row, s
 * @param givenStartUs when t was 0, hub time in µs, as somebody said
 * @throws UsageError where that is said of the time of a clock
 * @throws ImportError where the first row is before 1970 or after 2099
 */
export function importClock(
  path: string,
  firstS: number,
  givenStartUs: number | undefined,
): ImportClock {
  const isUnixTime = Math.abs(firstS) > UNIX_TIME_S;
  if (isUnixTime && givenStartUs !== undefined) {
    throw new UsageError(
      `--started is given, but t begins at ${firstS} and is the time of a clock; leave --started out`,
    );
  }
  const zeroUs = isUnixTime ? 0 : (givenStartUs ?? UNKNOWN_START_US);
  requireStorable(path, firstS, zeroUs);
  const firstUs = zeroUs + Math.round(firstS * 1e6);
  return { zeroUs, startedUs: isUnixTime ? firstUs : zeroUs, firstUs, isUnixTime };
}

function requireStorable(path: string, timeS: number, zeroUs: number): void {
  const timeUs = zeroUs + timeS * 1e6;
  if (timeUs >= 0 && timeUs < LATEST_US) return;
  const [fromS, toS] = [0, LATEST_US].map((limitUs) => (limitUs - zeroUs) / 1e6);
  throw new ImportError(
    path,
    `t is ${timeS} s; valid are ${fromS} to ${toS} s, which are the years 1970 to 2099.`,
  );
}
