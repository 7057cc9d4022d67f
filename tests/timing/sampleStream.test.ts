import { describe, expect, it } from 'vitest';
import { SampleStream } from '../../src/timing/sampleStream.ts';
import { decoded } from './decoded.ts';

const RATE_HZ = 50;
const PERIOD_US = 20_000;
const EPOCH_US = 1_000_000_000;

describe('the stream of a sensor that tells a clock and no index', () => {
  it('begins anew once when the clock does, and goes on', () => {
    const stream = new SampleStream({
      rateHz: RATE_HZ,
      timing: { kind: 'clocked', wrapUs: 2 ** 32 },
    });
    const steps = Array.from({ length: 500 }, (_, i) => {
      // Ten minutes back in the middle, as a board that was reset behind a link that held.
      const deviceUs = 700_000_000 + i * PERIOD_US - (i < 200 ? 0 : 600_000_000);
      return stream.enter(decoded(1, deviceUs), EPOCH_US + i * PERIOD_US);
    });
    expect(steps.filter(({ restarted }) => restarted)).toHaveLength(1);
    const begun = steps.findIndex(({ restarted }) => restarted);
    // A second of strays tells a restart from a damaged packet.
    expect(begun).toBeGreaterThan(200);
    expect(begun).toBeLessThanOrEqual(200 + RATE_HZ + 1);
    for (const { next, late } of steps.slice(begun)) {
      expect(next?.count).toBe(1);
      expect(late).toBe(0);
    }
  });
});
