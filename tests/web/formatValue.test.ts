import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatDecimals,
  formatError,
  formatSignificant,
  formatValue,
} from '../../dashboards/live/src/store/formatValue.ts';

describe('digits for people', () => {
  it.each([
    [2.34, 'cm', '2.3'],
    [-2.36, 'cm', '−2.4'],
    [-0.04, 'cm', '0.0'],
    [9.94, 'cm', '9.9'],
    [9.96, 'cm', '10'],
    [-12.4, 'cm', '−12'],
    [7.5, 'deg', '8'],
    [-0.4, 'deg', '0'],
  ] as const)('writes %d %s as %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });

  it('writes any number with a true minus sign, and none before nothing', () => {
    expect([-0.04, -3.14, 2].map((value) => formatDecimals(value, 1))).toEqual([
      '0.0',
      '−3.1',
      '2.0',
    ]);
    expect([-1234.56, -0, 0.5].map((value) => formatSignificant(value, 4))).toEqual([
      '−1235',
      '0',
      '0.5',
    ]);
  });

  it('writes the error with its sign and unit, and nothing where there is none', () => {
    expect(formatError(0.784, 'cm')).toBe('± 0.8 cm');
    expect(formatError(12.2, 'deg')).toBe('± 12°');
    expect(formatError(Number.NaN, 'deg')).toBe('');
  });

  it('never claims to be without error', () => {
    expect(formatError(0.01, 'cm')).toBe('± 0.1 cm');
    expect(formatError(0.3, 'deg')).toBe('± 1°');
  });

  it('writes positions as minutes and seconds', () => {
    expect(formatClock(65.9)).toBe('1:05');
    expect(formatClock(-1)).toBe('0:00');
    expect(formatClock(3723)).toBe('1:02:03');
  });
});
