import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeviceTime, unwrapped } from '../../src/timing/deviceTime.ts';

const WRAP_US = 2 ** 32;

describe('the time of a clock that begins anew', () => {
  it('is its reading where it never does', () => {
    expect(unwrapped(17, 1e12, null)).toBe(17);
    expect(new DeviceTime(null).place(17, 1e15)).toBe(17);
  });

  it('goes on over pauses of any length, and for what comes late', () => {
    const steps = fc.array(
      fc.record({
        pauseUs: fc.integer({ min: 0, max: 20 * WRAP_US }),
        lateUs: fc.integer({ min: 0, max: 600_000_000 }),
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: WRAP_US - 1 }), steps, (startUs, course) => {
        const deviceTime = new DeviceTime(WRAP_US);
        let trueUs = startUs;
        let hubUs = 1e15;
        expect(deviceTime.place(startUs, hubUs)).toBe(startUs);
        for (const { pauseUs, lateUs } of course) {
          trueUs += pauseUs;
          hubUs += pauseUs;
          // The clock runs fast by 40 ppm, in a pause as ever, and the reading is 10 min late at worst.
          const readingUs = Math.round(trueUs + pauseUs * 40e-6);
          trueUs = readingUs;
          expect(deviceTime.place(readingUs % WRAP_US, hubUs + lateUs)).toBe(readingUs);
        }
      }),
    );
  });
});
