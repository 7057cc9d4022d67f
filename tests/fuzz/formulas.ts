import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileFormula } from '../../src/body/customMeasures/compileFormula.ts';
import { FormulaError } from '../../src/body/customMeasures/formulaError.ts';
import { FUNCTION_NAMES } from '../../src/body/customMeasures/formulaFunctions.ts';
import { emptyLegMeasures, LEG_MEASURES, type LegMeasures } from '../../src/model/bodyFrame.ts';
import { surface } from './surface.ts';

const FIELDS = LEG_MEASURES.map(({ key }) => key);
const WORDS = [
  ...FUNCTION_NAMES.flatMap((name) => [name, `${name}(`]),
  ...'+ - * / ^ ( ) < > <= >= == != ? : , and or not pi 0 1 2.5 .5 1e3 1e-320'.split(' '),
  ...'= ! . ; " \' [ ] { } & | % ~ # $ @ e i to in mod xor NaN null true 0x1 __proto__'.split(' '),
  'constructor',
  'toString',
  '\n',
  '\u2212',
];

const value = fc.oneof(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.constantFrom(0, -0, 1, -1),
);

const measures = fc.record({ value, other: value, blank: fc.boolean() });

/** Formulas that are valid by construction, so that not all is about refusals. */
const valid = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...FIELDS, '2', '0.5', 'pi'),
    fc
      .tuple(tie('value'), fc.constantFrom('+', '-', '*', '/', '^', '<', '==', 'and'), tie('value'))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `min(${a}, ${b})`),
    tie('value').map((a) => `sinDeg(${a})`),
    tie('value').map((a) => `-${a}`),
    fc
      .tuple(tie('value'), tie('value'), tie('value'))
      .map(([a, b, c]) => `(${a} > 1 ? ${b} : ${c})`),
  ),
})).value;

const soup = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom(...FIELDS)), { maxLength: 24 })
  .chain((words) => fc.constantFrom('', ' ').map((space) => words.join(space)));

const formula = fc.oneof(
  soup,
  valid,
  fc.tuple(valid, soup).map((parts) => parts.join(' ')),
  fc.string({ unit: 'binary', maxLength: 250 }),
);

/** Formulas of measures that a person makes up. */
export const formulas = surface({
  name: 'formulas',
  runs: 6000,
  cases: fc.record({ formula, measures }),
  open: async () => ({
    check: ({ formula, measures }) => checkFormula(formula, measuresOf(measures)),
    close: () => undefined,
  }),
});

function measuresOf(given: { value: number; other: number; blank: boolean }): LegMeasures {
  const measures = emptyLegMeasures();
  FIELDS.forEach((key, i) => {
    measures[key] = i % 2 === 0 ? given.value : given.other;
  });
  if (given.blank) measures.fppaDeg = Number.NaN;
  return Object.freeze(measures);
}

/** It is a pure function of the fields, or refused by a sentence that tells the place. */
function checkFormula(formula: string, measures: LegMeasures): void {
  const compiled = compiledOr(formula);
  if (compiled instanceof FormulaError) {
    assert.ok(compiled.message.length < 600);
    assert.ok(compiled.character >= 1);
    assert.ok(compiled.character <= compiled.formula.length + 1);
    return;
  }
  const result = compiled(measures);
  assert.equal(typeof result, 'number');
  assert.ok(Number.isNaN(result) || Number.isFinite(Math.fround(result)), `gives ${result}`);
  assert.ok(Object.is(compiled(measures), result), 'gives something else the second time');
  if (Number.isNaN(measures.fppaDeg) && formula.includes('fppaDeg')) {
    assert.ok(Number.isNaN(result), 'gives a number where a measure is not known');
  }
}

function compiledOr(formula: string): ReturnType<typeof compileFormula> | FormulaError {
  try {
    return compileFormula(formula);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
}
