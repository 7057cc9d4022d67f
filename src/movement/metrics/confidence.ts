/** From a peak of this share of what a rep needs up to the other, a rep goes from barely to surely one. */
const BARELY = 1;
const SURELY = 1.25;
const BARELY_SURE = 0.5;
/** Knees that bend apart may be another exercise than the one that was named. */
const ASYMMETRIC = 0.5;

export interface RepGrounds {
  /** Above standing, and the least that counts as a rep, degrees. */
  readonly peakDeg: number;
  readonly minPeakDeg: number;
  /** Share of frames with flagged or missing data of the worst leg. */
  readonly badShare: number;
  readonly asymmetric: boolean;
}

/** How sure it is that this was one rep of the task, 0 to 1. A rule of thumb, not a probability. */
export function confidenceOf({ peakDeg, minPeakDeg, badShare, asymmetric }: RepGrounds): number {
  const over = (peakDeg / minPeakDeg - BARELY) / (SURELY - BARELY);
  const byDepth = BARELY_SURE + (1 - BARELY_SURE) * Math.min(1, Math.max(0, over));
  return byDepth * (1 - Math.min(1, badShare)) * (asymmetric ? ASYMMETRIC : 1);
}
