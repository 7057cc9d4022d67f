import { describe, expect, it } from 'vitest';
import { ImportError, listed, quoted, shown } from '../../../src/exchange/import/importError.ts';

describe('foreign text in the sentences of an import', () => {
  it.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['\u009b31m', '\\u009b31m'],
    ['del\u007f', 'del\\u007f'],
    ['\u202etxet', '\\u202etxet'],
    ['a\u2028b', 'a\\u2028b'],
    ['tab\there', 'tab\\there'],
    ['Knie_links_°', 'Knie_links_°'],
  ])('moves no cursor and turns no line: %j', (text, harmless) => {
    expect(shown(text)).toBe(harmless);
  });

  it('is short, however long it was', () => {
    expect(quoted('x'.repeat(1000))).toHaveLength(43);
    expect(listed(Array.from({ length: 20 }, (_, i) => `c${i}`))).toMatch(/c11 and 8 more$/);
  });

  it('stands behind path, line and column', () => {
    const error = new ImportError('a.csv', 'it is odd.', { line: 3, column: 'x\u009b' });
    expect(error.message).toBe('a.csv line 3, column x\\u009b: it is odd.');
    expect(error).toMatchObject({ path: 'a.csv', line: 3, column: 'x\u009b' });
  });
});
