import type { RepSettings } from '../thresholds.ts';
import type { FlexionSpan } from './repOutcome.ts';

export const DATA_LOST =
  'data were lost for more than 0.2 s in the movement; a rep needs all of it';

/** What a movement lacks to be a rep, in a sentence with the figure and the valid one; null where nothing. */
export function rejectionReason(
  { startUs, endUs, peakDeg }: FlexionSpan,
  { minPeakDeg, minDurS, maxDurS }: Pick<RepSettings, 'minPeakDeg' | 'minDurS' | 'maxDurS'>,
): string | null {
  const lastsS = (endUs - startUs) / 1e6;
  if (peakDeg < minPeakDeg) {
    return `the knee bent by ${peakDeg.toFixed(0)}°; a rep needs ${minPeakDeg}° or more`;
  }
  if (lastsS < minDurS) {
    return `it lasted ${lastsS.toFixed(2)} s; a rep lasts ${minDurS} s or more`;
  }
  return lastsS > maxDurS ? `it lasted more than ${maxDurS} s; a rep lasts no longer` : null;
}
