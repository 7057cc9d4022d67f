import { describe, expect, it } from 'vitest';
import { STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import { IDENTITY } from '../../../src/geometry/rotation.ts';
import { norm, scale, subtract, type Vec3 } from '../../../src/geometry/vector.ts';
import { BodyMotion } from '../../../src/simulator/bodyMotion.ts';
import type { BodyPose } from '../../../src/simulator/bodyPose.ts';
import { inertialSignals } from '../../../src/simulator/inertialSignals.ts';
import { Random } from '../../../src/simulator/random.ts';
import { StencilCache } from '../../../src/simulator/stencilCache.ts';
import { StandingSway } from '../../../src/simulator/sway.ts';
import type { LandingOptions } from '../../../src/simulator/tasks/landingOptions.ts';
import { planLandings } from '../../../src/simulator/tasks/landingPlan.ts';
import { LandingScript } from '../../../src/simulator/tasks/landingScript.ts';
import { simulateLandingSession } from '../../../src/simulator/tasks/landingSession.ts';
import { integrationErrorDeg } from '../attitudes.ts';

const CLEAN = { noise: 'none', mounting: 'identity', swayDeg: 0, heightM: 1.75 } as const;
const WORN = ['right_thigh', 'right_shank', 'left_thigh', 'left_shank'] as const;

function landing(given: Partial<LandingOptions>) {
  const session = simulateLandingSession({ ...CLEAN, ...given });
  const landings = session.events.flatMap((event) => (event.type === 'landing' ? [event] : []));
  return { session, landings };
}

/** The same drops by legs with equal knees: knees that couple otherwise are no mirror images. */
function equalKnees(): (timeS: number) => BodyPose {
  const { person, options } = JUMPS.session;
  const equal = {
    ...person,
    coupling: { right: person.coupling.right, left: person.coupling.right },
  };
  const [first] = JUMPS.landings;
  const startS = first.timeS - 0.25 - 0.06 - 0.7 - 1.5 - 2.5;
  const sway = new StandingSway(new Random(1, 'sway'), 0);
  const plan = planLandings(startS, { ...options, affectedSide: 'both' });
  const script = new LandingScript({ startS, person: equal, sway }, plan, options.toeOutDeg);
  const motion = new BodyMotion(equal, options.toeOutDeg, script);
  return (timeS) => motion.poseAt(timeS);
}

const JUMPS = landing({ landings: 2, jumpHeightM: 0.25, valgus: ['marked', 'neutral'] });

describe('a simulated landing', () => {
  it('flies for 0.25 s from the box and as long as the jump is high', () => {
    const flights = JUMPS.landings.map(({ flightS, jumpHeightM }) => [flightS, jumpHeightM]);
    expect(flights).toHaveLength(4);
    for (const [i, [flightS, heightM]] of flights.entries()) {
      if (i % 2 === 0) {
        expect(heightM).toBeNull();
        expect(flightS).toBeCloseTo(0.25, 9);
      } else {
        expect(heightM).toBe(0.25);
        expect((STANDARD_GRAVITY * (flightS ?? 0) ** 2) / 8).toBeCloseTo(0.25, 9);
      }
    }
    const starts = JUMPS.session.events.filter(({ type }) => type === 'takeOff');
    for (const [i, { timeS }] of starts.entries()) {
      expect(JUMPS.landings[i].timeS - timeS).toBeCloseTo(JUMPS.landings[i].flightS, 9);
    }
  });

  it('moves in flight as gravity alone moves it', () => {
    const { session, landings } = JUMPS;
    const e = 1e-3;
    const pelvis = (t: number) => session.bonesAt(t).pelvis.origin;
    for (const { timeS, flightS, jumpHeightM } of landings) {
      for (const share of [0.05, 0.3, 0.5, 0.7, 0.95]) {
        const t = timeS - flightS + share * flightS;
        const [before, here, after] = [pelvis(t - e), pelvis(t), pelvis(t + e)];
        const acceleration = [0, 1, 2].map((k) => (before[k] - 2 * here[k] + after[k]) / e ** 2);
        // Rounding of positions near 1 m in a second difference: 4 · 1e-16 / 1e-6.
        expect(Math.abs(acceleration[0])).toBeLessThan(1e-6);
        expect(Math.abs(acceleration[1] + STANDARD_GRAVITY)).toBeLessThan(1e-6);
      }
      if (jumpHeightM === null) continue;
      const rise = pelvis(timeS - flightS / 2)[1] - pelvis(timeS - flightS)[1];
      expect(rise).toBeCloseTo(jumpHeightM, 6);
    }
  });

  it('bends the knees from 23° by 24° in 40 ms and to 70 to 80° in 200 ms', () => {
    for (const { timeS } of JUMPS.landings) {
      const flexion = (after: number) =>
        JUMPS.session.truthAt(timeS + after)[0].measures.kneeFlexionDeg;
      expect(flexion(0)).toBeCloseTo(23, 6);
      expect(flexion(0.04)).toBeCloseTo(47, 6);
      expect(flexion(0.2)).toBeGreaterThanOrEqual(70);
      expect(flexion(0.2)).toBeLessThanOrEqual(80);
      for (let t = 0; t < 0.2; t += 0.004) {
        expect(flexion(t + 0.004)).toBeGreaterThan(flexion(t));
      }
    }
  });

  it('goes in by 12° in 40 ms where it is marked and by 4° in 100 ms where not', () => {
    const { session, landings } = landing({
      landings: 2,
      valgus: ['marked', 'neutral'],
      affectedSide: 'left',
    });
    const valgus = (side: 0 | 1, i: number, after: number) =>
      session.truthAt(landings[i].timeS + after)[side].measures.kneeValgusDeg;
    expect(valgus(1, 0, 0)).toBeCloseTo(0, 6);
    expect(valgus(1, 0, 0.04)).toBeCloseTo(12, 6);
    expect(valgus(1, 0, 0.1)).toBeCloseTo(12, 6);
    for (const [side, i] of [
      [0, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      expect(valgus(side, i, 0.1)).toBeCloseTo(4, 6);
      expect(valgus(side, i, 0.04)).toBeLessThan(3);
    }
  });

  it('has both ankles where they stay, at the height of standing, once the heels are down', () => {
    const { session, landings } = landing({ landings: 1 });
    const floorM = session.bonesAt(1).right_shank.origin[1];
    const landedM = session.bonesAt(landings[0].timeS + 0.3).right_shank.origin;
    expect(landedM[1]).toBeCloseTo(floorM, 12);
    for (const after of [0.061, 0.2, 0.8, 3]) {
      const { origin } = session.bonesAt(landings[0].timeS + after).right_shank;
      expect(norm(subtract(origin, landedM))).toBeLessThan(1e-12);
    }
    const boxM = session.bonesAt(landings[0].timeS - 1).right_shank.origin[1] - floorM;
    expect(boxM).toBeGreaterThan(0.3);
    expect(boxM).toBeLessThan(0.45);
  });

  it('carries next to nothing in flight: below the thresholds of the flight detector', () => {
    const { session, landings } = JUMPS;
    const out = new Int16Array(6);
    for (const feed of session.feeds) {
      const limitG = feed.placement.endsWith('thigh') ? 0.6 : 0.9;
      const { rateHz, accelerationScaleMps2 } = feed.sensor;
      for (const { timeS, flightS } of landings) {
        const from = Math.ceil((timeS - flightS) * rateHz);
        for (let i = from; i < timeS * rateHz; i++) {
          feed.read(i, out);
          const force = Math.hypot(out[0], out[1], out[2]) * accelerationScaleMps2;
          expect(force / STANDARD_GRAVITY).toBeLessThan(limitG);
        }
      }
    }
  });

  it('has no jolt but the ringing: what the bones feel changes by less than 1 g in 0.2 ms', () => {
    const { session, landings } = JUMPS;
    const stencils = new StencilCache(session.bonesAt);
    const mount = { positionM: [0.03, 0.2, 0.03] as const, rotation: IDENTITY };
    for (const placement of ['right_thigh', 'left_shank', 'right_foot'] as const) {
      for (const { timeS, flightS } of landings.slice(0, 2)) {
        for (const middleS of [timeS - flightS, timeS, timeS + 0.2]) {
          let before: Vec3 | null = null;
          for (let t = middleS - 0.07; t < middleS + 0.07; t += 2e-4) {
            const { specificForce } = inertialSignals(stencils.segmentAt(t, placement), mount);
            const change = before ? norm(subtract(specificForce, before)) : 0;
            expect(change).toBeLessThan(STANDARD_GRAVITY);
            before = specificForce;
          }
        }
      }
    }
  });

  it('has rates that integrate to its attitude, 0.02° over drops and jumps', () => {
    const { session, landings } = JUMPS;
    const window = [landings[0].timeS - 1, landings[3].timeS + 2] as const;
    for (const placement of WORN) {
      expect(integrationErrorDeg(session.bonesAt, placement, window, 200)).toBeLessThan(0.02);
    }
  });

  it('mirrors: z of the force and x, y of the rate flip between equal legs', () => {
    const { landings } = JUMPS;
    const stencils = new StencilCache(equalKnees());
    for (let t = landings[0].timeS - 0.4; t < landings[1].timeS + 0.4; t += 0.0137) {
      for (const segment of ['thigh', 'shank'] as const) {
        const [right, left] = [0.03, -0.03].map((z, i) =>
          inertialSignals(stencils.segmentAt(t, `${i === 0 ? 'right' : 'left'}_${segment}`), {
            positionM: [0.05, 0.2, z],
            rotation: IDENTITY,
          }),
        );
        const f = subtract(left.specificForce, [
          right.specificForce[0],
          right.specificForce[1],
          -right.specificForce[2],
        ]);
        const w = subtract(left.angularRate, [
          -right.angularRate[0],
          -right.angularRate[1],
          right.angularRate[2],
        ]);
        // Differences of a stencil of 0.2 ms turn roundings of 1e-16 m into 1e-8 m/s².
        expect(norm(f)).toBeLessThan(1e-6);
        expect(norm(w)).toBeLessThan(1e-9);
      }
    }
  });
});

describe('the ringing of an impact', () => {
  it('comes on top of what the bones feel, once per leg and landing', () => {
    const { session, landings } = landing({ landings: 1, rateHz: 1000 });
    const [feed] = session.feeds.filter(({ placement }) => placement === 'right_shank');
    const out = new Int16Array(6);
    const largestG = (fromS: number, toS: number) => {
      let largest = 0;
      for (let i = Math.round(fromS * 1000); i < toS * 1000; i++) {
        feed.read(i, out);
        largest = Math.max(
          largest,
          norm(scale([out[0], out[1], out[2]], feed.sensor.accelerationScaleMps2)),
        );
      }
      return largest / STANDARD_GRAVITY;
    };
    const { timeS } = landings[0];
    expect(largestG(timeS, timeS + 0.1)).toBeGreaterThan(6);
    expect(largestG(timeS + 0.35, timeS + 0.5)).toBeLessThan(1.1);
  });
});
