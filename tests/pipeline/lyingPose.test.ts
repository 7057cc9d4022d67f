import { describe, expect, it } from 'vitest';
import { RAD_PER_DEG } from '../../src/geometry/angles.ts';
import { apply, type Mat3, multiply, rotationY, rotationZ } from '../../src/geometry/rotation.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import { PLACEMENTS, type Placement } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { BodyMotion } from '../../src/simulator/bodyMotion.ts';
import type { BodyPose, SegmentPose } from '../../src/simulator/bodyPose.ts';
import { ImuErrors, NOMINAL_IMU } from '../../src/simulator/imuErrors.ts';
import { makePerson } from '../../src/simulator/person.ts';
import { Random } from '../../src/simulator/random.ts';
import { sensorMount } from '../../src/simulator/sensorMount.ts';
import { SimulatedImu } from '../../src/simulator/simulatedImu.ts';
import { DEFAULT_DELIVERY, simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { DEFAULT_SQUAT_OPTIONS } from '../../src/simulator/squatOptions.ts';
import { planSquats } from '../../src/simulator/squatPlan.ts';
import { SquatScript } from '../../src/simulator/squatScript.ts';
import { StencilCache } from '../../src/simulator/stencilCache.ts';
import { StandingSway } from '../../src/simulator/sway.ts';

const START_US = Date.UTC(2026, 0, 1) * 1000;
const LYING_S = 6;
const RISING_S = 4;
const WORN = ['right_thigh', 'right_shank'] as const satisfies Placement[];

/** Squats; where `lies`, after lying on the back with the kneecaps `kneecapsOutDeg` off straight up. */
function squats(seed: number, kneecapsOutDeg: number, lies: boolean) {
  const options = { ...DEFAULT_SQUAT_OPTIONS, seed, reps: 0, calibrationReps: 5 };
  const person = makePerson(seed, null);
  const plan = planSquats(person, options);
  const sway = new StandingSway(new Random(seed, 'sway'), options.swayDeg);
  const upright = new BodyMotion(person, { right: 0, left: 0 }, new SquatScript(plan, sway, null));
  const poseAt = (timeS: number): BodyPose => {
    if (!lies) return upright.poseAt(timeS);
    const u = Math.min(1, Math.max(0, (timeS - LYING_S) / RISING_S));
    const down = 1 - u ** 3 * (10 - 15 * u + 6 * u * u);
    const turn = multiply(
      rotationZ(90 * down * RAD_PER_DEG),
      rotationY(kneecapsOutDeg * down * RAD_PER_DEG),
    );
    return turned(upright.poseAt(Math.max(0, timeS - LYING_S - RISING_S)), turn);
  };
  return { person, poseAt, durationS: (lies ? LYING_S + RISING_S : 0) + plan.durationS };
}

function turned(pose: BodyPose, turn: Mat3): BodyPose {
  const entries = PLACEMENTS.map((placement): [Placement, SegmentPose] => {
    const { rotation, origin } = pose[placement];
    return [placement, { rotation: multiply(turn, rotation), origin: apply(turn, origin) }];
  });
  return Object.fromEntries(entries) as Record<Placement, SegmentPose>;
}

interface Told {
  readonly calibration: Calibration | null;
  readonly instructions: readonly string[];
}

/** @param asked for the lying pose, which the person then takes */
function run(seed: number, kneecapsOutDeg: number, asked: boolean): Told {
  const { person, poseAt, durationS } = squats(seed, kneecapsOutDeg, asked);
  const motion = new StencilCache(poseAt);
  const feeds = WORN.map((placement) => {
    const errorsAt = (hz: number) =>
      new ImuErrors(NOMINAL_IMU, hz, new Random(seed, `errors ${placement}`));
    const mount = sensorMount(placement, person, 'random', seed);
    return new SimulatedImu({ placement, rateHz: 100, motion, mount, errorsAt });
  });
  const pipeline = new Pipeline(DEFAULT_SETTINGS);
  let calibration: Calibration | null = null;
  const instructions: string[] = [];
  let isAsked = asked;
  for (const input of simulatedInputs(feeds, START_US, durationS, { ...DEFAULT_DELIVERY, seed })) {
    if (isAsked && input.type === 'packet') {
      isAsked = false;
      const { events } = pipeline.push({ type: 'lyingPose', timeUs: input.packet.arrivalUs });
      for (const event of events) {
        if (event.type === 'calibrationStage') instructions.push(event.instruction);
      }
    }
    for (const event of pipeline.push(input).events) {
      if (event.type === 'calibrationStage') instructions.push(event.instruction);
      if (event.type === 'calibration' && event.calibration.verdict !== 'redo') {
        calibration ??= event.calibration;
      }
    }
  }
  return { calibration, instructions };
}

/** From the axes of the squat to the refined ones, about the long axis, degrees. */
function turnedDeg({ calibration }: Told): number {
  return calibration?.legs[0].refinementDeg[1] ?? Number.NaN;
}

describe('a second calibration pose, on the back with the kneecaps up', () => {
  it('is taken first, and only then is standing looked for', () => {
    const { calibration, instructions } = run(1, 0, true);
    expect(instructions[0]).toMatch(/Lie on your back/);
    expect(instructions[1]).toMatch(/stand up/);
    expect(instructions[2]).toMatch(/Stand still/);
    expect(calibration?.legs[0].axesAlsoFrom).toEqual(['lyingPose']);
    expect(calibration?.standing.fromUs).toBeGreaterThan(START_US + (LYING_S + RISING_S / 2) * 1e6);
  });

  it('brings the axes nearer to the condyles, though kneecaps point 3° off', () => {
    // One standard deviation to either side: of the condyles against the axis of a person's squat, and
    // of the kneecaps against up.
    const people = [-6, 6].flatMap((condylesDeg) => [-3, 3].map((offDeg) => [condylesDeg, offDeg]));
    let [asked, unasked] = [0, 0];
    for (const [seed, [condylesDeg, offDeg]] of people.entries()) {
      // With the kneecaps up, the axis of the squat lies as much to the other side.
      asked += Math.abs(turnedDeg(run(seed + 1, offDeg - condylesDeg, true)) - condylesDeg);
      unasked += Math.abs(turnedDeg(run(seed + 1, 0, false)) - condylesDeg);
    }
    expect(asked).toBeLessThan(unasked);
  });

  it('is named only where it was taken', () => {
    expect(run(2, 0, false).calibration?.legs[0].axesAlsoFrom).toBeUndefined();
  });
});
