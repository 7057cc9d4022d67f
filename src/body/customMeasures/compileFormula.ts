import { createRequire } from 'node:module';
import type { MathNode } from 'mathjs';
import type { LegMeasures } from '../../model/bodyFrame.ts';
import { MAX_FORMULA_LENGTH } from '../../model/customMeasures.ts';
import { checkTokens } from './checkTokens.ts';
import { FormulaError } from './formulaError.ts';
import { type FormulaToken, formulaTokens } from './formulaTokens.ts';
import { FormulaTree } from './formulaTree.ts';

/** One number of the measures of a leg; NaN where it cannot be stated. */
export type Formula = (measures: Readonly<LegMeasures>) => number;

/**
 * A formula as a function. mathjs parses it; its evaluator is never called. What it found is built
 * anew of the kinds of node that are allowed, so a formula can reach the fields of its leg and
 * nothing else, and costs what its at most 64 nodes cost.
 * @param otherNames of the other custom measures, for a better sentence
 * @throws FormulaError
 */
export function compileFormula(formula: string, otherNames: readonly string[] = []): Formula {
  if (formula.length > MAX_FORMULA_LENGTH) {
    throw new FormulaError(
      formula.slice(0, MAX_FORMULA_LENGTH),
      MAX_FORMULA_LENGTH + 1,
      `the formula has ${formula.length} characters; valid are up to ${MAX_FORMULA_LENGTH}`,
    );
  }
  const tokens = formulaTokens(formula);
  checkTokens(formula, tokens, otherNames);
  const tree = new FormulaTree(formula, tokens);
  const value = tree.build(parsed(formula, tokens));
  const { fields } = tree;
  return (measures) => {
    for (const field of fields) if (Number.isNaN(measures[field])) return Number.NaN;
    const result = value(measures);
    // Frames are stored and sent as 32-bit floats: what is infinite there is so here.
    return Number.isFinite(Math.fround(result)) ? result : Number.NaN;
  };
}

function parsed(formula: string, tokens: readonly FormulaToken[]): MathNode {
  try {
    return mathjs().parse(formula);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { character, problem } = syntaxProblem(error, formula, tokens);
    throw new FormulaError(formula, character, problem);
  }
}

/** Loaded for the first formula: its bundle, for the modules behind the package's entry take long. */
function mathjs(): typeof import('mathjs') {
  return createRequire(import.meta.url)('mathjs/lib/browser/math.js');
}

/** mathjs counts characters from 1, or from 0 where it stopped at the end. */
function syntaxProblem(
  error: Error,
  formula: string,
  tokens: readonly FormulaToken[],
): { character: number; problem: string } {
  const given = 'char' in error && typeof error.char === 'number' ? error.char : formula.length + 1;
  const character = Math.min(Math.max(given, 1), formula.length + 1);
  const found = tokens.find((token) => token.character === character)?.text;
  const what = error.message.replace(/\s*\(char \d+\)$/, '').replace(/\.$/, '');
  if (found === undefined && /end of expression/.test(what)) {
    return { character, problem: 'the formula ends too early; a value is missing here' };
  }
  const place = found === undefined ? 'the formula ends too early' : `"${found}" is out of place`;
  return { character, problem: `${place}: ${what.charAt(0).toLowerCase()}${what.slice(1)}` };
}
