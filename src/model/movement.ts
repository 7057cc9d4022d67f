import type { LegMeasure } from './bodyFrame.ts';
import type { Side } from './placement.ts';
import type { QualityWord } from './quality.ts';

export type RepPhase = 'standing' | 'descent' | 'bottom' | 'ascent';

/** Band words, neutral first; the words of the safety text, never others. */
export const BAND_WORDS = ['in line', 'slightly in', 'in', 'far in'] as const;
export type BandWord = (typeof BAND_WORDS)[number];

/** The task groups whose headline, bands and detector settings `thresholds.json` names. */
export type TaskGroup = 'bilateralSquat' | 'singleLegSquat';

/** The quantity that drives figure, band and cue of a task. */
export interface Headline {
  readonly measure: LegMeasure;
  readonly label: string;
  /** What the person sees; the measure itself stays in SI. */
  readonly unit: 'cm' | 'deg';
  /** Lower edges of `slightly in`, `in`, `far in`, in `unit`. */
  readonly bandEdges: readonly [number, number, number];
}

export interface RepLeg {
  readonly side: Side;
  readonly peakFlexionDeg: number;
  /**
   * Headline at peak flexion (mean of ±50 ms) and its largest value in the rep, in its unit;
   * null where it cannot be stated, as a projection angle in a deep squat.
   */
  readonly headlineAtPeakFlexion: number | null;
  readonly headlinePeak: number | null;
  /** Of the value at peak flexion; null with it. */
  readonly band: BandWord | null;
  readonly kneeValgusAtPeakFlexionDeg: number;
  /** Projection angle on the way down at 60° of flexion and at the peak; null outside its gate. */
  readonly fppaAt60Deg: number | null;
  readonly fppaAtPeakFlexionDeg: number | null;
  readonly quality: QualityWord;
}

export interface Rep {
  /** 1 for the first rep of the set. */
  readonly number: number;
  readonly startUs: number;
  readonly bottomUs: number;
  readonly endUs: number;
  readonly eccentricS: number;
  readonly holdS: number;
  readonly concentricS: number;
  readonly legs: readonly RepLeg[];
  /** False when the data under it were not `ok`: kept and shown, never counted as a good rep. */
  readonly counted: boolean;
  readonly cued: boolean;
}

export interface Cue {
  /** 1 for the first cue of the session; the same number ends it. */
  readonly number: number;
  readonly side: Side | 'both';
  readonly measure: LegMeasure;
  /** Headline value that fired it, in the headline's unit. */
  readonly value: number;
  readonly threshold: number;
  /** 0..1 by how far the threshold is exceeded. */
  readonly intensity: number;
  readonly words: string;
}
