import { describe, expect, it } from 'vitest';
import { compileFormula } from '../../../src/body/customMeasures/compileFormula.ts';
import { FormulaError } from '../../../src/body/customMeasures/formulaError.ts';
import { emptyLegMeasures } from '../../../src/model/bodyFrame.ts';

const ESCAPES = [
  'constructor',
  'fppaDeg.constructor',
  'fppaDeg["constructor"]',
  'cos.constructor("return process")()',
  'abs.constructor("return process")()',
  'import("fs")',
  'import({fppaDeg: 3})',
  'createUnit("knee")',
  'evaluate("1")',
  'parse("fppaDeg")',
  'simplify("x")',
  'typed()',
  'config({})',
  'x = 1',
  'fppaDeg = 1',
  'fppaDeg == 1; x = 2',
  'fppaDeg\nx = 2',
  'f(x) = x',
  'f(x) = f(x); f(fppaDeg)',
  '__proto__',
  'fppaDeg + __proto__',
  'fppaDeg + toString',
  'fppaDeg + hasOwnProperty(1)',
  'valueOf(fppaDeg)',
  'prototype',
  'process',
  'globalThis',
  'this',
  'require("fs")',
  '{a: fppaDeg}',
  '{"__proto__": fppaDeg}.a',
  '"fppaDeg"',
  "'fppaDeg'",
  '`fppaDeg`',
  '[fppaDeg]',
  '[fppaDeg][1]',
  'fppaDeg[1]',
  'fppaDeg cm to inch',
  '5 cm + fppaDeg',
  'unit(fppaDeg, "cm")',
  'fppaDeg + i',
  'fppaDeg + true',
  'fppaDeg + null',
  'fppaDeg + undefined',
  'fppaDeg + NaN',
  'fppaDeg + Infinity',
  'fppaDeg + e',
  'fppaDeg + 0x1F',
  'fppaDeg + 0b1',
  'fppaDeg + 1n',
  'fppaDeg # a remark',
  'fppaDeg // a remark',
  'ans + fppaDeg',
  '\uFF46ppaDeg',
  'fppaD\u0435g',
  'fppaDeg \u2212 1',
  'fppaDeg\u00A0+ 1',
  'fppaDeg\u200B',
  'fppaDeg\u0000',
  '\u202EgeDappf',
  'fppaDeg + \u{1D465}',
  "fppaDeg'",
  'fppaDeg .* 2',
  'fppaDeg ./ 2',
  'fppaDeg .^ 2',
  'fppaDeg % 2',
  'fppaDeg mod 2',
  'fppaDeg xor 2',
  'fppaDeg | 1',
  'fppaDeg & 1',
  '~fppaDeg',
  'fppaDeg << 2',
  'fppaDeg >> 2',
  'fppaDeg |> abs',
  'fppaDeg ?? 1',
  'fppaDeg -> 2',
];

const LOOPS = [
  '1:1e9',
  'fppaDeg:1e9',
  'sum(1:1e9)',
  'sum(fppaDeg, 1:1e9)',
  'min(fppaDeg, 1:1e9)',
  'fppaDeg ? 1 : 1:1e9',
  'map([1], f)',
  'map(1:1e9, f(x) = x)',
  'forEach(1:1e9, abs)',
  'fppaDeg + random()',
];

const ALLOCATIONS = [
  'zeros(1e6, 1e6)',
  'ones(fppaDeg, 1e9)',
  'range(0, 1e9)',
  '10^10^10^10',
  '170!',
  'fppaDeg!',
  'factorial(fppaDeg)',
  'gamma(fppaDeg)',
  'bignumber(fppaDeg)',
  'concat("a", "b")',
  `${'('.repeat(1e5)}fppaDeg${')'.repeat(1e5)}`,
  '('.repeat(199),
  `${'('.repeat(90)}fppaDeg${')'.repeat(90)}`,
  `${'abs('.repeat(38)}fppaDeg${')'.repeat(38)}`,
  `${'-'.repeat(190)}fppaDeg`,
  `fppaDeg${' ? 1'.repeat(40)}`,
  `fppaDeg${'^9'.repeat(90)}`,
  `"${'a'.repeat(1e6)}"`,
  `${'fppaDeg+'.repeat(1e5)}1`,
  `fppaDeg + 1${'0'.repeat(1e6)}`,
];

function outcome(formula: string): 'taken' | FormulaError {
  try {
    compileFormula(formula);
    return 'taken';
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
}

describe('a hostile formula', () => {
  it.each([...ESCAPES, ...LOOPS, ...ALLOCATIONS].map((formula) => [formula.slice(0, 60), formula]))(
    'is refused in a sentence: %s',
    (_, formula) => {
      const error = outcome(formula);
      expect(error).toBeInstanceOf(FormulaError);
      if (error === 'taken') return;
      expect(error.message.length).toBeLessThan(300);
      expect(error.formula.length).toBeLessThanOrEqual(200);
      expect(error.message).toMatch(/^character \d+: /);
    },
  );

  it('costs no more for chained comparisons within each other than for its nodes', () => {
    let reads = 0;
    const measures = new Proxy(emptyLegMeasures(), {
      get: () => {
        reads++;
        return 1;
      },
    });
    // Seven levels: each value of a chain taken twice would read the innermost field 2⁷ times.
    const nested = `${'0<('.repeat(7)}fppaDeg${')<2'.repeat(7)}`;
    expect(compileFormula(nested)(measures)).toBe(1);
    expect(reads).toBe(2);
  });
});
