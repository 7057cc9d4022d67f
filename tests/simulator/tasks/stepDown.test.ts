import { describe, expect, it } from 'vitest';
import { STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import type { StepDownOptions } from '../../../src/simulator/tasks/stepDownOptions.ts';
import { simulateStepDownSession } from '../../../src/simulator/tasks/stepDownSession.ts';
import { ankleOf, timesBetween } from './motionChecks.ts';

const CLEAN = {
  noise: 'none',
  mounting: 'identity',
  swayDeg: 0,
  heightM: 1.75,
  rateHz: 200,
  calibrationReps: 0,
  reps: 2,
} as const;
const SIDES = ['right', 'left'] as const;

function largestG(feeds: readonly ImuFeed[], placement: string, fromS: number, toS: number) {
  const [feed] = feeds.filter((each) => each.placement === placement);
  const out = new Int16Array(6);
  let largest = 0;
  for (let i = Math.round(fromS * 200); i < toS * 200; i++) {
    feed.read(i, out);
    largest = Math.max(largest, Math.hypot(out[0], out[1], out[2]));
  }
  return (largest * feed.sensor.accelerationScaleMps2) / STANDARD_GRAVITY;
}

const CASES: Partial<StepDownOptions>[] = [
  {},
  { direction: 'forward', side: 'left', fppaDeg: [15] },
  { boxHeightM: 0.25, kneeValgusDeg: [8], pelvisDropDeg: 8 },
  { boxHeightM: 0.1, direction: 'forward', pelvisDropDeg: -5 },
];

describe.each(CASES)('a simulated step-down (%j)', (given) => {
  const session = simulateStepDownSession({ ...CLEAN, ...given });
  const { side, boxHeightM, direction } = session.options;
  const free = side === 'right' ? 'left' : 'right';
  const [freeLeg, standingLeg] = [SIDES.indexOf(free), SIDES.indexOf(side)];
  const touches = session.events.flatMap((event) => (event.type === 'heelTouch' ? [event] : []));
  const boxM = ankleOf(session.bonesAt(1), side)[1];

  it('lets the heel down by the height of the box, where it rests until the way up', () => {
    expect(touches).toHaveLength(2);
    const bottoms = session.events.filter(({ type }) => type === 'repBottom');
    for (const [i, touch] of touches.entries()) {
      expect(touch.side).toBe(free);
      expect(touch.timeS).toBeLessThan(bottoms[i].timeS);
      const holdS = 2 * (bottoms[i].timeS - touch.timeS);
      for (const t of [touch.timeS, bottoms[i].timeS, touch.timeS + holdS]) {
        // The bend is halved down to 1e-10°.
        expect(ankleOf(session.bonesAt(t), free)[1] - boxM).toBeCloseTo(-boxHeightM, 9);
      }
      expect(session.truthAt(touch.timeS)[standingLeg].measures.kneeFlexionDeg).toBeGreaterThan(50);
      expect(session.truthAt(touch.timeS)[freeLeg].measures.kneeFlexionDeg).toBeLessThan(6);
    }
  });

  it('has the free foot beside the box or in front of it, and above the floor before', () => {
    const [{ timeS }] = touches;
    const there = ankleOf(session.bonesAt(timeS), free);
    const before = ankleOf(session.bonesAt(1), free);
    const ahead = there[0] - before[0];
    const outward = (there[2] - before[2]) * (free === 'right' ? 1 : -1);
    if (direction === 'forward') expect(ahead).toBeGreaterThan(0.1);
    else expect(outward).toBeGreaterThan(0.1);
    const startS = session.events[0].timeS;
    for (const t of timesBetween(startS, timeS, 0.05)) {
      const height = ankleOf(session.bonesAt(t), free)[1] - boxM;
      expect(height).toBeGreaterThan(-boxHeightM - 1e-9);
    }
    expect(ankleOf(session.bonesAt(startS), free)[1] - boxM).toBeGreaterThan(0.03);
  });

  it('is felt as a tap of more than 1.15 g on the swinging shank, and nowhere else', () => {
    const { feeds } = session;
    for (const { timeS } of touches) {
      expect(largestG(feeds, `${free}_shank`, timeS, timeS + 0.06)).toBeGreaterThan(1.15);
      expect(largestG(feeds, `${free}_shank`, timeS, timeS + 0.06)).toBeLessThan(2.5);
      expect(largestG(feeds, `${free}_shank`, timeS - 0.5, timeS - 0.01)).toBeLessThan(1.15);
      expect(largestG(feeds, `${side}_shank`, timeS, timeS + 0.06)).toBeLessThan(1.1);
    }
  });
});
