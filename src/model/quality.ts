/**
 * The state every quantity carries. No flag at all means `ok`.
 * Listed from mildest to worst: the worst one present is the word a person sees.
 * The position in this list is the bit in files and on the wire, so it is append-only
 * within a protocol version.
 */
export const QUALITY_FLAGS = [
  'lowRate',
  'interpolated',
  'impact',
  'clipped',
  'settling',
  'headingStale',
  'footNotPlanted',
  'slip',
  'uncalibrated',
  'stale',
] as const;

export type QualityFlag = (typeof QUALITY_FLAGS)[number];
export type QualityWord = 'ok' | QualityFlag;

/** A set of flags as an unsigned 16-bit number. */
export type QualityBits = number;

export const QUALITY_OK: QualityBits = 0;

const BIT = Object.fromEntries(QUALITY_FLAGS.map((flag, i) => [flag, 1 << i])) as Record<
  QualityFlag,
  number
>;

export function qualityBit(flag: QualityFlag): QualityBits {
  return BIT[flag];
}

export function hasFlag(bits: QualityBits, flag: QualityFlag): boolean {
  return (bits & BIT[flag]) !== 0;
}

export function flagsOf(bits: QualityBits): QualityFlag[] {
  return QUALITY_FLAGS.filter((flag) => hasFlag(bits, flag));
}

/** The worst flag as its word, `ok` when there is none. */
export function qualityWord(bits: QualityBits): QualityWord {
  for (let i = QUALITY_FLAGS.length - 1; i >= 0; i--) {
    if (bits & (1 << i)) return QUALITY_FLAGS[i];
  }
  return 'ok';
}
