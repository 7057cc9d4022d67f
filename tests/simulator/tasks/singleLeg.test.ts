import { describe, expect, it } from 'vitest';
import { STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import { norm, subtract } from '../../../src/geometry/vector.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import type { SingleLegOptions } from '../../../src/simulator/tasks/singleLegOptions.ts';
import { simulateSingleLegSession } from '../../../src/simulator/tasks/singleLegSession.ts';
import { ankleOf, hipOf, kneeGapM, timesBetween } from './motionChecks.ts';

const CLEAN = { noise: 'none', mounting: 'identity', swayDeg: 0, heightM: 1.75 } as const;
const STEADY = { unrestDeg: 0 } as const;
const SIDES = ['right', 'left'] as const;

function squats(given: Partial<SingleLegOptions> = {}) {
  const session = simulateSingleLegSession({ ...CLEAN, ...given });
  const timesOf = (type: string) =>
    session.events.filter((event) => event.type === type).map(({ timeS }) => timeS);
  const stance = SIDES.indexOf(session.options.side);
  const liftS = timesOf('moveStart')[0] - 1.5 - 1.2;
  return { session, timesOf, stance, free: 1 - stance, liftS };
}

/** Within 0.06 s, of a sensor of 200 Hz. */
function largestG(feeds: readonly ImuFeed[], placement: string, fromS: number): number {
  const [feed] = feeds.filter((each) => each.placement === placement);
  const out = new Int16Array(6);
  let largest = 0;
  for (let i = Math.round(fromS * 200); i < (fromS + 0.06) * 200; i++) {
    feed.read(i, out);
    largest = Math.max(largest, Math.hypot(out[0], out[1], out[2]));
  }
  return (largest * feed.sensor.accelerationScaleMps2) / STANDARD_GRAVITY;
}

describe('simulated single-leg squats', () => {
  it('tell of each rep its five instants, in order and on the stance leg', () => {
    const { session } = squats({ reps: 3, side: 'left' });
    const each = ['moveStart', 'repStart', 'repBottom', 'repEnd', 'moveEnd'];
    expect(session.events.map(({ type }) => type)).toEqual([...each, ...each, ...each]);
    for (const [i, event] of session.events.entries()) {
      expect(event).toMatchObject({ side: 'left' });
      if (i > 0) expect(event.timeS).toBeGreaterThan(session.events[i - 1].timeS);
    }
  });

  it.each([
    [{ side: 'right', fppaDeg: [0, 12, -6] }],
    [{ side: 'left', kneeValgusDeg: [8] }],
  ] as const)('start where the knee has bent by 5° and end within 8° or 15 %% (%#)', (given) => {
    const { session, timesOf, stance } = squats({ ...given, ...STEADY });
    const flexion = (t: number) => session.truthAt(t)[stance].measures.kneeFlexionDeg;
    const starts = timesOf('moveStart');
    for (const [i, startS] of timesOf('repStart').entries()) {
      // Instants are halved down to below 0.1 µs, where a knee of 200 °/s turns by 1e-5°.
      expect(flexion(startS) - flexion(starts[i])).toBeCloseTo(5, 4);
    }
    const bottoms = session.events.flatMap((event) => (event.type === 'repBottom' ? [event] : []));
    for (const [i, endS] of timesOf('repEnd').entries()) {
      const { timeS, kneeFlexionDeg, startFlexionDeg } = bottoms[i];
      expect(flexion(timeS)).toBeCloseTo(kneeFlexionDeg, 9);
      const wayDeg = kneeFlexionDeg - startFlexionDeg;
      expect(flexion(endS) - startFlexionDeg).toBeCloseTo(Math.max(8, 0.15 * wayDeg), 4);
    }
  });

  it('show at the bottom the projection angle or the joint valgus asked for, whatever the unrest', () => {
    const projected = squats({ fppaDeg: [0, 12, -6], side: 'left', unrestDeg: 2, wobbleDeg: 4 });
    for (const [i, t] of projected.timesOf('repBottom').entries()) {
      const { measures } = projected.session.truthAt(t)[1];
      expect(measures.fppaDeg).toBeCloseTo([0, 12, -6][i % 3], 6);
      expect(Math.abs(measures.kneeValgusDeg)).toBeLessThan(0.01);
    }
    const joint = squats({ kneeValgusDeg: [8] });
    for (const t of joint.timesOf('repBottom')) {
      expect(joint.session.truthAt(t)[0].measures.kneeValgusDeg).toBeCloseTo(8, 6);
      expect(joint.session.truthAt(t)[0].measures.kneeFlexionDeg).toBeCloseTo(63, 6);
    }
  });

  it.each([
    [{}],
    [{ side: 'left', fppaDeg: [15], pelvisDropDeg: 10 }],
    [{ shankTiltDeg: 45, thighTiltDeg: 80, kneeValgusDeg: [-10] }],
  ] as const)(
    'keep the foot planted, the legs whole, the hips apart and the other foot up (%#)',
    (given) => {
      const { session, timesOf, stance, free, liftS } = squats(given);
      const { hipWidthM, thighLengthM, shankLengthM } = session.person;
      const stood = ankleOf(session.bonesAt(1), SIDES[stance]);
      const downS = session.durationS - 3;
      for (const t of timesBetween(liftS, downS, 0.05)) {
        const bones = session.bonesAt(t);
        expect(norm(subtract(ankleOf(bones, SIDES[stance]), stood))).toBe(0);
        for (const side of SIDES) expect(kneeGapM(bones, shankLengthM, side)).toBeLessThan(1e-12);
        if (t < liftS + 1.2 || t > downS - 1.2) continue;
        const [right, left] = SIDES.map((side) => hipOf(bones, thighLengthM, side));
        expect(Math.abs(norm(subtract(right, left)) - hipWidthM)).toBeLessThan(1e-12);
        expect(ankleOf(bones, SIDES[free])[1] - stood[1]).toBeGreaterThan(0.05);
        const leg = session.truthAt(t)[free];
        expect(leg.measures.ankleEversionPlantedDeg).toBeNaN();
        // What tells the stance leg from the other one to an assessment.
        expect(leg.measures.kneeFlexionDeg).toBeGreaterThan(30);
      }
      expect(timesOf('repBottom')).toHaveLength(5);
    },
  );

  it('list the pelvis to the free side as asked, seen as adduction of the standing hip', () => {
    const at = (pelvisDropDeg: number) => {
      const { session, timesOf } = squats({ pelvisDropDeg, ...STEADY });
      return session.truthAt(timesOf('repBottom')[0])[0].measures.hipAdductionDeg;
    };
    // The same turn taken about the axes of a bent hip: less than the list itself, more than half.
    expect(at(10) - at(0)).toBeGreaterThan(5);
    expect(at(10) - at(0)).toBeLessThan(11);
  });

  it('begin and end with the knee as bent as one stands, as deep as asked all the same', () => {
    const { session, timesOf } = squats({ stanceFlexionDeg: 12, reps: 2, side: 'left', ...STEADY });
    const flexion = (t: number) => session.truthAt(t)[1].measures.kneeFlexionDeg;
    for (const t of [...timesOf('moveStart'), ...timesOf('moveEnd')]) {
      // The projection drive poses the two bones; with feet turned out their angle is 0.02° less.
      expect(Math.abs(flexion(t) - 12)).toBeLessThan(0.05);
    }
    for (const t of timesOf('repBottom')) expect(Math.abs(flexion(t) - 63)).toBeLessThan(0.05);
    expect(flexion(1)).toBeCloseTo(0, 9);
    expect(flexion(session.durationS - 1)).toBeCloseTo(0, 9);
  });

  it('touch the floor with the free toes in as many reps as asked, felt on that shank alone', () => {
    const { session, timesOf } = squats({ reps: 3, toeTouches: 2, rateHz: 200, ...STEADY });
    const touches = session.events.flatMap((event) => (event.type === 'touchDown' ? [event] : []));
    expect(touches.map(({ side }) => side)).toEqual(['left', 'left']);
    const starts = timesOf('moveStart');
    for (const [i, { timeS }] of touches.entries()) {
      expect(timeS).toBeGreaterThan(starts[i]);
      expect(timeS).toBeLessThan(timesOf('repBottom')[i]);
      const { rotation, origin } = session.bonesAt(timeS).left_foot;
      const { heightM, ankleHeightM } = session.person;
      // The ball of the foot, 8 % of the height ahead of the ankle, is within 3 cm of the floor.
      const ballM = origin[1] + rotation[3] * 0.08 * heightM - rotation[4] * ankleHeightM;
      expect(Math.abs(ballM)).toBeLessThan(0.03);
      expect(largestG(session.feeds, 'left_shank', timeS)).toBeGreaterThan(1.3);
      expect(largestG(session.feeds, 'right_shank', timeS)).toBeLessThan(1.15);
    }
    const [, , third] = timesOf('repBottom');
    expect(largestG(session.feeds, 'left_shank', third - 0.3)).toBeLessThan(1.15);
    expect(() => squats({ reps: 1, toeTouches: 2 })).toThrow(/toeTouches is 2; allowed are/);
  });

  it('wobble on the way and not at the bottom', () => {
    const { session, timesOf } = squats({ wobbleDeg: 4, ...STEADY });
    const steady = squats(STEADY).session;
    const [moveS] = timesOf('moveStart');
    const [bottomS] = timesOf('repBottom');
    const wobble = timesBetween(moveS, bottomS, 0.01).map(
      (t) => session.truthAt(t)[0].measures.fppaDeg - steady.truthAt(t)[0].measures.fppaDeg,
    );
    expect(Math.max(...wobble)).toBeGreaterThan(2);
    expect(Math.min(...wobble)).toBeLessThan(-2);
    expect(wobble[0]).toBeCloseTo(0, 9);
  });
});
