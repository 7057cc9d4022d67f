import { beforeAll, describe, expect, it } from 'vitest';
import { fppaGeometryValid } from '../../src/body/frontalMeasures.ts';
import { DEG_PER_RAD, STANDARD_GRAVITY } from '../../src/geometry/angles.ts';
import { quatRotate } from '../../src/geometry/quaternion.ts';
import { angleBetween, norm, Y_AXIS } from '../../src/geometry/vector.ts';
import { LEG_MEASURES } from '../../src/model/bodyFrame.ts';
import { PLACEMENTS, SIDES } from '../../src/model/placement.ts';
import { COUNTS_PER_SAMPLE, type ImuFeed } from '../../src/simulator/imuFeed.ts';
import type { SquatOptions } from '../../src/simulator/squatOptions.ts';
import { type SquatSession, simulateSquatSession } from '../../src/simulator/squatSession.ts';

const HZ = 100;

function readAll(feed: ImuFeed, samples: number): Int16Array {
  const counts = new Int16Array(samples * COUNTS_PER_SAMPLE);
  for (let i = 0; i < samples; i++) {
    const at = i * COUNTS_PER_SAMPLE;
    feed.read(i, counts.subarray(at, at + COUNTS_PER_SAMPLE));
  }
  return counts;
}

function feedOf(session: SquatSession, placement: string): ImuFeed {
  const feed = session.feeds.find((candidate) => candidate.placement === placement);
  if (!feed) throw new Error(`no feed sits on ${placement}`);
  return feed;
}

function firstCounts(options: Partial<SquatOptions>): number[] {
  return simulateSquatSession(options).feeds.flatMap((feed) => [...readAll(feed, 50)]);
}

describe('a simulated squat session', () => {
  it('gives the same counts for the same seed and others for another', () => {
    expect(firstCounts({ seed: 5 })).toEqual(firstCounts({ seed: 5 }));
    expect(firstCounts({ seed: 6 })).not.toEqual(firstCounts({ seed: 5 }));
  });

  it('lifts a knee out of the sway of standing and puts it back without a blow', () => {
    const standingS = 2;
    const session = simulateSquatSession({
      noise: 'none',
      swayDeg: 0.3,
      standingS,
      liftRightKnee: true,
    });
    const samples = Math.round((2 * standingS + 2.2) * HZ);
    for (const placement of ['right_thigh', 'right_shank', 'pelvis'] as const) {
      if (!session.options.placements.includes(placement)) continue;
      const feed = feedOf(session, placement);
      const counts = readAll(feed, samples);
      const forces = Array.from({ length: samples }, (_, i) =>
        norm(
          [0, 1, 2].map(
            (axis) => counts[i * COUNTS_PER_SAMPLE + axis] * feed.sensor.accelerationScaleMps2,
          ) as [number, number, number],
        ),
      );
      // A lift within 0.9 s: 60° in a quintic step of half a metre make 2.6 m/s² beside gravity.
      expect(Math.max(...forces)).toBeLessThan(STANDARD_GRAVITY + 4);
    }
  });

  it('leaves a sensor its own noise when others join or leave', () => {
    const alone = simulateSquatSession({ placements: ['left_shank'] });
    const together = simulateSquatSession({ placements: PLACEMENTS });
    const pelvisFirst = feedOf(together, 'pelvis');
    readAll(pelvisFirst, 20);
    expect([...readAll(feedOf(together, 'left_shank'), 50)]).toEqual([
      ...readAll(feedOf(alone, 'left_shank'), 50),
    ]);
  });

  it('gives a feed for each placement in the order asked for', () => {
    const { feeds } = simulateSquatSession({ placements: ['pelvis', 'left_foot', 'right_shank'] });
    expect(feeds.map((feed) => feed.placement)).toEqual(['pelvis', 'left_foot', 'right_shank']);
    expect(new Set(feeds.map((feed) => feed.sensor.id)).size).toBe(3);
  });

  it.each(SIDES)(
    'shows on the %s the projection angle asked for, at the peak of each rep',
    (side) => {
      const session = simulateSquatSession({ seed: 11, fppaDeg: [0, -6, 18, 24] });
      const leg = SIDES.indexOf(side);
      for (const rep of session.reps) {
        const { measures } = session.truthAt(rep.bottomS)[leg];
        expect(rep.requested.measure).toBe('fppaDeg');
        expect(Math.abs(measures.fppaDeg - rep.requested.deg[side])).toBeLessThan(0.05);
        expect(measures.shankLeanDeg).toBeCloseTo(rep.requested.deg[side] / 4, 6);
        expect(measures.thighTiltDeg).toBeLessThanOrEqual(65);
        expect(Math.abs(measures.kneeValgusDeg)).toBeLessThan(0.01);
      }
      expect(session.reps.map((rep) => rep.requested.deg[side]).slice(0, 5)).toEqual([
        0, -6, 18, 24, 0,
      ]);
    },
  );

  it('shows a knee valgus asked for as the joint angle, which the projection angle is not', () => {
    const session = simulateSquatSession({ kneeValgusDeg: [8], affectedSide: 'left' });
    for (const rep of session.reps) {
      const [right, left] = session.truthAt(rep.bottomS);
      expect(left.measures.kneeValgusDeg).toBeCloseTo(8, 6);
      expect(right.measures.kneeValgusDeg).toBeCloseTo(0, 6);
      expect(rep.requested).toEqual({ measure: 'kneeValgusDeg', deg: { right: 0, left: 8 } });
      expect(Math.abs(left.measures.fppaDeg - 8)).toBeGreaterThan(5);
    }
  });

  it('leaves the other leg neutral when one side is affected', () => {
    const session = simulateSquatSession({
      fppaDeg: [20],
      affectedSide: 'right',
      footRollDeg: 6,
    });
    const [right, left] = session.truthAt(session.reps[0].bottomS);
    expect(right.measures.fppaDeg).toBeCloseTo(20, 6);
    expect(right.measures.footRollDeg).toBeCloseTo(6, 6);
    expect(left.measures.fppaDeg).toBeCloseTo(0, 6);
    expect(left.measures.footRollDeg).toBeCloseTo(0, 9);
  });

  it('blanks the projection angle exactly where its gate is shut', () => {
    const session = simulateSquatSession({ thighTiltDeg: 80 });
    const { startS, bottomS } = session.reps[0];
    let blank = 0;
    for (let t = startS; t < bottomS; t += 0.02) {
      for (const leg of session.truthAt(t)) {
        const up = (segment: readonly [number, number, number, number]) =>
          quatRotate(segment, Y_AXIS);
        const valid = fppaGeometryValid(up(leg.shank), up(leg.thigh));
        expect(Number.isNaN(leg.measures.fppaDeg)).toBe(!valid);
        expect(Number.isFinite(leg.measures.kneeMedialDeviationM)).toBe(true);
        if (!valid) blank++;
      }
    }
    expect(blank).toBeGreaterThan(10);
  });

  it('knows every measure but the uncertainties', () => {
    const session = simulateSquatSession();
    for (const leg of session.truthAt(session.reps[0].bottomS)) {
      const unknown = LEG_MEASURES.filter(({ key }) => !Number.isFinite(leg.measures[key]));
      expect(unknown.map(({ key }) => key)).toEqual(
        LEG_MEASURES.map(({ key }) => key).filter((key) => /Sd(Deg|M)$/.test(key)),
      );
    }
  });

  it('reads zero in every measure but for the sway while standing', () => {
    const session = simulateSquatSession({ swayDeg: 0 });
    for (const leg of session.truthAt(3)) {
      for (const { key } of LEG_MEASURES) {
        if (!/Sd(Deg|M)$/.test(key)) expect(leg.measures[key]).toBeCloseTo(0, 9);
      }
    }
    const swaying = simulateSquatSession();
    const leans = Array.from({ length: 600 }, (_, i) => {
      return swaying.truthAt(i / 100)[0].measures.shankLeanDeg;
    });
    const rms = Math.hypot(...leans) / Math.sqrt(leans.length);
    expect(rms).toBeGreaterThan(0.03);
    expect(rms).toBeLessThan(0.3);
  });

  it('stands 6 s, makes five easy squats to about 75°, and varies its reps by up to 5 %', () => {
    const session = simulateSquatSession({ seed: 3 });
    const flexionAt = (t: number) => session.truthAt(t)[0].measures.kneeFlexionDeg;
    for (let t = 0; t < 6; t += 0.1) expect(Math.abs(flexionAt(t))).toBeLessThan(1);
    const first = session.reps[0];
    let peaks = 0;
    let largest = 0;
    let bent = false;
    for (let t = 6; t < first.startS; t += 0.02) {
      const flexion = flexionAt(t);
      largest = Math.max(largest, flexion);
      if (!bent && flexion > 60) peaks++;
      bent = flexion > 30 && (bent || flexion > 60);
    }
    expect(peaks).toBe(5);
    expect(Math.abs(largest / 75 - 1)).toBeLessThanOrEqual(0.05);
    const durations = session.reps.map((rep) => rep.endS - rep.startS);
    for (const duration of durations) expect(Math.abs(duration / 3.1 - 1)).toBeLessThan(0.0501);
    expect(new Set(durations).size).toBe(session.reps.length);
    expect(session.durationS).toBeGreaterThan(session.reps[9].endS + 3);
  });

  it('repeats its set for hours when asked to and stands still when not', () => {
    const again = simulateSquatSession({ repeat: true, swayDeg: 0, fppaDeg: [18] });
    const { bottomS } = again.reps[4];
    expect(again.repeatPeriodS).not.toBeNull();
    const later = bottomS + 200 * (again.repeatPeriodS ?? Number.NaN);
    expect(later).toBeGreaterThan(2 * 3600);
    expect(again.truthAt(later)[0].measures.fppaDeg).toBeCloseTo(18, 6);
    const once = simulateSquatSession({ swayDeg: 0 });
    expect(once.repeatPeriodS).toBeNull();
    expect(once.truthAt(later)[0].measures.kneeFlexionDeg).toBeCloseTo(0, 9);
  });

  it('turns the legs out by the toe-out while the subject faces ahead', () => {
    const session = simulateSquatSession({ toeOutDeg: { right: 12, left: 3 }, swayDeg: 0 });
    const [right, left] = session.truthAt(1);
    const outward = [quatRotate(right.shank, [1, 0, 0]), quatRotate(left.shank, [1, 0, 0])];
    expect(outward[0][2]).toBeCloseTo(Math.sin((12 * Math.PI) / 180), 12);
    expect(outward[1][2]).toBeCloseTo(-Math.sin((3 * Math.PI) / 180), 12);
  });
});

describe('the simulated person', () => {
  const people = Array.from({ length: 40 }, (_, seed) => simulateSquatSession({ seed }).person);

  it('has knees whose functional axis is 3 to 8° from the anatomical one', () => {
    for (const { coupling } of people) {
      for (const side of SIDES) {
        const knee = coupling[side];
        expect(knee.functionalAxisOffDeg).toBeGreaterThanOrEqual(3);
        expect(knee.functionalAxisOffDeg).toBeLessThanOrEqual(8);
        expect(knee.internalRotationAt90Deg).toBeGreaterThanOrEqual(5);
        expect(knee.internalRotationAt90Deg).toBeLessThanOrEqual(15);
        expect(Math.abs(knee.valgusAt90Deg)).toBeLessThanOrEqual(3);
      }
    }
    expect(new Set(people.map((person) => person.heightM)).size).toBe(people.length);
  });

  it('couples rotation and valgus to flexion in the unloaded movement', () => {
    const session = simulateSquatSession({ seed: 8, swayDeg: 0 });
    for (const [i, side] of SIDES.entries()) {
      const coupling = session.person.coupling[side];
      for (let t = 6.4; t < 8.6; t += 0.1) {
        const { measures } = session.truthAt(t)[i];
        const share = measures.kneeFlexionDeg / 90;
        expect(measures.kneeInternalRotationDeg).toBeCloseTo(
          share * coupling.internalRotationAt90Deg,
          6,
        );
        expect(measures.kneeValgusDeg).toBeCloseTo(share * coupling.valgusAt90Deg, 6);
      }
    }
  });

  it('takes a given height and the lengths that follow from it', () => {
    const { person } = simulateSquatSession({ heightM: 1.75 });
    expect(person.shankLengthM).toBeCloseTo(0.4305, 12);
    expect(person.thighLengthM).toBeCloseTo(0.42875, 12);
  });
});

describe('a simulated sensor', () => {
  const clean = simulateSquatSession({
    seed: 4,
    noise: 'none',
    mounting: 'identity',
    placements: PLACEMENTS,
  });
  const still = 2 * HZ;

  it('reads nothing but gravity along the true segment axes when it has no noise', () => {
    const out = new Int16Array(COUNTS_PER_SAMPLE);
    for (const placement of ['right_shank', 'left_thigh'] as const) {
      const feed = feedOf(clean, placement);
      feed.read(still, out);
      const scale = feed.sensor.accelerationScaleMps2;
      const force = [out[0] * scale, out[1] * scale, out[2] * scale] as const;
      const leg = clean.truthAt(still / HZ)[placement.startsWith('right') ? 0 : 1];
      const segment = placement.endsWith('shank') ? leg.shank : leg.thigh;
      expect(norm(force)).toBeCloseTo(STANDARD_GRAVITY, 1);
      // A body that sways by tenths of a degree is within hundredths of a g of rest.
      expect(angleBetween(quatRotate(segment, force), Y_AXIS) * DEG_PER_RAD).toBeLessThan(0.2);
    }
  });

  it('lies by its mounting alone when mounted at random: same norms, other axes', () => {
    const turned = simulateSquatSession({ seed: 4, noise: 'none', placements: PLACEMENTS });
    const at = Math.round(clean.reps[0].startS * HZ) + 60;
    const a = new Int16Array(COUNTS_PER_SAMPLE);
    const b = new Int16Array(COUNTS_PER_SAMPLE);
    for (const [i, feed] of clean.feeds.entries()) {
      feed.read(at, a);
      turned.feeds[i].read(at, b);
      expect(Math.abs(Math.hypot(a[0], a[1], a[2]) - Math.hypot(b[0], b[1], b[2]))).toBeLessThan(2);
      expect(Math.abs(Math.hypot(a[3], a[4], a[5]) - Math.hypot(b[3], b[4], b[5]))).toBeLessThan(2);
      expect([...a]).not.toEqual([...b]);
    }
  });

  describe('at nominal noise', () => {
    const samples = 500;
    const deviations: number[] = [];
    const biases: number[] = [];

    beforeAll(() => {
      const options = { standingS: 60, swayDeg: 0, mounting: 'identity' } as const;
      for (let seed = 0; seed < 12; seed++) {
        for (const feed of simulateSquatSession({ ...options, seed }).feeds) {
          const counts = readAll(feed, samples);
          const scale = feed.sensor.angularRateScaleRadps * DEG_PER_RAD;
          const rate = Array.from({ length: samples }, (_, i) => counts[6 * i + 3] * scale);
          const mean = rate.reduce((sum, x) => sum + x, 0) / samples;
          biases.push(mean);
          deviations.push(Math.hypot(...rate.map((x) => x - mean)) / Math.sqrt(samples));
        }
      }
    });

    it('has the white noise of its rate: 0.007 (°/s)/√Hz is 0.0495 °/s at 100 Hz', () => {
      for (const deviation of deviations) {
        expect(deviation).toBeGreaterThan(0.045);
        expect(deviation).toBeLessThan(0.06);
      }
    });

    it('is switched on with a bias of about half a degree per second', () => {
      const rms = Math.hypot(...biases) / Math.sqrt(biases.length);
      expect(rms).toBeGreaterThan(0.35);
      expect(rms).toBeLessThan(0.65);
    });
  });
});

describe('options out of range', () => {
  it.each([
    [{ fppaDeg: [0, 80] }, 'fppaDeg[1] is 80; allowed are -25 to 35 degrees'],
    [{ fppaDeg: [] }, 'fppaDeg is an empty list; it needs at least one angle in degrees'],
    [{ kneeValgusDeg: [Number.NaN] }, 'kneeValgusDeg[0] is NaN; allowed are -15 to 20 degrees'],
    [{ seed: 1.5 }, 'seed is 1.5; allowed are whole numbers from 0 to 2147483647'],
    [{ reps: -1 }, 'reps is -1; allowed are whole numbers from 0 to 1000'],
    [{ heightM: 175 }, 'heightM is 175; allowed are 1.2 to 2.2 m'],
    [
      { placements: ['left_shank', 'left_shank'] },
      'placements names left_shank twice; one sensor per place',
    ],
  ] satisfies [Partial<SquatOptions>, string][])(
    '%j are refused in a sentence',
    (options, message) => {
      expect(() => simulateSquatSession(options)).toThrow(new RangeError(message));
    },
  );
});
