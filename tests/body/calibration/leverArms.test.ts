import { describe, expect, it } from 'vitest';
import { findFlexionAxis } from '../../../src/body/calibration/flexionAxis.ts';
import {
  findLeverArms,
  fitLeverArms,
  UNKNOWN_PLACEMENT,
} from '../../../src/body/calibration/leverArms.ts';
import { LinkAcceleration } from '../../../src/body/calibration/linkAcceleration.ts';
import type { SensorState } from '../../../src/body/sensorState.ts';
import {
  DEG_PER_RAD,
  RAD_PER_DEG,
  STANDARD_GRAVITY,
  wrapAngle,
} from '../../../src/geometry/angles.ts';
import {
  type Quat,
  quatConjugate,
  quatMultiply,
  quatRotate,
} from '../../../src/geometry/quaternion.ts';
import {
  multiply,
  rotationFromVector,
  rotationX,
  rotationY,
  rotationZ,
} from '../../../src/geometry/rotation.ts';
import {
  add,
  angleBetween,
  cross,
  norm,
  scale,
  subtract,
  type Vec3,
} from '../../../src/geometry/vector.ts';
import { Random } from '../../../src/simulator/random.ts';

const RATE_HZ = 100;
const SECONDS = 20;
const FRAMES = SECONDS * RATE_HZ;

const THIGH_ARM: Vec3 = [0.05, 0.19, -0.03];
const SHANK_ARM: Vec3 = [-0.02, -0.11, 0.04];

function waves(random: Random, size: number): (timeS: number) => Vec3 {
  const wave = () => {
    const hz = random.uniform(0.4, 1.4);
    const phase = random.uniform(0, 2 * Math.PI);
    return (timeS: number): number => size * Math.sin(2 * Math.PI * hz * timeS + phase);
  };
  const [x, y, z] = [wave(), wave(), wave()];
  return (timeS) => [x(timeS), y(timeS), z(timeS)];
}

/** One sensor beyond a joint that feels `jointForce` (earth axes), turning at `rate` (its axes). */
function sensorBeyondJoint(
  rate: (timeS: number) => Vec3,
  arm: Vec3,
  jointForce: (timeS: number) => Vec3,
  headingRad: number,
): SensorState[] {
  let orientation: Quat = [Math.cos(headingRad / 2), 0, 0, Math.sin(headingRad / 2)];
  return Array.from({ length: FRAMES }, (_, i) => {
    const timeS = i / RATE_HZ;
    if (i > 0) orientation = quatMultiply(orientation, turn(rate(timeS - 0.5 / RATE_HZ)));
    const w = rate(timeS);
    const h = 1e-4;
    const wDot = scale(subtract(rate(timeS + h), rate(timeS - h)), 1 / (2 * h));
    const lever = add(cross(w, cross(w, arm)), cross(wDot, arm));
    return {
      orientation,
      acceleration: add(quatRotate(quatConjugate(orientation), jointForce(timeS)), lever),
      angularRate: w,
      gyroBias: [0, 0, 0],
      quality: 0,
    };
  });
}

/** The turn of one sampling period at a constant rate. */
function turn(rate: Vec3): Quat {
  const angle = norm(rate) / RATE_HZ;
  const [x, y, z] = scale(rate, Math.sin(angle / 2) / norm(rate));
  return [Math.cos(angle / 2), x, y, z];
}

/** Shank's earth frame, seen from the thigh's, is turned by this. */
const RELATIVE_HEADING_DEG = 70;

function briskLeg(seed: number): { thigh: SensorState[]; shank: SensorState[] } {
  const random = new Random(seed, 'leg');
  const shove = waves(random, 3);
  const inThighEarth = (timeS: number): Vec3 => add(shove(timeS), [0, 0, STANDARD_GRAVITY]);
  const half = (RELATIVE_HEADING_DEG * RAD_PER_DEG) / 2;
  const toShankEarth: Quat = [Math.cos(half), 0, 0, -Math.sin(half)];
  return {
    thigh: sensorBeyondJoint(waves(random, 2), THIGH_ARM, inThighEarth, 0.4),
    shank: sensorBeyondJoint(
      waves(random, 2.5),
      SHANK_ARM,
      (timeS) => quatRotate(toShankEarth, inThighEarth(timeS)),
      -1.1,
    ),
  };
}

describe('lever arms', () => {
  it.each([1, 2, 3])('are found to a centimetre in a brisk movement, seed %i', (seed) => {
    const { thigh, shank } = briskLeg(seed);
    const arms = findLeverArms(
      thigh,
      shank,
      thigh.map(() => true),
      RATE_HZ,
      [0, 1, 0],
      [0, 1, 0],
    );
    // The prior of 15 cm is off by 5 to 7 cm here and draws a little.
    expect(norm(subtract(arms.thigh, THIGH_ARM))).toBeLessThan(0.015);
    expect(norm(subtract(arms.shank, SHANK_ARM))).toBeLessThan(0.015);
  });

  it.each([1, 2, 3])('are found without knowing where the sensors sit, seed %i', (seed) => {
    const { thigh, shank } = briskLeg(seed);
    const moving = thigh.map(() => true);
    const arms = fitLeverArms(thigh, shank, moving, RATE_HZ, UNKNOWN_PLACEMENT);
    expect(norm(subtract(arms.thigh, THIGH_ARM))).toBeLessThan(0.005);
    expect(norm(subtract(arms.shank, SHANK_ARM))).toBeLessThan(0.005);
  });

  it('are the prior where nothing moved', () => {
    const { thigh, shank } = briskLeg(1);
    const arms = findLeverArms(
      thigh,
      shank,
      thigh.map(() => false),
      RATE_HZ,
      [0, 0, 1],
      [1, 0, 0],
    );
    expect(norm(subtract(arms.thigh, [0, 0, 0.15]))).toBeLessThan(1e-9);
    expect(norm(subtract(arms.shank, [-0.15, 0, 0]))).toBeLessThan(1e-9);
  });
});

describe('link acceleration', () => {
  it.each([1, 2, 3])('gives the relative heading in a brisk movement, seed %i', (seed) => {
    const { thigh, shank } = briskLeg(seed);
    const link = new LinkAcceleration(RATE_HZ, THIGH_ARM, SHANK_ARM);
    let c = 0;
    let s = 0;
    for (const [i, state] of thigh.entries()) {
      const evidence = link.step(state, shank[i]);
      c += evidence.c;
      s += evidence.s;
    }
    const offRad = wrapAngle(Math.atan2(s, c) - RELATIVE_HEADING_DEG * RAD_PER_DEG);
    expect(Math.abs(offRad * DEG_PER_RAD)).toBeLessThan(0.5);
  });

  it('says nothing for 0.15 s after an impact, nor in the two frames after a gap', () => {
    const { thigh, shank } = briskLeg(1);
    const link = new LinkAcceleration(RATE_HZ, THIGH_ARM, SHANK_ARM);
    const silent: number[] = [];
    for (const [i, state] of thigh.slice(0, 200).entries()) {
      if (i === 150) link.interrupt();
      const struck: SensorState = { ...state, acceleration: [0, 0, 60] };
      if (link.step(i === 100 ? struck : state, shank[i]).power === 0) silent.push(i);
    }
    // Evidence is one frame late; the struck frame counts to its 0.15 s.
    expect(silent).toEqual([0, 1, ...Array.from({ length: 15 }, (_, i) => 101 + i), 150, 151]);
  });
});

describe('the flexion axis', () => {
  /** Shank flexing on a still thigh about `axis` (shank axes), with a twist now and then. */
  function axisOf(axis: Vec3, mounting: ReturnType<typeof rotationX>, twists: boolean) {
    const turn = (2 * Math.PI) / (4 * RATE_HZ);
    const rates = Array.from({ length: FRAMES }, (_, i): Vec3 => {
      const flexing = scale(axis, -1.5 * Math.sin(turn * i));
      return twists && i % 400 < 40 ? [0, 2, 0] : flexing;
    });
    return findFlexionAxis({
      // The twists are those of the skin: the bones only flex.
      shankToThigh: rates.map((_, i) => {
        const flexed = scale(axis, (-1.5 * (1 - Math.cos(turn * i))) / (turn * RATE_HZ));
        return multiply(mounting, rotationFromVector(flexed));
      }),
      thighRate: rates.map(() => [0, 0, 0]),
      shankRate: rates,
      active: rates.map((rate) => norm(rate) > 0.5),
      standingFrames: 1,
    });
  }

  const AXIS: Vec3 = [0.6, 0, 0.8];
  const MOUNTING = multiply(rotationX(0.5), rotationY(-1.2), rotationZ(2));

  it('points to the right in both sensors, whichever way the principal axis came out', () => {
    const { shank, thigh, share } = axisOf(AXIS, MOUNTING, false);
    expect(angleBetween(shank, AXIS) * DEG_PER_RAD).toBeLessThan(0.01);
    const inThigh: Vec3 = [
      MOUNTING[0] * 0.6 + MOUNTING[2] * 0.8,
      MOUNTING[3] * 0.6 + MOUNTING[5] * 0.8,
      MOUNTING[6] * 0.6 + MOUNTING[8] * 0.8,
    ];
    expect(angleBetween(thigh, inThigh) * DEG_PER_RAD).toBeLessThan(0.01);
    expect(share).toBeCloseTo(1, 6);
  });

  it('is not dragged by twists', () => {
    const { shank, weights } = axisOf(AXIS, MOUNTING, true);
    // A tenth of the time in twists faster than the knee ever flexes, a quarter of all the energy.
    expect(angleBetween(shank, AXIS) * DEG_PER_RAD).toBeLessThan(2);
    expect(weights[20]).toBeLessThan(0.05);
  });
});
