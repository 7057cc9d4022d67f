import { describe, expect, it } from 'vitest';
import { compileFormula } from '../../../src/body/customMeasures/compileFormula.ts';
import { FormulaError } from '../../../src/body/customMeasures/formulaError.ts';
import { emptyLegMeasures, type LegMeasures } from '../../../src/model/bodyFrame.ts';

function leg(given: Partial<LegMeasures>): LegMeasures {
  return { ...emptyLegMeasures(), ...given };
}

const LEG = leg({ kneeFlexionDeg: 60, fppaDeg: 12, shankLeanDeg: 4, kneeOverToeDeg: 5 });

function refusal(formula: string, otherNames: readonly string[] = []): FormulaError {
  try {
    compileFormula(formula, otherNames);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error(`${formula} is taken`);
}

/** The bound is rounding: of doubles, in a handful of operations on numbers below 4000. */
const ROUNDING_DIGITS = 10;

describe('a formula', () => {
  it.each([
    ['kneeOverToeDeg - 0.5 * shankLeanDeg', 3],
    ['kneeFlexionDeg + 2 * 3 ^ 2', 78],
    ['(kneeFlexionDeg + 2) * 3', 186],
    ['-shankLeanDeg ^ 2', -16],
    ['2 ^ 3 ^ 2 + 0 * fppaDeg', 512],
    ['fppaDeg / shankLeanDeg / 3', 1],
    ['fppaDeg - shankLeanDeg - 3', 5],
    ['+fppaDeg - -shankLeanDeg', 16],
    ['1.5e1 * fppaDeg + .5', 180.5],
    ['pi * fppaDeg', 12 * Math.PI],
    ['fppaDeg > 10', 1],
    ['fppaDeg >= 12 and fppaDeg <= 12', 1],
    ['fppaDeg < 10 or not (shankLeanDeg == 4)', 0],
    ['fppaDeg != 12', 0],
    ['not(fppaDeg > 3) or fppaDeg', 1],
    ['not(fppaDeg > 3)', 0],
    ['10 < fppaDeg < 20', 1],
    ['10 < fppaDeg < 12', 0],
    ['20 > fppaDeg > 12 >= 3', 0],
    ['kneeFlexionDeg > 45 ? fppaDeg : shankLeanDeg', 12],
    ['kneeFlexionDeg > 75 ? fppaDeg : kneeFlexionDeg > 50 ? 7 : shankLeanDeg', 7],
    ['abs(-fppaDeg)', 12],
    ['sqrt(shankLeanDeg)', 2],
    ['min(fppaDeg, shankLeanDeg, kneeOverToeDeg)', 4],
    ['max(fppaDeg, shankLeanDeg, kneeOverToeDeg)', 12],
    ['hypot(shankLeanDeg, 3)', 5],
    ['sinDeg(kneeFlexionDeg / 2)', 0.5],
    ['cosDeg(kneeFlexionDeg)', 0.5],
    ['tanDeg(kneeFlexionDeg - 15)', 1],
    ['asinDeg(kneeFlexionDeg / 120)', 30],
    ['acosDeg(kneeFlexionDeg / 120)', 60],
    ['atanDeg(kneeFlexionDeg / 60)', 45],
    ['atan2Deg(-kneeFlexionDeg, -60)', -135],
    ['exp(shankLeanDeg - 4)', 1],
    ['log(exp(shankLeanDeg))', 4],
    ['sign(-fppaDeg)', -1],
    ['floor(-fppaDeg / 5)', -3],
    ['ceil(-fppaDeg / 5)', -2],
    ['round(-kneeOverToeDeg / 2)', -3],
    ['round(kneeOverToeDeg / 2)', 3],
  ])('%s', (formula, expected) => {
    expect(compileFormula(formula)(LEG)).toBeCloseTo(expected, ROUNDING_DIGITS);
  });

  it.each([
    ['fppaDeg ^ 0', 'a power'],
    ['fppaDeg > 3 ? 1 : 0', 'a condition'],
    ['fppaDeg == fppaDeg', 'a comparison'],
    ['not(fppaDeg)', 'a negation'],
    ['fppaDeg < 3 or 1', 'an or'],
    ['min(fppaDeg, 1)', 'a minimum'],
    ['0 * fppaDeg', 'a product with nothing'],
    ['1 ? shankLeanDeg : fppaDeg', 'the branch that is not taken'],
  ])('%s is blank where the field is, also through %2$s', (formula) => {
    expect(compileFormula(formula)(leg({ shankLeanDeg: 4 }))).toBeNaN();
    expect(compileFormula(formula)(LEG)).not.toBeNaN();
  });

  it.each([
    'fppaDeg / 0',
    'sqrt(-fppaDeg)',
    'log(-fppaDeg)',
    'asinDeg(fppaDeg)',
    'asinDeg(fppaDeg) > 1',
    'asinDeg(fppaDeg) ^ 0',
    'asinDeg(fppaDeg) ? 1 : 2',
    'hypot(fppaDeg / 0, asinDeg(fppaDeg)) > 1',
    'fppaDeg * 10 ^ 10 ^ 10',
    // Finite, and infinite in the 32 bits that frames are stored in.
    'fppaDeg * 1e38',
  ])('%s is blank, for no finite number is the answer', (formula) => {
    expect(compileFormula(formula)(LEG)).toBeNaN();
  });

  it.each([
    ['kneeOverTooDeg + 1', 1, 'no field of a leg; did you mean kneeOverToeDeg?'],
    ['1 + kneeflexiondeg', 5, 'did you mean kneeFlexionDeg?'],
    ['1 + knee_flexion_deg', 5, 'did you mean kneeFlexionDeg?'],
    ['fppaDeg + somethingElse', 11, 'no field of a leg; docs/conventions.md has all'],
    ['fppaDeg + squrt(4)', 11, 'no function; did you mean sqrt?'],
    ['fppaDeg + sin(30)', 11, 'angles are degrees here, so it is sinDeg'],
    ['fppaDeg + other', 11, 'other is a custom measure itself'],
    ['2 fppaDeg', 3, 'write * to multiply'],
    ['(fppaDeg)(2)', 10, 'write * to multiply'],
    ['fppaDeg(2)', 1, 'no function; write * to multiply'],
    ['fppaDeg + sqrt', 11, 'write sqrt( ) around its values'],
    ['fppaDeg + sqrt(1, 2)', 11, 'sqrt takes 1 value and was given 2'],
    ['abs(fppaDeg) + abs()', 16, 'abs takes 1 value and was given 0'],
    ['min(abs(fppaDeg))', 1, 'min takes 2 values or more and was given 1'],
    ['1 + atan2Deg(fppaDeg)', 5, 'atan2Deg takes 2 values and was given 1'],
    ['1 and not fppaDeg > 3', 7, 'write not( ) around it'],
    ['fppaDeg +', 10, 'a value is missing here'],
    ['(fppaDeg', 9, 'parenthesis ) expected'],
    ['fppaDeg)', 8, '")" is out of place'],
    ['fppaDeg * / 2', 11, '"/" is out of place'],
    ['fppaDeg ? 1', 12, 'false part of conditional expression expected'],
    ['fppaDeg + 1e999', 11, 'too large'],
    ['fppaDeg 1.2.3', 9, 'an operator is missing'],
    ['', 1, 'names no field of a leg'],
    ['1 + 2', 1, 'names no field of a leg'],
  ])('%s is refused at character %i', (formula, character, sentence) => {
    const error = refusal(formula, ['other']);
    expect(error.message).toContain(sentence);
    expect(error.character).toBe(character);
    expect(error.message).toMatch(new RegExp(`^character ${character}: `));
    expect(error.caretLines).toBe(`${formula}\n${' '.repeat(character - 1)}^`);
  });

  it('steers no terminal from its caret lines', () => {
    expect(refusal('fppaDeg\u001b[31m').caretLines).toBe(`fppaDeg?[31m\n${' '.repeat(7)}^`);
  });

  it('has at most 64 values and operations, parentheses not counted', () => {
    const sum = (n: number): string => `fppaDeg${'+1'.repeat(n)}`;
    expect(compileFormula(`((${sum(31)}))`)(LEG)).toBe(43);
    expect(refusal(sum(32)).message).toContain('more than 64 values and operations');
  });
});
