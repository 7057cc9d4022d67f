import { statfs } from 'node:fs/promises';

/** Bytes that may still be written; null where the system does not tell. */
export type FreeBytes = () => Promise<number | null>;

export function freeBytesIn(folder: string): FreeBytes {
  return async () => {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch {
      return null;
    }
  };
}

export interface DiskLimits {
  /** Warned from here on, in seconds of recording left. */
  readonly warnLeftS: number;
  /** Closed from here on, bytes; its index needs room too and grows with it. */
  readonly closeBytes: number;
  /** Recorded again from here on, bytes. */
  readonly resumeBytes: number;
}

const MIB = 1024 * 1024;
export const DISK_LIMITS: DiskLimits = {
  warnLeftS: 30 * 60,
  closeBytes: 32 * MIB,
  resumeBytes: 256 * MIB,
};

/** Seven sensors at 120 Hz with all that is computed of them: what is reckoned with at first, bytes/s. */
const FIRST_RATE = 80_000;
/** Sensors that are silent may stream again: less than of one of them is not reckoned with, bytes/s. */
const LEAST_RATE = FIRST_RATE / 8;
/** Before that a rate means little, s. */
const RATE_KNOWN_AFTER_S = 60;
/** Of the recording, at most, for its index. */
const INDEX_SHARE = 0.05;
/** Minutes left that are told, so that it is not told at every look. */
const TOLD_MINUTES = [30, 20, 10, 5, 2, 1, 0];

export type DiskState =
  | { readonly kind: 'ample' }
  /** `minutes`: at least so many are left. */
  | { readonly kind: 'low'; readonly minutes: number }
  | { readonly kind: 'full' };

/**
 * For how long a disk has room yet at the rate of a recording, or, before it is a minute old, at that
 * of seven sensors.
 * @returns seconds; 0 or less: the recording has to be closed; null where the room is not known
 */
export function secondsLeft(
  freeBytes: number | null,
  bytesWritten: number,
  ageS: number,
  { closeBytes }: DiskLimits,
): number | null {
  if (freeBytes === null) return null;
  const left = freeBytes - closeBytes - INDEX_SHARE * bytesWritten;
  const rate = ageS < RATE_KNOWN_AFTER_S ? FIRST_RATE : bytesWritten / ageS;
  return left / Math.max(LEAST_RATE, rate);
}

/**
 * How long a recording can go on.
 * @param freeBytes null where it is not known, which counts as ample
 * @param bytesWritten of the recording so far
 * @param ageS of the recording
 */
export function diskStateOf(
  freeBytes: number | null,
  bytesWritten: number,
  ageS: number,
  limits: DiskLimits,
): DiskState {
  const leftS = secondsLeft(freeBytes, bytesWritten, ageS, limits);
  if (leftS === null || leftS > limits.warnLeftS) return { kind: 'ample' };
  if (leftS <= 0) return { kind: 'full' };
  return { kind: 'low', minutes: TOLD_MINUTES.find((minutes) => leftS >= 60 * minutes) ?? 0 };
}
