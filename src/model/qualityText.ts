import type { QualityFlag } from './quality.ts';

/** What a person reads for each quality flag. */
export const QUALITY_TEXT: Readonly<Record<QualityFlag, string>> = {
  lowRate: 'low sensor rate',
  interpolated: 'gap filled in',
  impact: 'impact',
  clipped: 'sensor at its limit',
  settling: 'settling',
  headingStale: 'heading unsure',
  footNotPlanted: 'foot not planted',
  slip: 'sensor slipped',
  uncalibrated: 'not calibrated',
  stale: 'no data',
};
