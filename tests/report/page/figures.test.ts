import { describe, expect, it } from 'vitest';
import {
  clock,
  dateText,
  figure,
  percent,
  signed,
  wholeSeconds,
  withError,
} from '../../../src/report/page/figures.ts';

describe('figures for people', () => {
  it('have a true minus and never one before nothing', () => {
    expect([figure(-3.14), figure(-0.01), figure(0), figure(2.05, 0)]).toEqual([
      '−3.1',
      '0.0',
      '0.0',
      '2',
    ]);
  });

  it('are a dash where they cannot be stated', () => {
    expect([figure(null), figure(Number.NaN), signed(null), withError(null, 1)]).toEqual([
      '–',
      '–',
      '–',
      '–',
    ]);
  });

  it('tell the sign of a difference, but of none', () => {
    expect([signed(1.26), signed(-1.26), signed(0.001)]).toEqual(['+1.3', '−1.3', '0.0']);
  });

  it('have half the 95 % interval beside them', () => {
    expect([withError(4, 1), withError(4, null)]).toEqual(['4.0 ±\u00a02.0', '4.0']);
  });

  it('do not round a little to nothing, nor nearly all to all', () => {
    expect([0, 1, 0.5, 0.0004, 0.99999].map(percent)).toEqual([
      '0 %',
      '100 %',
      '50.0 %',
      '< 0.1 %',
      '> 99.9 %',
    ]);
  });

  it('are minutes and seconds of a time', () => {
    expect([clock(0), clock(59.96), clock(83.44), clock(-0.5), clock(3600)]).toEqual([
      '0:00.0',
      '1:00.0',
      '1:23.4',
      '−0:00.5',
      '60:00.0',
    ]);
  });

  it('are a length in whole seconds that have passed', () => {
    expect([wholeSeconds(125.3), wholeSeconds(59.96)]).toEqual(['2:05', '0:59']);
  });

  it('are a date in UTC, or none', () => {
    expect(dateText(Date.UTC(2026, 10, 22, 19, 3) * 1000)).toBe('22 November 2026, 19:03 UTC');
    expect(dateText(1e20)).toBe('time not known');
  });
});
