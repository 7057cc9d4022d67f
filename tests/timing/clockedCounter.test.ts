import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClockedCounter } from '../../src/timing/clockedCounter.ts';
import { decoded } from './decoded.ts';

const EPOCH_US = Date.UTC(2026, 0, 1) * 1000;

interface Unit {
  readonly rateHz: number;
  /** By which it samples more often than nominal. */
  readonly rateError: number;
  readonly samples: number;
  /** Of which its clock counts whole ones. */
  readonly tickUs: number;
  readonly wrapUs: number;
}

const DOT: Unit = { rateHz: 60, rateError: 0, samples: 1, tickUs: 1, wrapUs: 2 ** 32 };
const MOVESENSE: Unit = {
  rateHz: 104,
  rateError: 0,
  samples: 8,
  tickUs: 1000,
  wrapUs: 1000 * 2 ** 32,
};

/** Counts packets of a unit that wraps after 5 s; each is named by how many packets were before it. */
function counting(unit: Unit): (packet: number) => number {
  const counter = new ClockedCounter(unit.rateHz, unit.wrapUs);
  const periodUs = 1e6 / (unit.rateHz * (1 + unit.rateError));
  return (packet) => {
    const elapsedUs = packet * unit.samples * periodUs;
    const ticks = Math.round((unit.wrapUs - 5e6 + elapsedUs) / unit.tickUs);
    const readingUs = (ticks * unit.tickUs) % unit.wrapUs;
    return counter.count(decoded(unit.samples, readingUs), EPOCH_US + elapsedUs).firstIndex;
  };
}

describe('the counter of a sensor that tells a clock and no index', () => {
  const units = fc.constantFrom(DOT, { ...DOT, samples: 4 }, MOVESENSE);
  const rateErrors = fc.double({ min: -0.03, max: 0.03, noNaN: true });
  const holes = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 20 });

  it('gives every sample its index, whatever the unit and the holes', () => {
    fc.assert(
      fc.property(units, rateErrors, holes, (unit, rateError, lost) => {
        const index = counting({ ...unit, rateError });
        // 240 packets on end, after which the rate is known, and then every hole after another packet.
        let packet = 0;
        for (; packet < 240; packet++) expect(index(packet)).toBe(packet * unit.samples);
        for (const missing of lost) {
          packet += 1 + missing;
          expect(index(packet)).toBe(packet * unit.samples);
        }
      }),
    );
  });

  it('sees a hole of a packet or two before it knows the rate', () => {
    const index = counting({ ...DOT, rateError: 0.03 });
    expect([0, 1, 3, 4, 7].map(index)).toEqual([0, 1, 3, 4, 7]);
  });

  it('gives a packet that comes again its index again, and is not disturbed', () => {
    const index = counting({ ...DOT, samples: 4 });
    expect([0, 1, 2, 2, 1, 3, 5, 4, 6].map(index)).toEqual([0, 4, 8, 8, 4, 12, 20, 16, 24]);
  });

  it('counts on over a pause of several wraps, as near as it knows the rate', () => {
    const index = counting({ ...DOT, rateError: 0.01 });
    for (let packet = 0; packet < 6000; packet++) index(packet);
    const packet = 6000 + 4 * 3600 * 60;
    // A rate measured over 100 samples of whole microseconds is known to 1e-6: here a quarter sample.
    expect(Math.abs(index(packet) - packet)).toBeLessThanOrEqual(1);
  });

  it('wants a device time', () => {
    expect(() => new ClockedCounter(60, 2 ** 32).count(decoded(1, null), EPOCH_US)).toThrow(
      'device time',
    );
  });
});
