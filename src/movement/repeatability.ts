import { chiSquareQuantile } from '../signal/chiSquare.ts';
import { mean } from '../signal/statistics.ts';

/** Share of normal scatter within ± this many standard deviations: 95 %. */
const Z95 = 1.96;
const LEAST_SUBJECTS_FOR_ICC = 3;

/** One person's leg: for each set the values of its reps, in one unit. */
export type RepeatedSets = readonly (readonly number[])[];

/** How well a quantity repeats from set to set. All but the counts and the ICC in its unit. */
export interface Repeatability {
  /** Between the reps of one set. */
  readonly withinSetSd: number;
  /** Standard error of measurement of the mean of a set. */
  readonly sem: number;
  /** Degrees of freedom of the standard error. */
  readonly df: number;
  /** The least change between two set means that is not scatter, at 95 %. */
  readonly mdc95: number;
  /** Within these the true one lies with 95 %. */
  readonly mdc95Low: number;
  readonly mdc95High: number;
  /** ICC(1,1), Shrout & Fleiss 1979; null with fewer than three people. */
  readonly icc: number | null;
}

/**
 * Repeatability from sets of one and the same movement:
 *
 * - SEM² = Σ (set mean − the leg's mean)² / Σ (sets − 1). With two sets of one leg this is the
 *   difference / √2: SD of the differences over √2, their mean taken as zero.
 * - MDC95 = 1.96 · √2 · SEM (Weir 2005), with the χ² interval of a standard deviation.
 * - ICC(1,1) = (MSB − MSW) / (MSB + (k − 1) MSW), MSW = SEM².
 *
 * @param legs at least one with two sets or more, of two reps or more each
 * @param subjects how many people these legs are of
 */
export function repeatabilityOf(legs: readonly RepeatedSets[], subjects: number): Repeatability {
  const means = legs.map((sets) => sets.map((values) => mean(values)));
  const sets = legs.flat();
  const withinSetDf = sets.reduce((sum, values) => sum + values.length - 1, 0);
  const withinSetSd = Math.sqrt(sum(sets.map(squaresAboutMean)) / withinSetDf);
  const df = means.reduce((total, each) => total + each.length - 1, 0);
  const sem = Math.sqrt(sum(means.map(squaresAboutMean)) / df);
  const mdc95 = Z95 * Math.SQRT2 * sem;
  return {
    withinSetSd,
    sem,
    df,
    mdc95,
    mdc95Low: mdc95 * Math.sqrt(df / chiSquareQuantile(0.975, df)),
    mdc95High: mdc95 * Math.sqrt(df / chiSquareQuantile(0.025, df)),
    icc: subjects < LEAST_SUBJECTS_FOR_ICC ? null : intraclassCorrelation(means, sem * sem),
  };
}

/** With unequal numbers of sets k is their mean, lowered as usual for an unbalanced design. */
function intraclassCorrelation(means: readonly (readonly number[])[], within: number): number {
  const total = sum(means.map((each) => each.length));
  const grand = sum(means.flat()) / total;
  const between =
    sum(means.map((each) => each.length * (mean(each) - grand) ** 2)) / (means.length - 1);
  const k = (total - sum(means.map((each) => each.length ** 2)) / total) / (means.length - 1);
  return (between - within) / (between + (k - 1) * within);
}

function squaresAboutMean(values: readonly number[]): number {
  const centre = mean(values);
  return sum(values.map((value) => (value - centre) ** 2));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
