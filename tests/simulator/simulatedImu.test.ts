import { describe, expect, it } from 'vitest';
import { quatRotate, quatToMatrix } from '../../src/geometry/quaternion.ts';
import {
  IDENTITY,
  type Mat3,
  multiply,
  rotationFromVector,
  rotationZ,
  transpose,
} from '../../src/geometry/rotation.ts';
import { scale, type Vec3 } from '../../src/geometry/vector.ts';
import { joinLegs } from '../../src/simulator/bodyPose.ts';
import { COUNTS_PER_SAMPLE, type ImuFeed } from '../../src/simulator/imuFeed.ts';
import { SimulatedImu } from '../../src/simulator/simulatedImu.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { StencilCache } from '../../src/simulator/stencilCache.ts';

/** Every segment spins about z at the given rate, its sensor `radiusM` from the axis. */
function spinning(rateRadps: number, radiusM: number): ImuFeed {
  const motion = new StencilCache((timeS) => {
    const segment = { rotation: rotationZ(rateRadps * timeS), origin: [0, 0, 0] as const };
    const leg = { foot: segment, shank: segment, thigh: segment, hip: segment.origin };
    return joinLegs(leg, leg);
  });
  const mount = { positionM: [radiusM, 0, 0] as const, rotation: IDENTITY };
  return new SimulatedImu({
    placement: 'right_shank',
    rateHz: 100,
    motion,
    mount,
    errorsAt: null,
  });
}

function turnBetween(a: Mat3, b: Mat3): number {
  const error = multiply(transpose(a), b);
  return Math.hypot(error[7] - error[5], error[2] - error[6], error[3] - error[1]) / 2;
}

function rates(feed: ImuFeed, index: number): Vec3 {
  const out = new Int16Array(COUNTS_PER_SAMPLE);
  feed.read(index, out);
  return scale([out[3], out[4], out[5]], feed.sensor.angularRateScaleRadps);
}

describe('a simulated sensor', () => {
  it('holds at the ends of its ranges, 2000 °/s and 16 g', () => {
    const out = new Int16Array(COUNTS_PER_SAMPLE);
    spinning(40, 0.2).read(0, out);
    expect(out[5]).toBe(32767);
    expect(out[0]).toBe(-32768);
    spinning(-40, 0.2).read(0, out);
    expect(out[5]).toBe(-32768);
  });

  it('measures the motion at the instant it is told, where its rate is not exact', () => {
    const motion = new StencilCache((timeS) => {
      const segment = { rotation: rotationZ(4 * timeS ** 2), origin: [0, 0, 0] as const };
      const leg = { foot: segment, shank: segment, thigh: segment, hip: segment.origin };
      return joinLegs(leg, leg);
    });
    const mount = { positionM: [0, 0, 0] as const, rotation: IDENTITY };
    const feed = new SimulatedImu({
      placement: 'right_shank',
      rateHz: 100,
      motion,
      mount,
      errorsAt: null,
    });
    const out = new Int16Array(COUNTS_PER_SAMPLE);
    const rateAt = (index: number, atS?: number) => {
      feed.read(index, out, atS);
      return out[5]! * feed.sensor.angularRateScaleRadps;
    };
    // It turns by 4 t², so at 8 t.
    const halfACount = feed.sensor.angularRateScaleRadps / 2 + 1e-6;
    expect(Math.abs(rateAt(50) - 8 * 0.5)).toBeLessThan(halfACount);
    expect(Math.abs(rateAt(51, 51 / 101) - (8 * 51) / 101)).toBeLessThan(halfACount);
  });

  it('counts a rate and a centripetal force within half a count of the truth', () => {
    const feed = spinning(8, 0.5);
    const out = new Int16Array(COUNTS_PER_SAMPLE);
    feed.read(0, out);
    const { angularRateScaleRadps, accelerationScaleMps2 } = feed.sensor;
    expect(Math.abs(out[5] - 8 / angularRateScaleRadps)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(out[0] - (-0.5 * 8 ** 2) / accelerationScaleMps2)).toBeLessThanOrEqual(0.51);
  });

  it('has counts that integrate to the true attitude but for their rounding', () => {
    const rateHz = 200;
    const { feeds, truthAt } = simulateSquatSession({
      noise: 'none',
      mounting: 'identity',
      placements: ['right_shank'],
      rateHz,
    });
    const [feed] = feeds;
    // Samples at odd ticks stand in the middle of steps of two.
    const stepS = 2 / rateHz;
    const steps = 30 * rateHz;
    let attitude = quatToMatrix(truthAt(0)[0].shank);
    for (let i = 0; i < steps; i++) {
      attitude = multiply(attitude, rotationFromVector(scale(rates(feed, 2 * i + 1), stepS)));
    }
    const truth = quatToMatrix(truthAt(steps * stepS)[0].shank);
    const roundingSd = feed.sensor.angularRateScaleRadps / Math.sqrt(12);
    expect(turnBetween(truth, attitude)).toBeLessThan(6 * roundingSd * stepS * Math.sqrt(steps));
  });

  it('feels no jolt where one movement ends and another begins', () => {
    const rateHz = 1000;
    const session = simulateSquatSession({
      noise: 'none',
      placements: ['left_thigh'],
      rateHz,
      kneeValgusDeg: [12],
      repeat: true,
    });
    const [feed] = session.feeds;
    const mps2 = feed.sensor.accelerationScaleMps2;
    const joins = [6, session.durationS, ...session.reps.flatMap((rep) => [rep.startS, rep.endS])];
    const out = new Int16Array(COUNTS_PER_SAMPLE);
    for (const join of joins.sort((a, b) => a - b)) {
      const index = Math.round(join * rateHz);
      let previous: number[] | null = null;
      for (let i = index - 4; i <= index + 4; i++) {
        feed.read(i, out);
        const force: number[] = [...out.subarray(0, 3)];
        for (let k = 0; previous && k < 3; k++) {
          expect(Math.abs(force[k] - previous[k]) * mps2).toBeLessThan(0.05);
        }
        previous = force;
      }
    }
  });

  it('built into another make measures the same motion in that make’s counts', () => {
    const { feeds } = simulateSquatSession({ noise: 'none' });
    const feed = feeds[0]!;
    const make = { rateHz: 104, accelerationRangeG: 7.995, angularRateRangeDps: 2293.76 };
    const made = feed.measuring!(make, 10);
    expect(made.sensor.rateHz).toBe(104);
    const [ours, theirs] = [new Int16Array(6), new Int16Array(6)];
    // Its sample 52 is taken half a second after its start at 10 s: sample 1050 of ours.
    feed.read(1050, ours);
    made.read(52, theirs);
    for (let axis = 0; axis < 6; axis++) {
      const scaleOf = ({ sensor }: ImuFeed) =>
        axis < 3 ? sensor.accelerationScaleMps2 : sensor.angularRateScaleRadps;
      const roundings = (scaleOf(feed) + scaleOf(made)) / 2;
      const apart = ours[axis]! * scaleOf(feed) - theirs[axis]! * scaleOf(made);
      expect(Math.abs(apart)).toBeLessThanOrEqual(roundings + 1e-9);
    }
    // What our own protocol configures is not widened by that.
    expect(feed.configured!(make, 10)).toBeNull();
  });

  it('tells how it lies: gravity is up, and turning is what its gyroscope feels', () => {
    const { feeds } = simulateSquatSession({ noise: 'none', rateHz: 200 });
    for (const feed of feeds) {
      const out = new Int16Array(COUNTS_PER_SAMPLE);
      feed.read(0, out);
      const force = scale([out[0], out[1], out[2]], feed.sensor.accelerationScaleMps2);
      const [x, y, z] = quatRotate(feed.attitudeAt!(0), force);
      // Half a count of each axis, and the sway of quiet standing: a few mm/s².
      expect(Math.hypot(x, y, z - 9.80665)).toBeLessThan(0.02);
      // In a squat: over two samples the middle one's rate is the turn, but for its rounding.
      for (const index of [1801, 1901, 2001]) {
        const before = quatToMatrix(feed.attitudeAt!((index - 1) / 200));
        const after = quatToMatrix(feed.attitudeAt!((index + 1) / 200));
        const turned = multiply(before, rotationFromVector(scale(rates(feed, index), 2 / 200)));
        const halfACount = (feed.sensor.angularRateScaleRadps / 2) * (2 / 200);
        expect(turnBetween(turned, after)).toBeLessThan(2 * halfACount + 2e-6);
      }
    }
  });
});
