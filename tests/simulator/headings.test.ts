import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD } from '../../src/geometry/angles.ts';
import { quatRotate } from '../../src/geometry/quaternion.ts';
import type { ImuFeed } from '../../src/simulator/imuFeed.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';

const HZ = 100;

/** Turn about the vertical that a clean unit on a segment reports between two instants, degrees. */
function verticalTurnDeg(feed: ImuFeed, fromS: number, toS: number): number {
  const out = new Int16Array(6);
  let turn = 0;
  for (let i = Math.round(fromS * HZ); i < Math.round(toS * HZ); i++) {
    feed.read(i, out);
    const attitude = feed.attitudeAt?.(i / HZ) ?? [1, 0, 0, 0];
    const scale = feed.sensor.angularRateScaleRadps;
    turn += quatRotate(attitude, [out[3] * scale, out[4] * scale, out[5] * scale])[2] / HZ;
  }
  return turn * DEG_PER_RAD;
}

describe('a person who turns round between two sets', () => {
  const options = { sets: 2, reps: 3, swayDeg: 0, noise: 'none', fppaDeg: [0, 18] } as const;
  const turned = simulateSquatSession({ ...options, turnBetweenSetsDeg: 90 });

  it('does as many reps in each set and stands quietly before and after the turn', () => {
    expect(turned.reps.map(({ requested }) => requested.deg.right)).toEqual([0, 18, 0, 0, 18, 0]);
    const [{ startS, endS }] = turned.turns;
    expect(startS - turned.reps[2].endS).toBeGreaterThan(3);
    expect(turned.reps[3].startS - endS).toBeGreaterThanOrEqual(3);
  });

  it('turns the sensors by the angle, to the left, and the truth not at all', () => {
    const [{ startS, endS }] = turned.turns;
    for (const feed of turned.feeds) {
      // 600 roundings of up to half a count of 0.061 °/s add up to less than this.
      expect(Math.abs(verticalTurnDeg(feed, startS - 1, endS + 1) - 90)).toBeLessThan(0.15);
    }
    for (const rep of turned.reps) {
      const [right] = turned.truthAt(rep.bottomS);
      expect(right.measures.fppaDeg).toBeCloseTo(rep.requested.deg.right, 6);
    }
    expect(turned.truthAt(endS + 1)).toEqual(turned.truthAt(startS - 1));
  });

  it('is refused where the set repeats for ever', () => {
    expect(() => simulateSquatSession({ repeat: true, turnBetweenSetsDeg: 90 })).toThrow(
      /turnBetweenSetsDeg is 90 and repeat is true/,
    );
  });
});

describe('a heading that drifts', () => {
  it('goes by the rate given about the vertical, from the time given, in that sensor alone', () => {
    const options = { swayDeg: 0, noise: 'none', standingS: 30 } as const;
    const { feeds } = simulateSquatSession({
      ...options,
      headingDriftDegps: { right_shank: 0.5 },
      headingDriftFromS: 10,
    });
    const drifting = feeds.find(({ placement }) => placement === 'right_shank');
    const steady = feeds.find(({ placement }) => placement === 'right_thigh');
    if (!drifting || !steady) throw new Error('no such sensors');
    // Standing still, the rate is a constant that rounds by up to half a count on each axis.
    const roundingDegps = (Math.sqrt(3) / 2) * drifting.sensor.angularRateScaleRadps * DEG_PER_RAD;
    expect(verticalTurnDeg(drifting, 0, 10)).toBe(0);
    expect(Math.abs(verticalTurnDeg(drifting, 10, 20) - 5)).toBeLessThan(10 * roundingDegps);
    expect(verticalTurnDeg(steady, 0, 20)).toBe(0);
  });
});
