import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD } from '../../../src/geometry/angles.ts';
import { IDENTITY } from '../../../src/geometry/rotation.ts';
import { norm, subtract } from '../../../src/geometry/vector.ts';
import { SIDES, type Side } from '../../../src/model/placement.ts';
import { BodyMotion } from '../../../src/simulator/bodyMotion.ts';
import { inertialSignals } from '../../../src/simulator/inertialSignals.ts';
import { Random } from '../../../src/simulator/random.ts';
import { StencilCache } from '../../../src/simulator/stencilCache.ts';
import { StandingSway } from '../../../src/simulator/sway.ts';
import { carried, gaitAngles } from '../../../src/simulator/tasks/gaitCycle.ts';
import { gaitOptions } from '../../../src/simulator/tasks/gaitOptions.ts';
import { GaitScript } from '../../../src/simulator/tasks/gaitScript.ts';
import { simulateGaitSession } from '../../../src/simulator/tasks/gaitSession.ts';
import { integrationErrorDeg } from '../attitudes.ts';

const STRIDES = 20;
const SESSION = simulateGaitSession({
  strides: STRIDES,
  noise: 'none',
  mounting: 'identity',
  swayDeg: 0,
  rateHz: 1000,
  toeOutDeg: { right: 0, left: 0 },
});
const STENCILS = new StencilCache(SESSION.bonesAt);
const MOUNT = { positionM: [0.03, 0.3, 0.02] as const, rotation: IDENTITY };

function timesOf(type: 'initialContact' | 'toeOff', side: Side): number[] {
  return SESSION.events.flatMap((event) =>
    event.type === type && event.side === side ? [event.timeS] : [],
  );
}

/** Of the true shank about its own z, °/s. */
function shankRateDegps(timeS: number, side: Side = 'right'): number {
  const stencil = STENCILS.segmentAt(timeS, `${side}_shank`);
  return inertialSignals(stencil, MOUNT).angularRate[2] * DEG_PER_RAD;
}

/** Contacts and toe-offs at full stride: those of the four ramp strides left out. */
const CONTACTS = timesOf('initialContact', 'right').slice(4, 4 + STRIDES - 4);

describe('the gait cycle', () => {
  it.each([
    [0, 28, 4],
    [0.4, -3, 5],
    [0.65, 2, 52],
    [0.95, 31, 3],
  ])('passes its knot at %f of the stride', (phase, thighDeg, kneeDeg) => {
    expect(gaitAngles(phase).thighTiltDeg).toBeCloseTo(thighDeg, 9);
    expect(gaitAngles(phase + 7).kneeFlexionDeg).toBeCloseTo(kneeDeg, 9);
  });

  it('carries the body on one leg or shares it between both', () => {
    for (let phase = 0; phase < 1; phase += 0.01) {
      expect(carried(phase) + carried(phase + 0.5)).toBeCloseTo(1, 12);
    }
    expect(carried(0.3)).toBe(1);
    expect(carried(0.8)).toBe(0);
  });

  it('shows its valgus in the middle of stance and none in swing', () => {
    expect(gaitAngles(0.31).stanceShape).toBeCloseTo(1, 9);
    for (const phase of [0, 0.62, 0.8, 0.99]) {
      expect(gaitAngles(phase).stanceShape).toBeCloseTo(0, 9);
    }
  });
});

describe('a simulated walk', () => {
  it('swings the shank at 391 °/s and back at 236 °/s, the figures of its knots', () => {
    const rates = Array.from({ length: 2200 }, (_, i) => shankRateDegps(CONTACTS[0] + i / 1000));
    // The figures are rounded to 1 °/s.
    expect(Math.abs(Math.max(...rates) - 391)).toBeLessThan(0.5);
    expect(Math.abs(Math.min(...rates) + 236)).toBeLessThan(0.5);
  });

  it('tells as contacts and toe-offs the local minima of the clean rate, to 0.2 ms', () => {
    for (const side of SIDES) {
      for (const type of ['initialContact', 'toeOff'] as const) {
        for (const timeS of timesOf(type, side)) {
          const here = shankRateDegps(timeS, side);
          expect(here).toBeLessThan(type === 'toeOff' ? -20 : 0);
          expect(shankRateDegps(timeS - 2e-3, side)).toBeGreaterThan(here);
          expect(shankRateDegps(timeS + 2e-3, side)).toBeGreaterThan(here);
          // A parabola through three rates 0.2 ms apart has its vertex within them.
          const before = shankRateDegps(timeS - 2e-4, side);
          const after = shankRateDegps(timeS + 2e-4, side);
          expect(Math.abs((before - after) / (2 * (before - 2 * here + after)))).toBeLessThan(1);
        }
      }
    }
  });

  it('strides every 1.1 s, the legs half a stride apart, each toe-off before its contact', () => {
    expect(timesOf('initialContact', 'right').length).toBeGreaterThanOrEqual(STRIDES + 2);
    for (let i = 1; i < CONTACTS.length; i++) {
      expect(CONTACTS[i] - CONTACTS[i - 1]).toBeCloseTo(1.1, 4);
    }
    const left = timesOf('initialContact', 'left');
    const toeOffs = timesOf('toeOff', 'right');
    for (const timeS of CONTACTS) {
      expect(Math.min(...left.map((t) => Math.abs(t - timeS - 0.55)))).toBeLessThan(1e-4);
      const swingS = timeS - Math.max(...toeOffs.filter((t) => t < timeS));
      // Swings from 25 to 50 % of the stride are walking to a detector.
      expect(swingS / 1.1).toBeGreaterThan(0.25);
      expect(swingS / 1.1).toBeLessThan(0.5);
    }
  });

  it('is flexed as its knots say, with 2° of valgus in the middle of stance', () => {
    const flexion: number[] = [];
    const valgus: number[] = [];
    for (let t = CONTACTS[0]; t < CONTACTS[1]; t += 0.002) {
      const { measures } = SESSION.truthAt(t)[0];
      flexion.push(measures.kneeFlexionDeg);
      valgus.push(measures.kneeValgusDeg);
    }
    expect(Math.max(...flexion)).toBeGreaterThan(59);
    expect(Math.max(...flexion)).toBeLessThan(62);
    expect(Math.max(...valgus)).toBeCloseTo(2, 3);
    expect(Math.min(...valgus)).toBeCloseTo(0, 6);
  });

  it('keeps the carrying foot on the belt, lifts the other, and stays in place', () => {
    const floorM = SESSION.bonesAt(1).right_shank.origin[1];
    const heights: number[] = [];
    for (let t = CONTACTS[0]; t < CONTACTS[2]; t += 0.01) {
      const bones = SESSION.bonesAt(t);
      const lower = Math.min(bones.right_shank.origin[1], bones.left_shank.origin[1]);
      heights.push(bones.right_shank.origin[1] - floorM);
      // In double support the hips pass from one leg to the other, within a few centimetres.
      expect(Math.abs(lower - floorM)).toBeLessThan(0.04);
      expect(Math.abs(bones.pelvis.origin[0])).toBeLessThan(1e-9);
    }
    expect(Math.max(...heights)).toBeGreaterThan(0.08);
    const onFoot = heights.filter((height) => Math.abs(height) < 1e-9).length;
    expect(onFoot / heights.length).toBeGreaterThan(0.35);
  });

  it('blanks the eversion of a planted sole where the sole is not flat', () => {
    const planted = (t: number) => SESSION.truthAt(t)[0].measures.ankleEversionPlantedDeg;
    expect(planted(1)).not.toBeNaN();
    const shares = Array.from({ length: 110 }, (_, i) => planted(CONTACTS[0] + i / 100));
    expect(shares.filter(Number.isNaN).length).toBeGreaterThan(50);
  });

  // The 0.02° of a minute of squats hold from 200 Hz on: a swing is ten times as fast, and what the
  // mid-point rule leaves of it at 60 and 100 Hz was 0.11° and 0.04°.
  it.each([
    [60, 0.15],
    [100, 0.06],
    [200, 0.02],
  ])('has rates that integrate at %i Hz to its attitude within %f°', (rateHz, withinDeg) => {
    const fromS = CONTACTS[0] - 7;
    for (const placement of ['right_thigh', 'left_shank'] as const) {
      const window = [fromS, fromS + 31] as const;
      const errorDeg = integrationErrorDeg(SESSION.bonesAt, placement, window, rateHz);
      expect(errorDeg).toBeLessThan(withinDeg);
    }
  });

  it('mirrors: half a stride later the other leg feels the same, z and x, y flipped', () => {
    const options = gaitOptions({ strides: STRIDES });
    const { person } = SESSION;
    const equal = {
      ...person,
      coupling: { right: person.coupling.right, left: person.coupling.right },
    };
    const sway = new StandingSway(new Random(1, 'sway'), 0);
    const script = new GaitScript({ startS: 0, person: equal, sway }, options);
    const motion = new BodyMotion(equal, options.toeOutDeg, script);
    const stencils = new StencilCache((timeS) => motion.poseAt(timeS));
    for (let t = 4; t < 7; t += 0.0173) {
      for (const segment of ['thigh', 'shank'] as const) {
        const mount = (z: number) => ({ positionM: [0.05, 0.2, z] as const, rotation: IDENTITY });
        const right = inertialSignals(stencils.segmentAt(t, `right_${segment}`), mount(0.03));
        const left = inertialSignals(stencils.segmentAt(t + 0.55, `left_${segment}`), mount(-0.03));
        const f = right.specificForce;
        const w = right.angularRate;
        // The times differ by a rounding of 1e-14 s; the stencil turns it into 1e-6 m/s² at most.
        expect(norm(subtract(left.specificForce, [f[0], f[1], -f[2]]))).toBeLessThan(1e-5);
        expect(norm(subtract(left.angularRate, [-w[0], -w[1], w[2]]))).toBeLessThan(1e-8);
      }
    }
  });
});
