import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calibration } from '../../../src/model/calibration.ts';
import type { RepPhase } from '../../../src/model/movement.ts';
import { QUALITY_FLAGS, qualityBit } from '../../../src/model/quality.ts';
import type { SuppressionReason } from '../../../src/movement/cues/suppressionReason.ts';
import { DEFAULT_THRESHOLDS, headlineOf } from '../../../src/movement/thresholds.ts';
import { Course, kinds, type Moment, RULE, reasons } from './cueCourse.ts';

const STALE = qualityBit('stale');

const CALIBRATION: Calibration = {
  id: 'cal-1',
  timeUs: 0,
  method: 'standing+movement',
  standingS: 3,
  movementS: 10,
  standing: { fromUs: 0, toUs: 0 },
  movement: { fromUs: 0, toUs: 0 },
  legs: [],
  verdict: 'good',
  checks: [],
  reasons: [],
};

/** Stands, then bends with the right knee in. */
function cued(given: Partial<Moment>, course = new Course(), ms = 1000): Course {
  course.stand();
  course.go(ms, { rightCm: 8, ...given });
  return course;
}

describe('a cue', () => {
  it('sounds where nothing speaks against it', () => {
    expect(kinds(cued({}).decisions)).toEqual(['on']);
  });

  it.each<[SuppressionReason, Partial<Moment>]>([
    ['foot not planted', { leftAnkle: qualityBit('footNotPlanted') }],
    ['delayed', { lateMs: 300 }],
    ['packets are old', { lateMs: 200 }],
    ['knee hardly bent', { excursionDeg: RULE.armFlexDeg - 1 }],
    ...QUALITY_FLAGS.map((flag): [SuppressionReason, Partial<Moment>] => [
      `data are ${flag}`,
      { quality: qualityBit(flag) },
    ]),
  ])('is suppressed, and told so: %s', (reason, given) => {
    expect(cued(given).decisions).toMatchObject([
      { kind: 'suppressed', side: 'right', reason, value: expect.closeTo(8, 0) },
    ]);
  });

  it('of one leg does not depend on the flags of the other', () => {
    expect(kinds(cued({ leftAnkle: qualityBit('interpolated') }).decisions)).toEqual(['on']);
  });

  it('waits for the first rep after a calibration', () => {
    const course = new Course();
    course.suppression.calibrated(null);
    expect(reasons(cued({}, course).decisions)).toEqual(['first rep after calibration']);
    course.suppression.repCounted();
    course.decisions.length = 0;
    expect(kinds(cued({}, course).decisions)).toEqual(['on']);
  });

  it('does not sound on a calibration of more than an hour ago', () => {
    const course = new Course();
    course.suppression.calibrated({ ...CALIBRATION, timeUs: -3598e6 });
    course.suppression.repCounted();
    expect(reasons(cued({}, course).decisions)).toEqual(['calibration is over an hour old']);
  });

  it('does not sound on a leg whose cross-talk check failed', () => {
    const check = {
      name: 'crossTalk',
      value: 0.08,
      limit: 0.05,
      unit: '1',
      reason: '',
    } as const;
    for (const [about, verdict, expected] of [
      ['right', 'usable', ['cross-talk check failed']],
      ['right', 'good', []],
      ['left', 'usable', []],
    ] as const) {
      const course = new Course();
      course.suppression.calibrated({ ...CALIBRATION, checks: [{ ...check, about, verdict }] });
      course.suppression.repCounted();
      expect(reasons(cued({}, course).decisions)).toEqual(expected);
    }
  });

  it.each([
    [90, 0],
    [120, 500],
  ])('after a gap of %i ms waits for %i ms', (gapMs, waitMs) => {
    for (const gap of ['skipped', 'stale'] as const) {
      const course = new Course();
      course.stand();
      course.go(60, { rightCm: 8 });
      if (gap === 'skipped') course.skip(gapMs);
      else course.go(gapMs, { rightCm: Number.NaN, quality: STALE });
      const startMs = course.nowMs;
      const [on] = course.go(1000, { rightCm: 8 }).filter(({ kind }) => kind === 'on');
      expect(on.atMs - startMs).toBeGreaterThanOrEqual(waitMs);
      // Dwell and filter run on from before the gap or begin anew: 80 ms and 60 ms at most.
      expect(on.atMs - startMs).toBeLessThanOrEqual(waitMs + 140);
    }
  });

  it('waits for 200 ms after an impact is over', () => {
    const course = new Course();
    course.stand();
    course.go(150, { quality: qualityBit('impact') });
    const startMs = course.nowMs;
    const decided = course.go(1000, { rightCm: 8 });
    expect(reasons(decided)).toEqual(['impact just before']);
    expect(decided[1].atMs - startMs).toBeGreaterThanOrEqual(200);
    expect(decided[1].atMs - startMs).toBeLessThanOrEqual(220);
  });

  it('takes right and left that part for a heading that turned', () => {
    const course = new Course();
    course.stand();
    // 8° are 3.2 cm on each leg.
    for (let i = 0; i <= 50; i++) course.go(10, { rightCm: 0.1 * i, leftCm: -0.1 * i });
    course.go(2000, { rightCm: 5, leftCm: -5 });
    expect(reasons(course.decisions)).toEqual(['left and right jumped apart']);
    expect(kinds(course.decisions)).toEqual(['suppressed']);
    course.decisions.length = 0;
    expect(kinds(cued({}, course).decisions)).toEqual(['on']);
  });

  it('is not silenced by one knee that goes in alone, or by both', () => {
    for (const left of [0, 1]) {
      const course = new Course();
      course.stand();
      for (let i = 0; i <= 50; i++) course.go(10, { rightCm: 0.2 * i, leftCm: left * 0.2 * i });
      expect(kinds(course.decisions)).toEqual(['on']);
    }
  });

  it('on the projection angle does not sound near a horizontal thigh', () => {
    const headline = headlineOf('singleLegSquat', DEFAULT_THRESHOLDS);
    for (const [thighTiltDeg, expected] of [
      [60, []],
      [70, ['thigh near horizontal']],
    ] as const) {
      const course = new Course({}, headline);
      course.stand();
      course.go(1000, { measures: { fppaDeg: 25, thighTiltDeg } });
      expect(reasons(course.decisions)).toEqual(expected);
    }
  });

  it('does not begin on bad data that just ended: its dwell is of sound data', () => {
    const course = new Course();
    course.stand();
    course.go(500, { rightCm: 8, quality: qualityBit('interpolated') });
    const startMs = course.nowMs;
    const [on] = course.go(500, { rightCm: 8 });
    expect(on.atMs - startMs).toBe(RULE.onHoldMs['sigmaLe1.0'] - 10);
  });

  it('ends with the first bad frame', () => {
    const course = new Course();
    course.stand();
    course.go(400, { rightCm: 8 });
    const startMs = course.nowMs;
    expect(course.go(10, { rightCm: 8, quality: qualityBit('lowRate') })).toMatchObject([
      { kind: 'off', atMs: startMs },
    ]);
  });

  it('never sounds on bad data, and every cue that sounds is ended', () => {
    const moments = fc.array(
      fc.record({
        ms: fc.integer({ min: 1, max: 60 }).map((frames) => 10 * frames),
        skipMs: fc.constantFrom(0, 0, 0, 50, 120, 700),
        rightCm: fc.oneof(fc.double({ min: -3, max: 12, noNaN: true }), fc.constant(Number.NaN)),
        leftCm: fc.double({ min: -3, max: 12, noNaN: true }),
        phase: fc.constantFrom<RepPhase>('descent', 'bottom', 'ascent', 'standing'),
        flag: fc.option(fc.constantFrom(...QUALITY_FLAGS), { nil: null }),
        lateMs: fc.integer({ min: 0, max: 400 }),
        excursionDeg: fc.integer({ min: 0, max: 90 }),
      }),
      { minLength: 1, maxLength: 25 },
    );
    fc.assert(
      fc.property(moments, (course) => {
        const cue = new Course();
        cue.stand(1000);
        let inRep = 0;
        let isSounding = false;
        let gapEndMs = Number.NEGATIVE_INFINITY;
        for (const { ms, flag, skipMs, ...given } of course) {
          cue.skip(skipMs);
          if (skipMs > 100) gapEndMs = cue.nowMs;
          const quality = flag === null ? 0 : qualityBit(flag);
          const decided = cue.go(ms, { ...given, quality });
          const ons = decided.filter(({ kind }) => kind === 'on');
          const isBad =
            quality !== 0 || given.lateMs > RULE.latencyP95Ms || given.excursionDeg < 20;
          if (isBad) expect(ons).toEqual([]);
          for (const { atMs } of ons) expect(atMs - gapEndMs).toBeGreaterThan(500);
          for (const { kind } of decided) if (kind !== 'suppressed') isSounding = kind === 'on';
          if (quality !== 0 && given.phase !== 'standing') expect(isSounding).toBe(false);
          inRep = given.phase === 'standing' ? 0 : inRep + ons.length;
          expect(inRep).toBeLessThanOrEqual(RULE.maxPerRep);
        }
        cue.stand(1000);
        const sounded = kinds(cue.decisions).filter((kind) => kind !== 'suppressed');
        expect(sounded).toEqual(sounded.map((_, i) => (i % 2 === 0 ? 'on' : 'off')));
        expect(sounded.length % 2).toBe(0);
      }),
      { numRuns: 80 },
    );
  });
});
