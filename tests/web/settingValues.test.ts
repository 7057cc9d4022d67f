import { describe, expect, it } from 'vitest';
import {
  isSame,
  numberOf,
  numberText,
  scheduleId,
  valueAt,
  withValue,
} from '../../dashboards/live/src/views/settings/settingValues.ts';

describe('what is typed into a setting', () => {
  it('is a number with point or comma, or the text for the hub to judge', () => {
    expect(['2', ' 2,5 ', '−3', '1e-3'].map(numberOf)).toEqual([2, 2.5, -3, 0.001]);
    expect(['', 'two', '1.2.3', 'Infinity'].map(numberOf)).toEqual([
      ...['', 'two', '1.2.3', 'Infinity'],
    ]);
  });

  it('is shown with as many digits as tell', () => {
    expect([0.43049999999, 7, 1 / 3, 'two', undefined].map(numberText)).toEqual([
      ...['0.4305', '7', '0.3333', 'two', ''],
    ]);
  });
});

describe('a draft of settings', () => {
  it('takes a value and gives it back without a trace', () => {
    const path = ['thresholds', 'bands', 'footRollDeg', 'planted'];
    const draft = withValue({ frameRateHz: 50 }, path, [1, 2, 3]);
    expect(valueAt(draft, path)).toEqual([1, 2, 3]);
    expect(valueAt(draft, [...path, 1])).toBe(2);
    expect(withValue(draft, path, undefined)).toEqual({ frameRateHz: 50 });
    // A file may hold anything where an object belongs.
    expect(withValue({ thresholds: 5 }, path, [1])).toEqual({
      thresholds: { bands: { footRollDeg: { planted: [1] } } },
    });
  });

  it('is the same whatever the order of its names', () => {
    expect(isSame({ a: { b: 1, c: [2, 3] } }, { a: { c: [2, 3], b: 1 } })).toBe(true);
    expect(isSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(isSame(undefined, undefined)).toBe(true);
    expect(isSame(undefined, {})).toBe(false);
  });

  it('names a schedule by when it gives feedback', () => {
    expect(scheduleId(undefined)).toBe('bandwidth');
    expect(scheduleId({ kind: 'terminal', after: 'set' })).toBe('terminal set');
    expect(scheduleId({ kind: 'faded', step: 1, seed: 1 })).toBe('faded');
  });
});
