import type { LegMeasure } from './bodyFrame.ts';
import type { Side } from './placement.ts';
import type { QualityWord } from './quality.ts';
import type { WideEdges } from './wideBand.ts';

export type RepPhase = 'standing' | 'descent' | 'bottom' | 'ascent';

/** Band words, neutral first; the words of the safety text, never others. */
export const BAND_WORDS = ['in line', 'slightly in', 'in', 'far in'] as const;
export type BandWord = (typeof BAND_WORDS)[number];

/**
 * What is measured of a rep, per leg: each value at the onset, at its peak and at peak flexion. Those
 * of a foot sensor are absent without one.
 */
export const REP_QUANTITIES = [
  'fppaDeg',
  'kneeValgusDeg',
  'kneeMedialDeviationM',
  'kneeOverToeDeg',
  'shankLeanDeg',
  'thighLeanDeg',
  'kneeInternalRotationDeg',
  'shankInternalRotationDeg',
  'thighInternalRotationDeg',
  'footRollDeg',
  'ankleDorsiflexionDeg',
  'ankleEversionDeg',
] as const satisfies readonly LegMeasure[];

export type RepQuantity = (typeof REP_QUANTITIES)[number];

/** One quantity over a rep, in its own unit; null where it cannot be stated. */
export interface RepMetric {
  /** Mean of the 200 ms before the onset. */
  readonly atOnset: number | null;
  /** The largest value in the rep, as the mean of the highest 50 ms. */
  readonly peak: number | null;
  /** Mean of ±50 ms about the bottom: the value that is reported. */
  readonly atPeakFlexion: number | null;
  /** One standard deviation of `atPeakFlexion`, where the frames state one. */
  readonly sdAtPeakFlexion: number | null;
  /** Peak less onset: what axes and heading cannot offset. */
  readonly excursion: number | null;
  /** Time beyond the lower edges of `slightly in`, `in`, `far in`, s; null where no band is set. */
  readonly timeAboveS: readonly [number, number, number] | null;
  /** Fastest increase on the way down after a zero-lag low-pass of 10 Hz, per second. */
  readonly peakRate: number | null;
  /** At 60° of knee flexion on the way down and up. */
  readonly at60Down: number | null;
  readonly at60Up: number | null;
  /** Where in the rep its peak lies, percent. */
  readonly phaseOfPeakPct: number | null;
}

/** How deep, by the thigh against the floor; by knee flexion where the thigh cannot tell. */
export const DEPTH_CLASSES = ['partial', 'half', 'near parallel', 'parallel', 'deep'] as const;
export type DepthClass = (typeof DEPTH_CLASSES)[number];

/** A movement that began like a rep and was not counted as one. */
export interface RepRejection {
  readonly startUs: number;
  readonly endUs: number;
  /** Of the mean over the legs judged, above standing. */
  readonly peakFlexionDeg: number;
  /** What it lacked, in a sentence with the figure and the valid one. */
  readonly reason: string;
}

/** The quantity that drives figure, band and cue of a task. */
export interface Headline {
  readonly measure: LegMeasure;
  readonly label: string;
  /** What the person sees; the measure itself stays in SI. */
  readonly unit: 'cm' | 'deg';
  /** Lower edges of `slightly in`, `in`, `far in`, in `unit`. */
  readonly bandEdges: readonly [number, number, number];
  /** How far below an edge a band shown live is left, in `unit`; absent before it was told. */
  readonly hysteresis?: number;
  /** Where the words of the other side begin, in `unit`; absent before it was told. */
  readonly wideEdges?: WideEdges;
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
  /** What is measured of the leg; a quantity that could not be stated at any instant is absent. */
  readonly metrics: Readonly<Partial<Record<RepQuantity, RepMetric>>>;
  readonly depthClass: DepthClass;
  /** Forward tilts at the bottom (mean of ±50 ms), degrees; null where they cannot be stated. */
  readonly thighTiltDeg: number | null;
  readonly shankTiltDeg: number | null;
  /** Log dimensionless jerk of knee flexion, nearer to zero is smoother; null of too few frames. */
  readonly smoothness: number | null;
  /** Turns of the headline on the way down of 2° (0.8 cm) and more; null where two legs share the load. */
  readonly wobble: number | null;
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
  /** The leg that is judged: stood on, or in front. null where both are alike. */
  readonly stance: Side | null;
  /** True where the knees of a task for both legs were 25° apart or more at the bottom. */
  readonly asymmetric: boolean;
  /** Whether the other foot touched down: a blow at its shank; null where that was not felt for. */
  readonly toeTouch: boolean | null;
  /** How sure it is that this was one rep with these bounds, 0 to 1. */
  readonly confidence: number;
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
