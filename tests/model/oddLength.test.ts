import { describe, expect, it } from 'vitest';
import { hasOddLength } from '../../src/model/oddLength.ts';

describe('hasOddLength', () => {
  it.each([{ length: { toString: 1 } }, { a: [{ b: { length: [] } }] }, [0, { length: {} }]])(
    'finds an object that is called so: %j',
    (json) => expect(hasOddLength(json)).toBe(true),
  );

  it.each([null, undefined, 1, 'text', [], {}, [1, [2]], { length: 3 }, { a: null, b: 'x' }])(
    'finds none in %j',
    (json) => expect(hasOddLength(json)).toBe(false),
  );

  it('looks into what is nested deeper than the stack', () => {
    const depth = 200_000;
    const json: unknown = JSON.parse(`${'['.repeat(depth)}{"length":{}}${']'.repeat(depth)}`);
    expect(hasOddLength(json)).toBe(true);
  });
});
