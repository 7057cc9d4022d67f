import { beforeAll, describe, expect, it } from 'vitest';
import type { CalibrationLegInput } from '../../../src/body/calibration/calibrationLegInput.ts';
import { type CalibrationStep, Calibrator } from '../../../src/body/calibration/calibrator.ts';
import type { SensorState } from '../../../src/body/sensorState.ts';
import { scale } from '../../../src/geometry/vector.ts';
import { encodeJson } from '../../../src/recording/jsonMessage.ts';
import type { SquatOptions } from '../../../src/simulator/squatOptions.ts';
import { calibrationFrames, RATE_HZ, wear } from './wornSensors.ts';

type Frame = readonly CalibrationLegInput[] | null;

interface Timed extends CalibrationStep {
  readonly atS: number;
}

/** Steps until one is `done`, or all of them. */
function calibrate(frames: readonly Frame[]): Timed[] {
  const calibrator = new Calibrator(RATE_HZ, 1);
  const steps: Timed[] = [];
  for (const [i, frame] of frames.entries()) {
    const step = calibrator.step(frame, i * 10_000);
    if (step) steps.push({ ...step, atS: i / RATE_HZ });
    if (step?.stage === 'done') break;
  }
  return steps;
}

function worn(options: Partial<SquatOptions>): CalibrationLegInput[][] {
  return calibrationFrames(wear({ seed: 2, ...options }));
}

function stages(steps: readonly Timed[]): string[] {
  return steps.map(({ stage, done }) => (stage === 'move' ? `move ${done}` : stage));
}

const WHOLE = ['standStill', 'move 0', 'move 1', 'move 2', 'move 3', 'move 4', 'move 5', 'done'];

let plain: CalibrationLegInput[][];

beforeAll(() => {
  plain = worn({ reps: 0 });
});

describe('the calibrator', () => {
  it('leads from standing over five squats to a good calibration', () => {
    const steps = calibrate(plain);
    expect(stages(steps)).toEqual(WHOLE);
    const last = steps[steps.length - 1];
    expect(last).toMatchObject({ instruction: 'Calibrated', done: 5, wanted: 5 });
    expect(last.calibration).toMatchObject({ id: 'cal-1', verdict: 'good', reasons: [] });
    expect(last.calibration?.legs.map((leg) => leg.side)).toEqual(['right', 'left']);
    expect(last.calibration?.standingS).toBeGreaterThanOrEqual(3);
    // Filters must be able to catch up from the standing to this very frame.
    expect(last.history[last.history.length - 1]).toEqual(plain[Math.round(last.atS * RATE_HZ)]);
  });

  it('calibrates one leg alone where only one is worn', () => {
    const steps = calibrate(plain.map((frame) => frame.slice(0, 1)));
    expect(steps[steps.length - 1].calibration?.legs.map((leg) => leg.side)).toEqual(['right']);
  });

  it('is not put out by late packets, in standing or in movement', () => {
    const late = plain.map((frame, i) => (i % 150 < 20 ? null : frame));
    expect(stages(calibrate(late))).toEqual(WHOLE);
  });

  it('begins again when a sensor is gone for longer', () => {
    const goneFrom = 12 * RATE_HZ;
    const steps = calibrate(
      plain.map((frame, i) => (i >= goneFrom && i < goneFrom + RATE_HZ ? null : frame)),
    );
    expect(stages(steps).slice(0, 5)).toEqual([
      'standStill',
      'move 0',
      'move 1',
      'waitingForSensors',
      'standStill',
    ]);
    expect(steps[3].atS - goneFrom / RATE_HZ).toBeCloseTo(0.3, 1);
  });

  it('says once that it waits for sensors', () => {
    const nobody = Array.from({ length: 500 }, () => null);
    expect(stages(calibrate(nobody))).toEqual(['waitingForSensors']);
    expect(stages(calibrate(nobody.map(() => [])))).toEqual(['waitingForSensors']);
  });

  it('asks for quicker squats where they turned too slowly to find an axis', () => {
    const slow = (state: SensorState): SensorState => ({
      ...state,
      angularRate: scale(state.angularRate, 0.1),
    });
    const steps = calibrate(
      plain.map((frame) =>
        frame.map((leg) => ({ ...leg, thigh: slow(leg.thigh), shank: slow(leg.shank) })),
      ),
    );
    const { calibration, instruction } = steps.find((step) => step.calibration !== null)!;
    expect(calibration).toMatchObject({ verdict: 'redo', legs: [{ axisShare: 0 }, {}] });
    expect(instruction).toMatch(/^right leg: .*a little quicker/);
    expect(() =>
      encodeJson({ type: 'calibration', timeUs: 0, calibration: calibration! }),
    ).not.toThrow();
  });

  it('finishes after three squats when the person stops there', () => {
    const third = calibrate(plain).find(({ done }) => done === 3);
    const until = Math.round((third?.atS ?? Number.NaN) * RATE_HZ) + 30;
    const stopped = [...plain.slice(0, until), ...Array.from({ length: 400 }, () => plain[until])];
    const steps = calibrate(stopped);
    expect(stages(steps)).toEqual([...WHOLE.slice(0, 5), 'done']);
    expect(steps[steps.length - 1].atS - (third?.atS ?? 0)).toBeCloseTo(3, 1);
  });

  it('starts over after a minute without enough squats, and says how many it saw', () => {
    const dips = worn({ calibrationReps: 0, reps: 16, thighTiltDeg: 25, shankTiltDeg: 12 });
    const again = calibrate(dips).find(({ instruction }) => /try again/.test(instruction));
    expect(again).toMatchObject({ stage: 'standStill', calibration: null });
    expect(again?.instruction).toMatch(/^0 squats in 60 s;/);
  });

  it('asks for a new try when the squats were too shallow, and takes the next good one', () => {
    const shallow = worn({ calibrationReps: 0, reps: 5, thighTiltDeg: 32, shankTiltDeg: 15 });
    const steps = calibrate([...shallow, ...plain]);
    const [redo] = steps.filter(({ calibration }) => calibration?.verdict === 'redo');
    expect(redo).toMatchObject({ stage: 'standStill', history: [] });
    expect(redo.instruction).toMatch(/the knee bent only \d\d°; squat deeper/);
    expect(redo.instruction).toMatch(/Stand still/);
    expect(redo.calibration?.id).toBe('cal-1');
    expect(steps[steps.length - 1].calibration).toMatchObject({ id: 'cal-2', verdict: 'good' });
  });

  it('calls a calibration usable when the standing swayed, and says so', () => {
    const steps = calibrate(worn({ reps: 0, swayDeg: 0.6 }));
    const { calibration, instruction } = steps[steps.length - 1];
    expect(calibration).toMatchObject({ verdict: 'usable' });
    expect(calibration?.reasons).toEqual([
      'the standing was not quite still; hold on to something',
    ]);
    expect(instruction).toContain('not quite still');
  });

  it('waits while the person sways too much to stand', () => {
    expect(
      stages(calibrate(worn({ calibrationReps: 0, reps: 0, swayDeg: 1.8, standingS: 15 }))),
    ).toEqual(['standStill']);
  });

  it('refines nothing on a movement out of the sagittal plane, and says why', () => {
    const steps = calibrate(
      worn({
        calibrationReps: 0,
        reps: 5,
        kneeValgusDeg: [20],
        thighTiltDeg: 35,
        shankTiltDeg: 20,
      }),
    );
    const { calibration } = steps[steps.length - 1];
    expect(calibration).toMatchObject({ verdict: 'usable', legs: [{ refinement: 'none' }, {}] });
    expect(calibration?.reasons.join('\n')).toMatch(
      /right leg: thigh and shank turned about axes \d+° apart/,
    );
  });
});
