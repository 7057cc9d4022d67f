/** One figure of a trial. */
export interface Figure {
  readonly metric: string;
  /** null where the product does not state it, or the trial could not be scored. */
  readonly value: number | null;
  readonly unit: string;
  /** The value that is just good enough; null for a figure that is told and not judged. */
  readonly target: number | null;
  /** True where larger is better; smaller is, where it is absent. */
  readonly largerIsBetter?: true;
  /** Why there is no value, or what the figure means. */
  readonly note?: string;
}

/** A line of `validate-results.json` and `bench-results.json`. */
export interface FigureRow extends Figure {
  readonly set: string;
  readonly trial: string;
  /** null where there is no target. */
  readonly pass: boolean | null;
}

/** A figure with its place and its verdict; one that is missing cannot pass. */
export function rowOf(set: string, trial: string, figure: Figure): FigureRow {
  const { metric, unit, target, note, largerIsBetter } = figure;
  const value = figure.value !== null && Number.isFinite(figure.value) ? figure.value : null;
  const pass =
    target === null ? null : value !== null && (largerIsBetter ? value >= target : value <= target);
  return {
    ...{ set, trial, metric, value, unit, target, pass },
    ...(note !== undefined && { note }),
    ...(largerIsBetter && { largerIsBetter }),
  };
}
