import { describe, expect, it } from 'vitest';
import { Instants } from '../../../src/influx/lines/instants.ts';
import { fieldText, seriesOf } from '../../../src/influx/lines/lineProtocol.ts';
import { seriesTags } from '../../../src/influx/lines/seriesTags.ts';
import { SeriesWriter } from '../../../src/influx/lines/seriesWriter.ts';
import { HUB } from '../../../src/influx/schema/hubMeasurement.ts';
import { SESSION } from '../../recording/session.ts';

describe('line protocol', () => {
  it.each([Math.fround(12.3), 1e-7, 3e21, -0.1, 5e-324])(
    'writes %d so that it reads back',
    (value) => expect(Number(fieldText('float', value))).toBe(value),
  );

  it.each([
    ['float', Number.NaN],
    ['float', null],
    ['float', undefined],
    ['float', '1'],
    ['integer', Number.POSITIVE_INFINITY],
    ['text', 1],
    ['text', null],
    ['boolean', 'true'],
  ] as const)('leaves out of type %s the value %s', (type, value) =>
    expect(fieldText(type, value)).toBeNull(),
  );

  it('writes integers in plain digits', () => {
    expect([1.6, -3, 1e21].map((value) => fieldText('integer', value))).toEqual([
      '2i',
      '-3i',
      '1000000000000000000000i',
    ]);
  });

  it('writes texts in one line', () => {
    expect(fieldText('text', 'a\r\nb "c" \\')).toBe('"a b \\"c\\" \\\\"');
  });

  it('never writes an empty tag or one that swallows what follows', () => {
    expect(seriesOf('m', { b: 'a\\', a: '' })).toBe('m,a=none,b=a');
  });

  it('gives no line when nothing is left to say', () => {
    const writer = new SeriesWriter(HUB, seriesTags(SESSION, 'lab'), new Instants());
    expect(writer.line({}, 1, { cpu_pct: Number.NaN })).toEqual([]);
    expect(writer.line({}, Number.NaN, { cpu_pct: 1 })).toEqual([]);
    expect(writer.line({}, 1, { cpu_pct: 1 })).toHaveLength(1);
    // A contact is found between two samples.
    expect(writer.line({}, 7.6, { cpu_pct: 1 })[0]).toMatch(/ 8000$/);
  });
});
