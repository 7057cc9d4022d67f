import { describe, expect, it } from 'vitest';
import { HostClockWatch } from '../../src/hub/hostClockWatch.ts';

const HOUR_US = 3600 * 1_000_000;

describe('the watch of the computer’s clock', () => {
  it.each([HOUR_US, -HOUR_US])('tells once that it was set by %i µs', (byUs) => {
    let hubUs = 0;
    let wallUs = 1e15;
    const watch = new HostClockWatch(
      () => hubUs,
      () => wallUs,
    );
    const told: (number | null)[] = [];
    for (let second = 0; second < 6; second++) {
      if (second === 3) wallUs += byUs;
      told.push(watch.look()?.byUs ?? null);
      hubUs += 1_000_000;
      wallUs += 1_000_000;
    }
    expect(told).toEqual([null, null, null, byUs, null, null]);
  });

  it('passes over what a time service turns it by, 500 ppm at most', () => {
    let hubUs = 0;
    const watch = new HostClockWatch(
      () => hubUs,
      () => 1e15 + hubUs * 1.0005,
    );
    for (let second = 0; second < 3600; second++, hubUs += 1_000_000) {
      expect(watch.look()).toBeNull();
    }
  });
});
