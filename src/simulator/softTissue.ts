import { kneeAngles } from '../body/jointAngles.ts';
import { RAD_PER_DEG } from '../geometry/angles.ts';
import { type Mat3, multiply, rotationX, rotationY, rotationZ } from '../geometry/rotation.ts';
import { type Placement, placementOf, SIDES, type Side } from '../model/placement.ts';
import type { BodyPose } from './bodyPose.ts';
import { type Impact, timesOfImpacts } from './impact.ts';
import { quinticStep } from './quinticStep.ts';
import { Random } from './random.ts';
import type { SkinTurn } from './skinMotion.ts';

/** What skin and muscle of one segment do, degrees about segment x, y, z. */
export interface SkinAmplitude {
  /** At 90° of knee flexion, growing with its sine. */
  readonly withFlexionDeg: readonly [number, number, number];
  /** First swing after an impact, about x and z. */
  readonly wobbleDeg: readonly [number, number];
}

export type SkinAmplitudes = Readonly<Partial<Record<Placement, SkinAmplitude>>>;

/** One standard deviation over people, degrees at 90° of flexion, about x, y, z. */
const THIGH_SD_DEG = [1.5, 6, 3] as const;
const SHANK_SD_DEG = [1, 3, 2] as const;

const WOBBLE_SD_DEG = { thigh: 1.5, shank: 0.75 };
const WOBBLE_HZ = 8;
const WOBBLE_DECAY_S = 0.08;
/** It swells over this, for skin does not jump either. */
const WOBBLE_ONSET_S = 0.03;
/** The rest of a wobble is left out after this: e⁻¹⁰ of it. */
const WOBBLE_END_S = 10 * WOBBLE_DECAY_S;

/** Draws how the skin of this person moves over the bones; `share` 1 is the usual person. */
export function drawSkin(seed: number, share: number): SkinAmplitudes {
  const amplitudes: Partial<Record<Placement, SkinAmplitude>> = {};
  for (const side of SIDES) {
    for (const segment of ['thigh', 'shank'] as const) {
      const placement = placementOf(side, segment);
      const random = new Random(seed, `skin ${placement}`);
      const sd = segment === 'thigh' ? THIGH_SD_DEG : SHANK_SD_DEG;
      const draw = (one: number) => share * one * random.gaussian();
      amplitudes[placement] = {
        withFlexionDeg: [draw(sd[0]), draw(sd[1]), draw(sd[2])],
        wobbleDeg: [draw(WOBBLE_SD_DEG[segment]), draw(WOBBLE_SD_DEG[segment])],
      };
    }
  }
  return amplitudes;
}

/**
 * Soft tissue under the sensors of thigh and shank: Rx Ry Rz of amplitudes that grow with the sine
 * of knee flexion, and a damped wobble of 8 Hz after each impact.
 */
export function softTissue(amplitudes: SkinAmplitudes, impacts: readonly Impact[]): SkinTurn {
  const times = { right: timesOfImpacts(impacts, 'right'), left: timesOfImpacts(impacts, 'left') };
  return (placement, timeS, bones) => {
    const skin = amplitudes[placement];
    if (!skin) return null;
    const side: Side = placement.startsWith('right') ? 'right' : 'left';
    const sine = Math.sin(flexionDeg(bones, side) * RAD_PER_DEG);
    const swing = wobble(times[side], timeS);
    const [x, y, z] = skin.withFlexionDeg;
    return turnOf(
      x * sine + skin.wobbleDeg[0] * swing,
      y * sine,
      z * sine + skin.wobbleDeg[1] * swing,
    );
  };
}

function turnOf(xDeg: number, yDeg: number, zDeg: number): Mat3 {
  return multiply(
    rotationX(xDeg * RAD_PER_DEG),
    rotationY(yDeg * RAD_PER_DEG),
    rotationZ(zDeg * RAD_PER_DEG),
  );
}

function flexionDeg(bones: BodyPose, side: Side): number {
  const thigh = bones[placementOf(side, 'thigh')].rotation;
  const shank = bones[placementOf(side, 'shank')].rotation;
  return kneeAngles(thigh, shank, side).kneeFlexionDeg;
}

function wobble(impactsS: readonly number[], timeS: number): number {
  let sum = 0;
  for (const impactS of impactsS) {
    const t = timeS - impactS;
    if (t <= 0 || t > WOBBLE_END_S) continue;
    sum +=
      quinticStep(t / WOBBLE_ONSET_S) *
      Math.exp(-t / WOBBLE_DECAY_S) *
      (1 - quinticStep(t / WOBBLE_END_S)) *
      Math.sin(2 * Math.PI * WOBBLE_HZ * t);
  }
  return sum;
}
