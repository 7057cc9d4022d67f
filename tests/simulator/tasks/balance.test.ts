import { describe, expect, it } from 'vitest';
import { STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import { norm, scale } from '../../../src/geometry/vector.ts';
import { Random } from '../../../src/simulator/random.ts';
import { simulateBalanceSession } from '../../../src/simulator/tasks/balanceSession.ts';
import { ResonantNoise } from '../../../src/simulator/tasks/resonantNoise.ts';
import { integrationErrorDeg } from '../attitudes.ts';

const CLEAN = { noise: 'none', mounting: 'identity', swayDeg: 0 } as const;

function holdsOf(session: ReturnType<typeof simulateBalanceSession>): [number, number][] {
  const at = (type: string) =>
    session.events.filter((event) => event.type === type).map(({ timeS }) => timeS);
  const ends = at('holdEnd');
  return at('holdStart').map((startS, i) => [startS, ends[i]]);
}

/** Lifting and lowering mirror each other; fully lifted the foot is for the time asked, in their middle. */
function liftedOf(session: ReturnType<typeof simulateBalanceSession>): [number, number][] {
  const { holdS } = session.options;
  return holdsOf(session).map(([upS, downS]) => {
    const middle = (upS + downS) / 2;
    return [middle - holdS / 2, middle + holdS / 2];
  });
}

function rmsOf(values: readonly number[]): number {
  return Math.hypot(...values) / Math.sqrt(values.length);
}

describe('a simulated balance hold', () => {
  it.each([
    [1, 'right'],
    [3.5, 'left'],
  ] as const)('sways by %f° on the %s leg, in lean and in tilt', (unrestDeg, stanceSide) => {
    const toeOutDeg = { right: 0, left: 0 };
    const session = simulateBalanceSession({ ...CLEAN, unrestDeg, stanceSide, toeOutDeg });
    const stance = stanceSide === 'right' ? 0 : 1;
    for (const [startS, endS] of liftedOf(session)) {
      const lean: number[] = [];
      const tilt: number[] = [];
      for (let t = startS; t < endS; t += 0.02) {
        const { measures } = session.truthAt(t)[stance];
        lean.push(measures.shankLeanDeg);
        tilt.push(measures.shankTiltDeg);
      }
      // Exact at the steps of the process; tilt is seen through a lean of a few degrees.
      expect(Math.abs(rmsOf(lean) / unrestDeg - 1)).toBeLessThan(0.01);
      expect(Math.abs(rmsOf(tilt) / unrestDeg - 1)).toBeLessThan(0.01);
    }
  });

  it('keeps the stance knee straight and the stance foot still, and bends the other by 60°', () => {
    const session = simulateBalanceSession(CLEAN);
    const [[startS, endS]] = liftedOf(session);
    const ankle = session.bonesAt(1).right_shank.origin;
    for (let t = startS; t < endS; t += 0.5) {
      const [right, left] = session.truthAt(t);
      expect(right.measures.kneeFlexionDeg).toBeCloseTo(0, 6);
      expect(left.measures.kneeFlexionDeg).toBeCloseTo(60, 6);
      const bones = session.bonesAt(t);
      expect(bones.right_shank.origin).toEqual(ankle);
      expect(bones.left_shank.origin[1] - ankle[1]).toBeGreaterThan(0.05);
      expect(left.measures.ankleEversionPlantedDeg).toBeNaN();
      expect(right.measures.ankleEversionPlantedDeg).not.toBeNaN();
    }
  });

  it.each([1.5, 1.95])('is up while the ankle is 6 cm higher, of somebody %f m tall', (heightM) => {
    const session = simulateBalanceSession({ ...CLEAN, heightM });
    const risenM = (timeS: number) => {
      const { right_shank, left_shank } = session.bonesAt(timeS);
      return left_shank.origin[1] - right_shank.origin[1];
    };
    for (const [upS, downS] of holdsOf(session)) {
      expect(risenM(upS)).toBeCloseTo(0.06, 6);
      expect(risenM(downS)).toBeCloseTo(0.06, 6);
      // A lift takes 1.2 s on either side of the 20 s that it is held.
      expect(downS - upS).toBeGreaterThan(20);
      expect(downS - upS).toBeLessThan(21.4);
    }
  });

  it('touches down as often as asked, felt on the lifted shank alone', () => {
    const session = simulateBalanceSession({ ...CLEAN, touchDowns: 2, rateHz: 200 });
    const touches = session.events.filter(({ type }) => type === 'touchDown');
    expect(touches).toHaveLength(4);
    const shank = (side: string) =>
      session.feeds.filter(({ placement }) => placement === `${side}_shank`)[0];
    const largestG = (side: string, fromS: number, toS: number) => {
      const feed = shank(side);
      const out = new Int16Array(6);
      let largest = 0;
      for (let i = Math.round(fromS * 200); i < toS * 200; i++) {
        feed.read(i, out);
        const force = scale([out[0], out[1], out[2]], feed.sensor.accelerationScaleMps2);
        largest = Math.max(largest, norm(force) / STANDARD_GRAVITY);
      }
      return largest;
    };
    for (const { timeS, ...event } of touches) {
      expect(event).toEqual({ type: 'touchDown', side: 'left' });
      expect(session.truthAt(timeS)[1].measures.kneeFlexionDeg).toBeCloseTo(0, 6);
      expect(session.truthAt(timeS - 0.5)[1].measures.kneeFlexionDeg).toBeCloseTo(60, 6);
      expect(largestG('left', timeS, timeS + 0.05)).toBeGreaterThan(1.3);
      expect(largestG('right', timeS, timeS + 0.05)).toBeLessThan(1.2);
    }
  });

  it('has rates that integrate to its attitude within 0.02° over a minute', () => {
    const session = simulateBalanceSession({ ...CLEAN, unrestDeg: 3.5, touchDowns: 1 });
    const [[startS]] = holdsOf(session);
    for (const placement of ['right_shank', 'left_thigh'] as const) {
      const window = [startS - 2, startS + 58] as const;
      expect(integrationErrorDeg(session.bonesAt, placement, window, 60)).toBeLessThan(0.02);
    }
  });
});

describe('the sway of balance', () => {
  it('wavers about 0.4 Hz: it crosses zero about as often as such a resonance does', () => {
    const noise = new ResonantNoise(new Random(3, 'noise'), 2000, 1, 1);
    let crossings = 0;
    let before = noise.at(0);
    for (let t = 0.02; t < 2000; t += 0.02) {
      const here = noise.at(t);
      if (before < 0 !== here < 0) crossings++;
      before = here;
    }
    // A damped resonance under white noise crosses zero at its natural frequency (Rice 1945), twice
    // a period: 1600 times; of the some 800 periods seen, 15 % is more than four standard errors.
    expect(Math.abs(crossings / 1600 - 1)).toBeLessThan(0.15);
  });
});
