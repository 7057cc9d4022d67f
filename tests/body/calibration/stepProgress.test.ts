import { beforeAll, describe, expect, it } from 'vitest';
import type { CalibrationLegInput } from '../../../src/body/calibration/calibrationLegInput.ts';
import { Calibrator } from '../../../src/body/calibration/calibrator.ts';
import type { StepProgress } from '../../../src/body/calibration/stepProgress.ts';
import type { SensorState } from '../../../src/body/sensorState.ts';
import { add } from '../../../src/geometry/vector.ts';
import { calibrationFrames, RATE_HZ, wear } from './wornSensors.ts';

type Frame = readonly CalibrationLegInput[];

interface Seen extends StepProgress {
  readonly atS: number;
}

/** What is told five times a second until the calibration is done. */
function watch(frames: readonly Frame[]): Seen[] {
  const calibrator = new Calibrator(RATE_HZ, 1);
  const seen: Seen[] = [];
  for (const [i, frame] of frames.entries()) {
    if (calibrator.step(frame, i * 10_000)?.stage === 'done') break;
    if (i % (RATE_HZ / 5) === 0) seen.push({ ...calibrator.progress, atS: i / RATE_HZ });
  }
  return seen;
}

function untilDone(calibrator: Calibrator, frames: readonly Frame[], fromUs: number) {
  for (const [i, frame] of frames.entries()) {
    const step = calibrator.step(frame, fromUs + i * 10_000);
    if (step?.stage === 'done') return step.calibration;
  }
  return null;
}

/** The right shank turns to and fro in these frames. */
function fidgeting(frame: Frame, i: number): Frame {
  const moves = (state: SensorState): SensorState => ({
    ...state,
    angularRate: add(state.angularRate, [0.2 * Math.sin(i / 2), 0, 0]),
  });
  return frame.map((leg) => (leg.side === 'right' ? { ...leg, shank: moves(leg.shank) } : leg));
}

let plain: Frame[];

beforeAll(() => {
  plain = calibrationFrames(wear({ seed: 2, reps: 0 }));
});

describe('how a calibration step goes', () => {
  it('counts the still time up to all but the whole, which the next step alone stands for', () => {
    const standing = watch(plain).filter(({ stage }) => stage === 'standStill');
    const held = standing.map(({ heldS }) => heldS);
    expect(held).toEqual([...held].sort((a, b) => a - b));
    expect(held[0]).toBe(0);
    expect(held.at(-1)).toBeGreaterThan(2.4);
    expect(Math.max(...held)).toBeLessThan(3);
    expect(standing.every(({ wantedS, hint }) => wantedS === 3 && hint === null)).toBe(true);
    expect(standing.at(-1)?.sensors.map(({ placement, isStill }) => [placement, isStill])).toEqual([
      ['right_thigh', true],
      ['right_shank', true],
      ['left_thigh', true],
      ['left_shank', true],
    ]);
  });

  it('names the sensor that moves, and begins the count again behind it', () => {
    const uneasy = plain.map((frame, i) => (i > 100 && i < 200 ? fidgeting(frame, i) : frame));
    const seen = watch(uneasy);
    const during = seen.find(({ atS }) => atS === 1.8);
    expect(during).toMatchObject({ heldS: 0, hint: 'Right shank moves: hold still' });
    expect(during?.sensors.find(({ isStill }) => !isStill)?.placement).toBe('right_shank');
    const after = seen.find(({ atS }) => atS === 3.4);
    expect(after?.heldS).toBeGreaterThanOrEqual(1);
    expect(after?.heldS).toBeLessThanOrEqual(1.4);
  });

  it('tells the person alone where all of them move', () => {
    const squatting = plain.slice(Math.round(7.5 * RATE_HZ)).slice(0, 4 * RATE_HZ);
    expect(watch(squatting).map(({ hint }) => hint)).toContain('Hold still');
  });

  it('counts the bends of each knee, and shows how far the thigh is tilted now', () => {
    const moving = watch(plain).filter(({ stage }) => stage === 'move');
    expect(moving.at(-1)?.legs).toMatchObject([
      { side: 'right', bends: 5 },
      { side: 'left', bends: 5 },
    ]);
    const deepest = Math.max(...moving.flatMap(({ legs }) => legs.map(({ tiltDeg }) => tiltDeg)));
    expect(deepest).toBeGreaterThan(40);
    expect(new Set(moving.map(({ hint }) => hint))).toEqual(
      new Set([null, 'Stand still a moment longer']),
    );
  });

  it('says which knee is behind where one leg does not bend', () => {
    const lame = plain.map((frame) => {
      const left = plain[0].find(({ side }) => side === 'left');
      return frame.map((leg) => (leg.side === 'left' && left ? left : leg));
    });
    const hints = watch(lame).map(({ hint }) => hint);
    expect(hints).toContain('Bend both knees alike: the left knee has 0 of 5');
  });

  it('asks for deeper squats where they are too small to count', () => {
    const shallow = calibrationFrames(
      wear({ seed: 2, calibrationReps: 0, reps: 3, thighTiltDeg: 25, shankTiltDeg: 12 }),
    );
    expect(watch(shallow).map(({ hint }) => hint)).toContain('Squat a little deeper');
  });
});

describe('the squats done again on the same standing', () => {
  const STOOD_S = 3;

  it('give the calibration that the whole gives, from its standing', () => {
    const whole = new Calibrator(RATE_HZ, 1);
    const found = untilDone(whole, plain, 0);
    const pose = whole.pose;
    if (!pose || !found) throw new Error('no calibration was found');
    expect(pose.frames.length / RATE_HZ).toBeCloseTo(found.standingS, 6);

    const again = new Calibrator(RATE_HZ, 2);
    expect(again.moveOn(pose)).toMatchObject({ stage: 'move', done: 0, wanted: 5 });
    const atUs = plain.length * 10_000;
    const squats = plain.slice(Math.round(STOOD_S * RATE_HZ));
    const calibration = untilDone(again, squats, atUs);
    expect(calibration?.standing.fromUs).toBe(found.standing.fromUs);
    expect(calibration?.standing.toUs).toBe(found.standing.toUs);
    expect(calibration?.movement.fromUs).toBeGreaterThan(atUs);
    for (const [i, leg] of (calibration?.legs ?? []).entries()) {
      for (const k of [0, 1, 2, 3] as const) {
        expect(leg.thigh.segmentToSensor[k]).toBeCloseTo(found.legs[i].thigh.segmentToSensor[k], 2);
      }
    }
    expect(calibration?.legs).toHaveLength(2);
  });

  it('do not count the way up from a squat that was given up', () => {
    const whole = new Calibrator(RATE_HZ, 1);
    let i = 0;
    // Down in the first squat.
    for (; whole.progress.legs.every(({ tiltDeg }) => tiltDeg < 40); i++)
      whole.step(plain[i], i * 10_000);
    const pose = whole.pose;
    if (!pose) throw new Error('no standing is kept');
    const again = new Calibrator(RATE_HZ, 1);
    again.moveOn(pose);
    const done: number[] = [];
    for (; i < plain.length; i++) {
      const step = again.step(plain[i], i * 10_000);
      if (step) done.push(step.done);
      if (step?.stage === 'done') break;
    }
    // Of the five squats one was given up; four and a stop are enough.
    expect(done).toEqual([1, 2, 3, 4, 4]);
  });

  it('have no standing to go on from once a sensor was silent', () => {
    const calibrator = new Calibrator(RATE_HZ, 1);
    for (let i = 0; i < 4 * RATE_HZ; i++) calibrator.step(plain[i], i * 10_000);
    expect(calibrator.pose).not.toBeNull();
    for (let i = 0; i < RATE_HZ; i++) calibrator.step(null, i);
    expect(calibrator.pose).toBeNull();
    expect(calibrator.progress.stage).toBe('waitingForSensors');
  });
});
