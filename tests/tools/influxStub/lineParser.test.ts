import { describe, expect, it } from 'vitest';
import { parseLine } from './lineParser.ts';

describe('the strict reader of lines', () => {
  it('takes what a server takes', () => {
    const line = parseLine(
      'cue\\,x,a=b\\ c,side=left f=1.5,n=2i,ok=true,w="say \\"in, out\\"" 1700',
    );
    expect(line).toMatchObject({ measurement: 'cue\\,x', timeNs: 1700n });
    expect(line.tags).toEqual([
      ['a', 'b\\ c'],
      ['side', 'left'],
    ]);
    expect([...line.fields.values()]).toEqual(['1.5', '2i', 'true', '"say \\"in, out\\""']);
  });

  it.each([
    ['no time', 'a b=1'],
    ['no fields', 'a 1'],
    ['a time in parts of a nanosecond', 'a b=1 1.5'],
    ['tags out of order', 'a,z=1,b=2 f=1 1'],
    ['a tag twice', 'a,b=1,b=2 f=1 1'],
    ['a field twice', 'a f=1,f=2 1'],
    ['a tag and a field of one name', 'a,f=1 f=1 1'],
    ['an empty tag', 'a,b= f=1 1'],
    ['NaN', 'a f=NaN 1'],
    ['infinity', 'a f=Infinity 1'],
    ['a word without quotes', 'a f=word 1'],
    ['a quote that is not closed', 'a f="word 1'],
    ['two spaces', 'a  f=1 1'],
    ['no measurement', ',b=1 f=1 1'],
  ])('refuses %s', (_, text) => {
    expect(() => parseLine(text)).toThrow();
  });
});
