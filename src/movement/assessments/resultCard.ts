import type { AssessmentId } from '../../model/assessment.ts';
import type { GaitSummary } from '../../model/gait.ts';
import type { HoldSummary } from '../../model/hold.ts';
import type { BandWord } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { WideWord } from '../../model/wideBand.ts';
import type { FigureDescription } from './figures.ts';

/** A figure over the trials with sound data, in the figure's unit. */
export interface CardValue {
  readonly mean: number;
  /** One standard deviation of that mean: what sensors and axes leave open, and the scatter of the trials; null where the first is not stated. */
  readonly sd: number | null;
  /** Standard deviation between the trials; null of one. */
  readonly spread: number | null;
  readonly trials: number;
  /** Where the value is far on the other side, the word for that. */
  readonly band: BandWord | WideWord | null;
  /** Mean growth in the trial, where the band is of that. */
  readonly excursion: number | null;
}

export interface CardDifference {
  /** Right less left. */
  readonly value: number;
  /** The least that is no scatter, 95 %; null where none is known. */
  readonly mdc95: number | null;
  /** Whether it is one to speak of; null where that cannot be told. */
  readonly flagged: boolean | null;
}

export interface CardFigure extends Pick<FigureDescription, 'key' | 'label' | 'unit' | 'decimals'> {
  readonly right: CardValue | null;
  readonly left: CardValue | null;
  /** Of what both legs share; then there is none of each. */
  readonly both: CardValue | null;
  readonly difference: CardDifference | null;
}

export interface CardLeg {
  readonly side: Side;
  readonly trials: number;
  /** Of these, with sound data. */
  readonly sound: number;
  readonly wanted: number;
  /** Why nothing is shown of it; null where it is. */
  readonly notAssessed: string | null;
}

/** Points of a step-down that was watched; null where an item was not entered or assessed. */
export interface StepDownScore {
  readonly side: Side;
  readonly kneePoints: 0 | 1 | 2 | null;
  /** How far the knee was inside of the foot at the bottom, cm. */
  readonly kneeInsideCm: number | null;
  readonly observerPoints: number | null;
  readonly total: number | null;
  readonly word: 'good' | 'medium' | 'poor' | null;
}

export interface CardObservation {
  readonly id: string;
  readonly question: string;
  /** null where it was not answered; of each leg where it is asked so. */
  readonly answer:
    | boolean
    | null
    | { readonly right: boolean | null; readonly left: boolean | null };
}

/** What an assessment came to: all that a page or a terminal shows of it. */
export interface ResultCard {
  readonly assessment: AssessmentId;
  readonly name: string;
  readonly subject: string;
  readonly startedUs: number;
  readonly simulated: boolean;
  readonly legs: readonly CardLeg[];
  readonly movement: readonly CardFigure[];
  /** Knee and ankle always together. */
  readonly knee: readonly CardFigure[];
  readonly ankle: readonly CardFigure[];
  /** Cadence, steps and scatter of a walk; null of other assessments and where no stride is sound. */
  readonly gait: GaitSummary | null;
  /** Holds in short, right against left; null of other assessments and where there are none. */
  readonly holds: HoldSummary | null;
  /** Of the lateral step-down alone. */
  readonly scores: readonly StepDownScore[];
  readonly observations: readonly CardObservation[];
  readonly note: string | null;
  /** What follows from what the observer saw; null where nothing does. */
  readonly next: { readonly assessment: AssessmentId; readonly sentence: string } | null;
  /** What is not shown and why, one sentence each. */
  readonly notAssessed: readonly string[];
  /** How to take what is shown. */
  readonly remarks: readonly string[];
  readonly caption: string;
  readonly safety: string;
}
