import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileFormula } from '../../../src/body/customMeasures/compileFormula.ts';
import { CustomMeasures } from '../../../src/body/customMeasures/customMeasures.ts';
import { FormulaError } from '../../../src/body/customMeasures/formulaError.ts';
import {
  FOLDED_FUNCTIONS,
  FUNCTION_NAMES,
} from '../../../src/body/customMeasures/formulaFunctions.ts';
import { emptyLegMeasures, type LegMeasures } from '../../../src/model/bodyFrame.ts';
import {
  customColumn,
  customGroups,
  MAX_CUSTOM_MEASURES,
  MAX_FORMULA_LENGTH,
  qualityColumn,
} from '../../../src/model/customMeasures.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { givenSettings, withSettings } from '../../../src/model/settingsSchema.ts';
import { effectiveSettings } from '../../../src/movement/thresholds.ts';

const PAGE = readFileSync('docs/custom-measures.md', 'utf8');
const [, EXAMPLE] = /```json\n([\s\S]*?)```/.exec(PAGE) ?? [];
const BASE = effectiveSettings(DEFAULT_SETTINGS);
const MEASURES = withSettings(BASE, givenSettings.parse(JSON.parse(EXAMPLE)));

function leg(given: Partial<LegMeasures>): LegMeasures {
  return { ...emptyLegMeasures(), ...given };
}

describe('docs/custom-measures.md', () => {
  it('lists every function, each with the number of values it takes', () => {
    const [, table] = /\| function \| gives \|\n([\s\S]*?)\n\n/.exec(PAGE) ?? [];
    const calls = [...table.matchAll(/`(\w+)\(([^)]*)\)`/g)].map(([, name, values]) => ({
      name,
      values: values.split(', '),
    }));
    expect(calls.map(({ name }) => name).sort()).toEqual([...FUNCTION_NAMES].sort());
    for (const { name, values } of calls) {
      expect(values.includes('…'), name).toBe(FOLDED_FUNCTIONS.has(name));
      const given = values.map(() => 'fppaDeg').join(', ');
      expect(() => compileFormula(`${name}(${given})`), name).not.toThrow();
    }
  });

  it('has examples that are valid and give what they say', () => {
    const custom = new CustomMeasures(MEASURES.customMeasures);
    const measures = {
      kneeOverToeDeg: 6,
      shankLeanDeg: 4,
      kneeFlexionDeg: 80,
      kneeValgusDeg: 8,
      thighTiltDeg: 60,
      thighLeanDeg: 0,
    };
    const [lessLean, share, drop] = custom.of(leg(measures));
    expect([lessLean, share]).toEqual([4, 0.1]);
    // 0.43 m of thigh, tilted by 60°, loses half of its height; rounding of doubles.
    expect(drop).toBeCloseTo(0.215, 10);
    expect(custom.of(leg({ ...measures, kneeFlexionDeg: 10 }))[1]).toBe(0);
  });

  it('names column and quality as the code does', () => {
    const [first] = MEASURES.customMeasures;
    expect(PAGE).toContain(`\`right_${customColumn(first)}\``);
    expect(PAGE).toContain(`\`${qualityColumn('right', customGroups(first))}\``);
    expect(PAGE).toContain(`Up to ${MAX_CUSTOM_MEASURES} stand in the`);
    expect(PAGE).toContain(`up to ${MAX_FORMULA_LENGTH} characters, and 64 values`);
  });

  it('orders the operators as they bind', () => {
    const at = leg({ kneeFlexionDeg: 2, fppaDeg: 3 });
    for (const [loose, explicit] of [
      ['-kneeFlexionDeg ^ fppaDeg', '-(kneeFlexionDeg ^ fppaDeg)'],
      ['-kneeFlexionDeg * fppaDeg', '(-kneeFlexionDeg) * fppaDeg'],
      ['1 + kneeFlexionDeg * fppaDeg', '1 + (kneeFlexionDeg * fppaDeg)'],
      ['kneeFlexionDeg < 1 + fppaDeg', 'kneeFlexionDeg < (1 + fppaDeg)'],
      ['0 and kneeFlexionDeg or fppaDeg', '(0 and kneeFlexionDeg) or fppaDeg'],
      ['fppaDeg or kneeFlexionDeg and 0', 'fppaDeg or (kneeFlexionDeg and 0)'],
      ['fppaDeg or 0 ? 5 : 6', '(fppaDeg or 0) ? 5 : 6'],
    ]) {
      expect(compileFormula(loose)(at), loose).toBe(compileFormula(explicit)(at));
    }
  });

  it('shows the sentence that a wrong formula gets', () => {
    const [, sentence, formula, caret] =
      /custom measure lean, (character .*)\n(.*)\n( *\^)\n/.exec(PAGE) ?? [];
    let error: unknown;
    try {
      compileFormula(formula);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(FormulaError);
    if (!(error instanceof FormulaError)) return;
    expect(error.message).toBe(sentence);
    expect(error.caretLines).toBe(`${formula}\n${caret}`);
  });
});
