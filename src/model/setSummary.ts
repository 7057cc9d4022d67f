import type { BandWord, RepQuantity } from './movement.ts';
import type { Side } from './placement.ts';

/** One figure over the valid reps of a set, in its own unit. */
export interface Spread {
  readonly n: number;
  readonly mean: number;
  /** Of the sample; null of one rep. */
  readonly sd: number | null;
  readonly median: number;
  /** The rep by its number and its value: the largest, of depths the smallest. */
  readonly worst: { readonly rep: number; readonly value: number };
  /** Least-squares change from one rep of the leg to the next; null of fewer than three. */
  readonly slopePerRep: number | null;
  /** Standard error of the slope. */
  readonly slopeSe: number | null;
}

/** A time, of which a relative spread may be stated: its zero is a zero. */
export interface TimeSpread extends Spread {
  readonly cvPct: number | null;
}

/** One quantity of one leg; null where no valid rep states it. */
export interface QuantitySummary {
  readonly atPeakFlexion: Spread | null;
  readonly peak: Spread | null;
  readonly excursion: Spread | null;
}

export interface LegSetSummary {
  readonly side: Side;
  /** In which this leg was judged. */
  readonly reps: number;
  /** Of these, with sound data of this leg: what all figures are from. */
  readonly valid: number;
  /** Valid reps in each band. */
  readonly bands: Readonly<Record<BandWord, number>>;
  /** At peak flexion, in the headline's unit. */
  readonly headline: Spread | null;
  readonly peakFlexionDeg: Spread | null;
  readonly thighTiltDeg: Spread | null;
  readonly shankTiltDeg: Spread | null;
  readonly smoothness: Spread | null;
  readonly wobble: Spread | null;
  readonly quantities: Readonly<Partial<Record<RepQuantity, QuantitySummary>>>;
}

export type SymmetryQuantity = RepQuantity | 'kneeFlexionDeg' | 'eccentricS' | 'concentricS';

/** Right against left, means over valid reps at peak flexion, in the quantity's unit. */
export interface Symmetry {
  readonly quantity: SymmetryQuantity;
  readonly right: number;
  readonly left: number;
  readonly nRight: number;
  readonly nLeft: number;
  /** Right less left. */
  readonly difference: number;
  /** The least difference that is no scatter, 95 %; null where none is known. */
  readonly mdc95: number | null;
  /** true where it is a difference to speak of; null with too few reps, or where none can tell. */
  readonly flagged: boolean | null;
  /** 100 (R − L) / mean of both, of times and flexion only: it means nothing near zero. */
  readonly indexPct: number | null;
}

/** What a set was like: a function of its reps alone. */
export interface SetSummary {
  readonly reps: number;
  readonly counted: number;
  /** Right first; those that were judged in a rep. */
  readonly legs: readonly LegSetSummary[];
  /** Over counted reps, s. */
  readonly tempo: {
    readonly eccentricS: TimeSpread | null;
    readonly holdS: TimeSpread | null;
    readonly concentricS: TimeSpread | null;
    readonly durationS: TimeSpread | null;
    /** From the end of one rep to the start of the next. */
    readonly pauseS: TimeSpread | null;
  };
  /** Empty where only one leg was judged. */
  readonly symmetry: readonly Symmetry[];
}
