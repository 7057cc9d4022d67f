/** One figure of a trial. */
export interface Figure {
  readonly metric: string;
  /** null where the product does not state it, or the trial could not be scored. */
  readonly value: number | null;
  readonly unit: string;
  /** Largest value that is good enough; null for a figure that is told and not judged. */
  readonly target: number | null;
  /** Why there is no value, or what the figure means. */
  readonly note?: string;
}

/** A line of `validate-results.json`. */
export interface ValidationRow extends Figure {
  readonly set: string;
  readonly trial: string;
  /** null where there is no target. */
  readonly pass: boolean | null;
}

/** A figure with its place and its verdict; one that is missing cannot pass. */
export function rowOf(set: string, trial: string, figure: Figure): ValidationRow {
  const { metric, unit, target, note } = figure;
  const value = figure.value !== null && Number.isFinite(figure.value) ? figure.value : null;
  const pass = target === null ? null : value !== null && value <= target;
  return { set, trial, metric, value, unit, target, pass, ...(note === undefined ? {} : { note }) };
}
