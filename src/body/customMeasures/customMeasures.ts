import type { LegMeasures } from '../../model/bodyFrame.ts';
import { type CustomMeasure, NO_CUSTOM_VALUES } from '../../model/customMeasures.ts';
import { compileFormula, type Formula } from './compileFormula.ts';
import { FormulaError } from './formulaError.ts';

/** A formula of the settings that cannot be computed, with the name of its measure. */
export class CustomMeasureError extends Error {
  override name = 'CustomMeasureError';
  /** The character of the formula that it is about, from 1. */
  readonly character: number;
  /** What was found there and what is valid, without the name of the measure. */
  readonly problem: string;

  constructor(measure: CustomMeasure, cause: FormulaError) {
    super(`custom measure ${measure.name}, ${cause.message}\n${cause.caretLines}`, { cause });
    this.character = cause.character;
    this.problem = cause.message;
  }
}

/** What is wrong with each of these measures, in their order; null where it can be computed. */
export function measureErrors(
  measures: readonly CustomMeasure[],
): readonly (CustomMeasureError | null)[] {
  return measures.map((measure) => {
    try {
      compiled(measure, measures);
      return null;
    } catch (error) {
      if (error instanceof CustomMeasureError) return error;
      throw error;
    }
  });
}

/** The custom measures of the settings, compiled once and computed for every leg of every frame. */
export class CustomMeasures {
  readonly #formulas: readonly Formula[];

  /** @throws CustomMeasureError about the first formula that cannot be computed */
  constructor(measures: readonly CustomMeasure[]) {
    this.#formulas = measures.map((measure) => compiled(measure, measures));
  }

  get isEmpty(): boolean {
    return this.#formulas.length === 0;
  }

  /** In the order of the settings; NaN where a field that the formula names is NaN. */
  of(measures: Readonly<LegMeasures>): readonly number[] {
    if (this.isEmpty) return NO_CUSTOM_VALUES;
    return this.#formulas.map((formula) => formula(measures));
  }
}

function compiled(measure: CustomMeasure, all: readonly CustomMeasure[]): Formula {
  try {
    return compileFormula(
      measure.formula,
      all.map(({ name }) => name),
    );
  } catch (error) {
    if (error instanceof FormulaError) throw new CustomMeasureError(measure, error);
    throw error;
  }
}
