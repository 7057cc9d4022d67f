import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { SETTING_GROUPS, type SettingField } from '../../src/model/settingFields/settingField.ts';
import { SETTING_FIELDS } from '../../src/model/settingFields/settingFields.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { givenSettings } from '../../src/model/settingsSchema.ts';
import { effectiveSettings } from '../../src/movement/thresholds.ts';

interface Inner {
  element?: z.ZodType;
  unwrap?: () => z.ZodType;
  shape?: Record<string, z.ZodType>;
}

/** Every value that the schema takes, by its path. */
function leavesOf(schema: z.ZodType, path: readonly string[] = []): string[] {
  const { element, unwrap, shape } = schema as Inner;
  // A list of measures is edited as a whole.
  if (unwrap && !element) return leavesOf(unwrap.call(schema), path);
  if (!shape) return [path.join('/')];
  return Object.entries(shape).flatMap(([name, part]) => leavesOf(part, [...path, name]));
}

function given(path: readonly string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}

function valueAt(settings: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined,
    settings,
  );
}

const isValid = ({ path }: SettingField, value: unknown): boolean =>
  givenSettings.safeParse(given(path, value)).success;

/** As many numbers as the field has, one behind the other from `first` on. */
function numbersFrom(first: number, step: number, { parts }: SettingField): number[] {
  return Array.from({ length: parts.length || 3 }, (_, i) => Number((first + i * step).toFixed(3)));
}

const DEFAULTS = effectiveSettings(DEFAULT_SETTINGS);
const named = SETTING_FIELDS.map((field) => [field.path.join('.'), field] as const);

describe('the fields of the settings', () => {
  it('are one for each value that the schema takes', () => {
    const paths = SETTING_FIELDS.map(({ path }) => path.join('/'));
    expect(paths.toSorted()).toEqual(leavesOf(givenSettings).toSorted());
    expect(paths.length).toBeGreaterThan(130);
  });

  it('stand in a group each, and no two of a group are called alike', () => {
    const labels = SETTING_FIELDS.map(({ group, label }) => `${group}: ${label}`);
    expect(new Set(labels).size).toBe(labels.length);
    const groups = new Set<string>(SETTING_FIELDS.map(({ group }) => group));
    expect([...groups].toSorted()).toEqual(SETTING_GROUPS.map(({ id }) => id).toSorted());
  });

  it.each(named)('%s says what it means and what it changes', (_, { meaning, effect }) => {
    for (const text of [meaning, effect]) expect(text).toMatch(/^[A-Z].{10,}\.$/);
  });

  it.each(named)('%s has a valid default, or may be left open', (_, field) => {
    const value = valueAt(DEFAULTS, field.path);
    if (value === undefined) expect(field.optional).toBe(true);
    else expect(isValid(field, value)).toBe(true);
  });

  it.each(named.filter(([, { kind }]) => kind === 'number'))(
    '%s takes its limits and nothing beyond them',
    (_, field) => {
      const { low, high } = field;
      if (low === null || high === null) throw new Error('a number has limits');
      expect([low, high, low - 0.001, high + 0.001].map((value) => isValid(field, value))).toEqual([
        true,
        true,
        false,
        false,
      ]);
    },
  );

  it.each(named.filter(([, { kind }]) => kind === 'numbers'))(
    '%s goes on as it says, within its limits',
    (_, field) => {
      const { low, high, order } = field;
      if (low === null || high === null) throw new Error('numbers have limits');
      const span = high - low;
      const small = span / 1000;
      const fromLow = numbersFrom(low + small, small, field);
      const toHigh = numbersFrom(high, -small, field).toReversed();
      const right = (numbers: number[]) => (order === 'falling' ? numbers.toReversed() : numbers);
      const [bottom, top] = [right(fromLow), right(toHigh.map((each) => each - small))];
      expect(isValid(field, bottom)).toBe(true);
      expect(isValid(field, top)).toBe(true);
      expect(isValid(field, bottom.toReversed())).toBe(false);
      expect(isValid(field, right(numbersFrom(low - small, small, field)))).toBe(false);
      expect(isValid(field, right(toHigh.map((each) => each + small)))).toBe(false);
      expect(isValid(field, bottom.slice(1))).toBe(field.parts.length === 0);
    },
  );

  it.each(named.filter(([, { kind }]) => kind === 'choice'))(
    '%s takes each of its choices and nothing else',
    (_, field) => {
      for (const { value } of field.choices) expect(isValid(field, value)).toBe(true);
      expect(isValid(field, 'somethingElse')).toBe(false);
      expect(new Set(field.choices.map(({ label }) => label)).size).toBe(field.choices.length);
    },
  );
});
