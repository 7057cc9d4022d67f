import { atMost, type Bound, isMet } from './bound.ts';

/** One figure of a trial. */
export interface Figure {
  readonly metric: string;
  /** null where the product does not state it, or the trial could not be scored. */
  readonly value: number | null;
  readonly unit: string;
  /** A number alone is the largest that is good; null for a figure that is told and not judged. */
  readonly target: Bound | number | null;
  /** Why there is no value, or what the figure means. */
  readonly note?: string;
}

/** A line of a results file. */
export interface FigureRow extends Figure {
  readonly set: string;
  /** Empty where a set is one trial. */
  readonly trial: string;
  readonly target: Bound | null;
  /** null where there is no target. */
  readonly pass: boolean | null;
}

/** A figure with its place and its verdict; one that is missing cannot pass. */
export function rowOf(set: string, trial: string, figure: Figure): FigureRow {
  const { metric, unit, note } = figure;
  const value = figure.value !== null && Number.isFinite(figure.value) ? figure.value : null;
  const target = typeof figure.target === 'number' ? atMost(figure.target) : figure.target;
  const pass = target === null ? null : value !== null && isMet(target, value);
  return {
    ...{ set, trial, metric, value, unit, target, pass },
    ...(note !== undefined && { note }),
  };
}
