import type { BandWord } from './movement.ts';
import type { Side } from './placement.ts';
import type { QualityWord } from './quality.ts';

/** The feet of all instrumented legs off the floor. */
export interface Flight {
  readonly startUs: number;
  readonly endUs: number;
  /**
   * g t² / 8; null unless the knees stretched into the flight as for a jump: a step or a hop off a box
   * falls further than it rises. Landing with knees more bent than at take-off makes it too high.
   */
  readonly jumpHeightM: number | null;
}

/** One quantity over a landing, in its own unit; null where it cannot be stated. */
export interface LandingMetric {
  readonly atContact: number | null;
  readonly at40Ms: number | null;
  /** Largest of the first 100 ms, and up to deepest flexion. */
  readonly peak100Ms: number | null;
  readonly peak: number | null;
  /** Peak less the value at contact: what axes and heading cannot offset. */
  readonly excursion: number | null;
  /** Fastest increase within the first 100 ms, per second. */
  readonly peakRate100Ms: number | null;
}

export interface LandingLeg {
  readonly side: Side;
  readonly initialContactUs: number;
  /** The headline in the figures of a `LandingMetric`. */
  readonly headlineAtContact: number | null;
  readonly headlineAt40Ms: number | null;
  readonly headlinePeak100Ms: number | null;
  readonly headlinePeak: number | null;
  readonly headlineExcursion: number | null;
  readonly headlinePeakRate100Ms: number | null;
  /** Of the peak. */
  readonly band: BandWord | null;
  /** Valgus of the joint, degrees. */
  readonly kneeValgus: LandingMetric;
  /** The largest while the knees stretched into the flight; null where they did not. */
  readonly headlinePushOffPeak: number | null;
  readonly kneeValgusPushOffPeakDeg: number | null;
  readonly flexionAtContactDeg: number | null;
  readonly peakFlexionDeg: number | null;
  /** Largest specific force of the shank in the first 100 ms, g. */
  readonly peakShankG: number;
  readonly quality: QualityWord;
}

/** From the first contact to the deepest flexion after it. */
export interface Landing {
  /** 1 for the first of the set. */
  readonly number: number;
  /** The earlier of the legs. */
  readonly initialContactUs: number;
  /** Deepest flexion, or the end of what was waited for. */
  readonly endUs: number;
  /** The flight before it. */
  readonly flight: Flight;
  /** Right less left, ms; null where one leg came down, or one is instrumented. */
  readonly contactDifferenceMs: number | null;
  /** Floor time up to the next flight, s; null where none follows within 1.2 s. */
  readonly contactS: number | null;
  /** Those that came down. */
  readonly legs: readonly LandingLeg[];
  /** True below 120 frames or samples per second: impacts are over between two of them. */
  readonly lowRate: boolean;
  /** True where every leg's data were `ok`. */
  readonly counted: boolean;
  /** 0 to 1. */
  readonly confidence: number;
}
