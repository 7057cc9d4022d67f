import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Instants } from '../../../src/influx/lines/instants.ts';

describe('times of a series', () => {
  it('never come twice, stay in their microsecond and go on from a state anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 900 }),
        fc.nat(900),
        (timesUs, cut) => {
          const whole = new Instants();
          const times = timesUs.map((timeUs) => whole.of('s').nextNs(timeUs));
          expect(new Set(times).size).toBe(times.length);
          expect(times.map((ns) => Math.floor(Number(ns) / 1000))).toEqual(timesUs);

          const before = new Instants();
          const first = timesUs.slice(0, cut).map((timeUs) => before.of('s').nextNs(timeUs));
          const after = new Instants(JSON.parse(JSON.stringify(before.state)));
          const rest = timesUs.slice(cut).map((timeUs) => after.of('s').nextNs(timeUs));
          expect([...first, ...rest]).toEqual(times);
        },
      ),
    );
  });

  it('of one series leave those of another alone', () => {
    const instants = new Instants();
    expect([instants.of('a').nextNs(7), instants.of('b').nextNs(7)]).toEqual(['7000', '7000']);
  });
});
