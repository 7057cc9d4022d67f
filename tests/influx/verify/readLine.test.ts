import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldText, seriesOf } from '../../../src/influx/lines/lineProtocol.ts';
import { readLine } from '../../../src/influx/verify/readLine.ts';

const words = fc.string({ maxLength: 12 });
/** What stands before a separator is escaped with it: no server reads that as it was meant. */
const tag = words.filter((text) => !/[\\\n\r\t]/.test(text) && text !== '');

describe('a line taken apart', () => {
  it('gives back the tags and fields that it was made of', () => {
    fc.assert(
      fc.property(
        fc.record({ hub: tag, session: tag }),
        words,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.bigInt({ min: -(2n ** 53n) + 1n, max: 2n ** 53n - 1n }),
        fc.boolean(),
        (tags, text, float, integer, truth) => {
          const line = `${seriesOf('body', tags)} t=${fieldText('text', text)},f=${fieldText('float', float)},i=${fieldText('integer', Number(integer))},b=${truth} 1000`;
          const read = readLine(line);
          expect(read.measurement).toBe('body');
          expect(Object.fromEntries(read.tags)).toEqual(tags);
          expect([...read.fields]).toEqual([
            ['t', null],
            ['f', float === 0 ? 0 : float],
            ['i', integer],
            ['b', null],
          ]);
        },
      ),
    );
  });
});
