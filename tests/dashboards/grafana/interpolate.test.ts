import { describe, expect, it } from 'vitest';
import { HUB_VARIABLE, SESSION_VARIABLE } from '../../../dashboards/grafana/src/parts/variables.ts';
import { interpolate } from './interpolate.ts';

const SHOWN = { fromMs: 1000, toMs: 61_000, interval: '1s' };
const VARIABLES = [HUB_VARIABLE, SESSION_VARIABLE];

function said(query: string, choices: Record<string, string | string[]>): string {
  return interpolate(query, VARIABLES, choices, SHOWN);
}

describe('a statement as Grafana sends it', () => {
  it('has times and windows in place of the macros', () => {
    expect(said('WHERE $timeFilter GROUP BY time($__interval)', {})).toBe(
      'WHERE time >= 1000ms and time <= 61000ms GROUP BY time(1s)',
    );
    expect(said('count(x) / $__interval_ms', {})).toBe('count(x) / 1000');
    expect(said('time > now() - 5s', {})).toBe('time > 61000ms - 5s');
  });

  it('takes all, several and one value into a regular expression', () => {
    const query = '"hub" =~ /^$hub$/';
    expect(said(query, { hub: '$__all' })).toBe('"hub" =~ /^.*$/');
    expect(said(query, { hub: ['lab 1', 'a.b'] })).toBe('"hub" =~ /^(lab 1|a\\.b)$/');
  });

  it('escapes a single value within a regular expression alone, and no number', () => {
    expect(said('"s" =~ /^$session$/', { session: 'a.b' })).toBe('"s" =~ /^a\\.b$/');
    expect(said(`"s" = '$session'`, { session: 'a.b' })).toBe(`"s" = 'a.b'`);
    expect(said('"s" =~ /^$session$/', { session: '2026-01-01.2' })).toBe(
      '"s" =~ /^2026-01-01.2$/',
    );
  });

  it('is none when the dashboard has no such variable', () => {
    expect(() => said('"s" =~ /^$subject$/', {})).toThrow('$subject is no variable');
  });
});
