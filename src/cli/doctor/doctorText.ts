import { plainText } from '../info/plainText.ts';
import type { Check } from './check.ts';

const MARKS: Record<Check['state'], string> = { ok: 'ok', none: '-', broken: 'NOT OK' };
const MARK_WIDTH = 8;
const NAME_WIDTH = 21;

/** What one check found, and below it what to do. */
export function checkLines({ name, state, found, advice }: Check): string[] {
  const line = `${MARKS[state].padEnd(MARK_WIDTH)}${name.padEnd(NAME_WIDTH)}${found}`;
  const indent = ' '.repeat(MARK_WIDTH + NAME_WIDTH);
  return (advice === '' ? [line] : [line, `${indent}${advice}`]).map(plainText);
}

/** The last line, when nothing is to be mended. */
export function verdict(checks: readonly Check[]): string {
  const missing = checks.some(({ state }) => state === 'none');
  return missing ? 'All that is here works; what is marked "-" is not here.' : 'All is in order.';
}
