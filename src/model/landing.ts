import type { BandWord } from './movement.ts';
import type { Side } from './placement.ts';
import type { QualityWord } from './quality.ts';

/** Both feet off the floor. */
export interface Flight {
  readonly startUs: number;
  readonly endUs: number;
  /** g t² / 8; null after a step off a box, which is no jump. */
  readonly jumpHeightM: number | null;
}

export interface LandingLeg {
  readonly side: Side;
  readonly initialContactUs: number;
  /** Headline at initial contact, its peak up to deepest flexion, and within the first 100 ms. */
  readonly headlineAtContact: number | null;
  readonly headlinePeak: number | null;
  readonly headlinePeak100Ms: number | null;
  readonly band: BandWord | null;
  readonly flexionAtContactDeg: number;
  readonly peakFlexionDeg: number;
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
  /** Right less left, ms; null of one leg. */
  readonly contactDifferenceMs: number | null;
  /** Floor time up to the next flight, s; null where none follows. */
  readonly contactS: number | null;
  readonly legs: readonly LandingLeg[];
  /** True below 120 frames per second: impacts are over between two frames. */
  readonly lowRate: boolean;
  readonly counted: boolean;
  /** 0 to 1. */
  readonly confidence: number;
}
