import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../src/geometry/angles.ts';
import { multiply, transpose } from '../../src/geometry/rotation.ts';
import { BodyMotion } from '../../src/simulator/bodyMotion.ts';
import type { BodyPose } from '../../src/simulator/bodyPose.ts';
import { makePerson } from '../../src/simulator/person.ts';
import { Random } from '../../src/simulator/random.ts';
import { skinPivots } from '../../src/simulator/sensorMount.ts';
import { SkinMotion, type SkinTurn } from '../../src/simulator/skinMotion.ts';
import { drawSkin, softTissue } from '../../src/simulator/softTissue.ts';
import { squatOptions } from '../../src/simulator/squatOptions.ts';
import { planSquats } from '../../src/simulator/squatPlan.ts';
import { SquatScript } from '../../src/simulator/squatScript.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { drawStrapTurns, strapTurn } from '../../src/simulator/strapTurn.ts';
import { StandingSway } from '../../src/simulator/sway.ts';
import { degreesBetween, integrationErrorDeg } from './attitudes.ts';

const OPTIONS = squatOptions({ seed: 5, swayDeg: 0, shankTiltDeg: 30, thighTiltDeg: 60 });
const PERSON = makePerson(OPTIONS.seed, null);
const PLAN = planSquats(PERSON, OPTIONS);
const SCRIPT = new SquatScript(PLAN, new StandingSway(new Random(5, 'sway'), 0), null);
const BONES = new BodyMotion(PERSON, OPTIONS.toeOutDeg, SCRIPT);
const BOTTOM_S = PLAN.reps[0].bottomS;
const WORN = ['right_thigh', 'right_shank', 'left_thigh', 'left_shank'] as const;

function skinOf(...turns: SkinTurn[]): (timeS: number) => BodyPose {
  const skin = new SkinMotion((timeS) => BONES.poseAt(timeS), turns, skinPivots(PERSON));
  return (timeS) => skin.poseAt(timeS);
}

describe('soft tissue', () => {
  const people = Array.from({ length: 500 }, (_, seed) => drawSkin(seed, 1));

  it.each([
    ['thigh', [1.5, 6, 3]],
    ['shank', [1, 3, 2]],
  ] as const)('moves over the %s by the amplitudes of its table', (segment, sdDeg) => {
    for (const axis of [0, 1, 2] as const) {
      const drawn = people.flatMap((person) =>
        (['right', 'left'] as const).map(
          (side) => person[`${side}_${segment}`]?.withFlexionDeg[axis] ?? Number.NaN,
        ),
      );
      const rms = Math.hypot(...drawn) / Math.sqrt(drawn.length);
      // Four standard errors of a standard deviation: 4 / √(2 · 1000) of it.
      expect(Math.abs(rms / sdDeg[axis] - 1)).toBeLessThan(0.09);
    }
  });

  it('is away in standing and turns with the sine of flexion', () => {
    const [x, y, z] = [1, 5, -2];
    const amplitude = { withFlexionDeg: [x, y, z], wobbleDeg: [0, 0] } as const;
    const skinAt = skinOf(softTissue({ right_thigh: amplitude }, []));
    expect(skinAt(1)).toEqual(BONES.poseAt(1));
    const bones = BONES.poseAt(BOTTOM_S);
    const turn = multiply(
      transpose(bones.right_thigh.rotation),
      skinAt(BOTTOM_S).right_thigh.rotation,
    );
    const { kneeFlexionDeg } = simulateSquatSession(OPTIONS).truthAt(BOTTOM_S)[0].measures;
    const sine = Math.sin(kneeFlexionDeg * RAD_PER_DEG);
    // Rx Ry Rz: its last row and column hold the three angles in closed form.
    expect(Math.asin(turn[2]) * DEG_PER_RAD).toBeCloseTo(y * sine, 9);
    expect(Math.atan2(-turn[5], turn[8]) * DEG_PER_RAD).toBeCloseTo(x * sine, 9);
    expect(Math.atan2(-turn[1], turn[0]) * DEG_PER_RAD).toBeCloseTo(z * sine, 9);
    expect(skinAt(BOTTOM_S).left_thigh).toEqual(bones.left_thigh);
  });

  it('is felt by the sensor as it moves: the rate integrates to the skin, 1e-3° over a rep', () => {
    const skinAt = skinOf(softTissue(drawSkin(5, 2), []));
    const rep = PLAN.reps[0];
    const window = [rep.startS - 0.1, rep.bottomS] as const;
    for (const placement of WORN) {
      const bone = BONES.poseAt(rep.bottomS)[placement].rotation;
      expect(degreesBetween(bone, skinAt(rep.bottomS)[placement].rotation)).toBeGreaterThan(0.5);
      expect(integrationErrorDeg(skinAt, placement, window, 100)).toBeLessThan(1e-3);
    }
  });

  it('wobbles at 8 Hz after an impact and dies away', () => {
    const amplitude = { withFlexionDeg: [0, 0, 0], wobbleDeg: [0, 2] } as const;
    const blow = { side: 'right', amplitudeG: 8, frequencyHz: 25, decayS: 0.02 } as const;
    const skinAt = skinOf(softTissue({ right_thigh: amplitude }, [{ ...blow, timeS: 2 }]));
    const swing = (t: number) => {
      const bone = BONES.poseAt(t).right_thigh.rotation;
      const turn = multiply(transpose(bone), skinAt(t).right_thigh.rotation);
      return Math.atan2(turn[3], turn[0]) * DEG_PER_RAD;
    };
    expect(swing(1.99)).toBe(0);
    for (const half of [1, 2, 3, 4]) expect(swing(2 + half / 16)).toBeCloseTo(0, 9);
    const peaks = [0, 1, 2, 3].map((n) => swing(2 + (n + 0.5) / 16));
    expect(peaks.map(Math.sign)).toEqual([1, -1, 1, -1]);
    for (const n of [1, 2, 3]) expect(Math.abs(peaks[n])).toBeLessThan(Math.abs(peaks[n - 1]));
    expect(Math.abs(swing(3))).toBe(0);
  });

  it('leaves the truth with the bones', () => {
    const soft = simulateSquatSession({ softTissue: 2 });
    const rigid = simulateSquatSession();
    const at = rigid.reps[0].bottomS;
    expect(soft.truthAt(at)).toEqual(rigid.truthAt(at));
    const [a, b] = [new Int16Array(6), new Int16Array(6)];
    soft.feeds[0].read(Math.round(at * 100), a);
    rigid.feeds[0].read(Math.round(at * 100), b);
    expect(a).not.toEqual(b);
  });
});

describe('a strap that turns', () => {
  it('is as put on in the first standing, and turned ever after', () => {
    const skinAt = skinOf(strapTurn({ left_shank: [0, 5, 0] }, 6));
    const turnAt = (t: number) =>
      degreesBetween(BONES.poseAt(t).left_shank.rotation, skinAt(t).left_shank.rotation);
    expect(turnAt(5.4)).toBe(0);
    for (const t of [6, 8, BOTTOM_S, 200]) expect(turnAt(t)).toBeCloseTo(5, 9);
    expect(integrationErrorDeg(skinAt, 'left_shank', [5.4, 6.1], 100)).toBeLessThan(1e-3);
  });

  it('is drawn with 3° about the long axis and 2° about the others', () => {
    const draws = Array.from({ length: 500 }, (_, seed) =>
      Object.values(drawStrapTurns(seed, WORN)).map((turn) => turn ?? [0, 0, 0]),
    ).flat();
    for (const [axis, sdDeg] of [2, 3, 2].entries()) {
      const rms = Math.hypot(...draws.map((turn) => turn[axis])) / Math.sqrt(draws.length);
      expect(Math.abs(rms / sdDeg - 1)).toBeLessThan(0.07);
    }
  });
});

describe('calibration squats', () => {
  it('show a projection angle or a knee valgus where they are to mislead', () => {
    const firstBottomS = 6 + 1.5;
    const inwards = simulateSquatSession({ calibrationFppaDeg: [12], swayDeg: 0 });
    expect(inwards.truthAt(firstBottomS)[0].measures.fppaDeg).toBeGreaterThan(11);
    const valgus = simulateSquatSession({ calibrationValgusDeg: [9], swayDeg: 0 });
    expect(valgus.truthAt(firstBottomS)[1].measures.kneeValgusDeg).toBeGreaterThan(8);
    const at = valgus.reps[0].bottomS;
    expect(valgus.truthAt(at)).toEqual(simulateSquatSession({ swayDeg: 0 }).truthAt(at));
  });
});
