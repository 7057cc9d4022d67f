import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD } from '../../src/geometry/angles.ts';
import { IDENTITY, multiply, rotationFromVector, transpose } from '../../src/geometry/rotation.ts';
import { norm, scale, subtract } from '../../src/geometry/vector.ts';
import { PLACEMENTS } from '../../src/model/placement.ts';
import { BodyMotion } from '../../src/simulator/bodyMotion.ts';
import { inertialSignals } from '../../src/simulator/inertialSignals.ts';
import { makePerson } from '../../src/simulator/person.ts';
import { Random } from '../../src/simulator/random.ts';
import { squatOptions } from '../../src/simulator/squatOptions.ts';
import { planSquats } from '../../src/simulator/squatPlan.ts';
import { SquatScript } from '../../src/simulator/squatScript.ts';
import { StencilCache } from '../../src/simulator/stencilCache.ts';
import { StandingSway } from '../../src/simulator/sway.ts';

const OPTIONS = squatOptions({ seed: 2, fppaDeg: [18], footRollDeg: 5 });
const PERSON = makePerson(OPTIONS.seed, null);
const PLAN = planSquats(PERSON, OPTIONS);
const SWAY = new StandingSway(new Random(2, 'sway'), OPTIONS.swayDeg);
const MOTION = new BodyMotion(PERSON, OPTIONS.toeOutDeg, new SquatScript(PLAN, SWAY, null));

describe('the motion of a body', () => {
  it('keeps the ankles planted and the segments their lengths', () => {
    const start = MOTION.poseAt(0);
    for (let t = 0; t < PLAN.durationS; t += 0.37) {
      const pose = MOTION.poseAt(t);
      for (const side of ['right', 'left'] as const) {
        expect(pose[`${side}_shank`].origin).toEqual(start[`${side}_shank`].origin);
        const shank = subtract(pose[`${side}_thigh`].origin, pose[`${side}_shank`].origin);
        expect(norm(shank)).toBeCloseTo(PERSON.shankLengthM, 12);
      }
    }
  });

  it('has angular rates that integrate to its attitude within 0.02° over a minute', () => {
    const rateHz = 100;
    const stencils = new StencilCache((timeS) => MOTION.poseAt(timeS));
    const mount = { positionM: [0, 0, 0] as const, rotation: IDENTITY };
    for (const placement of PLACEMENTS) {
      let attitude = MOTION.poseAt(0)[placement].rotation;
      for (let i = 0; i < 60 * rateHz; i++) {
        const stencil = stencils.segmentAt((i + 0.5) / rateHz, placement);
        const { angularRate } = inertialSignals(stencil, mount);
        attitude = multiply(attitude, rotationFromVector(scale(angularRate, 1 / rateHz)));
      }
      const error = multiply(transpose(MOTION.poseAt(60)[placement].rotation), attitude);
      const turn = Math.hypot(error[7] - error[5], error[2] - error[6], error[3] - error[1]) / 2;
      expect(turn * DEG_PER_RAD).toBeLessThan(0.02);
    }
  });
});
