import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RepPhase } from '../../src/model/movement.ts';
import { QUALITY_FLAGS, qualityBit } from '../../src/model/quality.ts';
import type { CueSettings } from '../../src/model/settings.ts';
import { type CueDecision, CueRule } from '../../src/movement/cueRule.ts';
import { DEFAULT_THRESHOLDS, headlineOf } from '../../src/movement/thresholds.ts';
import { legFrame } from './frames.ts';

const RATE_HZ = 100;
const PERIOD_US = 1e6 / RATE_HZ;
const RULE = DEFAULT_THRESHOLDS.cue;
const HEADLINE = headlineOf('bilateralSquat', DEFAULT_THRESHOLDS);
const SETTINGS: CueSettings = { enabled: true, fromBand: 2, words: 'Spread the floor' };
const THRESHOLD_CM = HEADLINE.bandEdges[1];
/** Delay of the rule's 10 Hz low-pass and one frame, ms. */
const FILTER_MS = 60;

interface Moment {
  readonly rightCm: number;
  readonly leftCm: number;
  readonly phase: RepPhase;
  readonly excursionDeg: number;
  readonly quality: number;
  readonly holdBack: string | null;
  readonly lateMs: number;
}

const BENT: Moment = {
  rightCm: 0,
  leftCm: 0,
  phase: 'descent',
  excursionDeg: 60,
  quality: 0,
  holdBack: null,
  lateMs: 30,
};
const UPRIGHT: Moment = { ...BENT, phase: 'standing', excursionDeg: 0 };

type Timed = CueDecision & { readonly atMs: number };

class Course {
  readonly rule: CueRule;
  readonly decisions: Timed[] = [];
  #frame = 0;

  constructor(settings: Partial<CueSettings> = {}) {
    this.rule = new CueRule({ ...SETTINGS, ...settings }, RULE, HEADLINE, RATE_HZ);
  }

  get nowMs(): number {
    return (this.#frame * 1000) / RATE_HZ;
  }

  /** Goes on for `ms` with one moment; gives what was decided in it. */
  go(ms: number, given: Partial<Moment>, base: Moment = BENT): Timed[] {
    const moment = { ...base, ...given };
    const decided: Timed[] = [];
    for (let i = 0; i < (ms * RATE_HZ) / 1000; i++) decided.push(...this.#step(moment));
    this.decisions.push(...decided);
    return decided;
  }

  stand(ms = 3000): Timed[] {
    return this.go(ms, {}, UPRIGHT);
  }

  #step(moment: Moment): Timed[] {
    const timeUs = this.#frame++ * PERIOD_US;
    const quality = { projection: moment.quality };
    const legs = [
      legFrame('right', { kneeMedialDeviationM: moment.rightCm / 100 }, quality),
      legFrame('left', { kneeMedialDeviationM: moment.leftCm / 100 }, quality),
    ];
    return this.rule
      .step(legs, {
        timeUs,
        decidedUs: timeUs + moment.lateMs * 1000,
        phase: moment.phase,
        excursionDeg: moment.excursionDeg,
        holdBack: moment.holdBack,
      })
      .map((decision) => ({ ...decision, atMs: timeUs / 1000 }));
  }
}

function kinds(decisions: readonly Timed[]): string[] {
  return decisions.map(({ kind }) => kind);
}

describe('the cue rule', () => {
  it('says nothing below the threshold, however long', () => {
    const course = new Course();
    course.stand();
    expect(course.go(3000, { rightCm: THRESHOLD_CM - 0.1 })).toEqual([]);
  });

  it('waits for the dwell and then cues the leg once', () => {
    const course = new Course();
    course.stand();
    const startMs = course.nowMs;
    const [on, ...more] = course.go(1000, { rightCm: 8 });
    expect(more).toEqual([]);
    expect(on).toMatchObject({
      kind: 'on',
      cue: { number: 1, side: 'right', words: SETTINGS.words },
    });
    const afterMs = on.atMs - startMs;
    expect(afterMs).toBeGreaterThanOrEqual(RULE.onHoldMs['sigmaLe1.0']);
    expect(afterMs).toBeLessThanOrEqual(RULE.onHoldMs['sigmaLe1.0'] + FILTER_MS);
  });

  it('passes over an excess shorter than the dwell', () => {
    const course = new Course();
    course.stand();
    course.go(50, { rightCm: 6 });
    course.go(1000, {});
    expect(course.decisions).toEqual([]);
  });

  it('goes on between threshold and hysteresis, and ends below it', () => {
    const course = new Course();
    course.stand();
    course.go(300, { rightCm: 6 });
    // 2° of hysteresis are 0.8 cm.
    expect(course.go(500, { rightCm: THRESHOLD_CM - 0.5 })).toEqual([]);
    expect(kinds(course.go(500, { rightCm: THRESHOLD_CM - 1.5 }))).toEqual(['off']);
  });

  it('ends a cue at its longest, and at the end of the rep', () => {
    const course = new Course();
    course.stand();
    const [on] = course.go(400, { rightCm: 8 });
    const [off] = course.go(3000, { rightCm: 8 });
    expect(off.atMs - on.atMs).toBe(RULE.maxDurMs);
    const another = new Course();
    another.stand();
    another.go(400, { rightCm: 8 });
    expect(kinds(another.stand(100))).toEqual(['off']);
  });

  it('is silent for the refractory time and sounds twice in a rep at most', () => {
    const course = new Course();
    course.stand();
    for (let i = 0; i < 6; i++) {
      course.go(500, { rightCm: 8 });
      course.go(500, {});
    }
    const ons = course.decisions.filter(({ kind }) => kind === 'on');
    const offs = course.decisions.filter(({ kind }) => kind === 'off');
    expect(ons).toHaveLength(RULE.maxPerRep);
    expect(ons[1].atMs - offs[0].atMs).toBeGreaterThanOrEqual(RULE.refractoryMs);
    expect(course.rule.cuedInRep).toBe(true);
    course.stand();
    expect(course.rule.cuedInRep).toBe(false);
    expect(kinds(course.go(500, { rightCm: 8 }))).toEqual(['on']);
  });

  it('sounds no more than twelve times a minute', () => {
    const course = new Course();
    course.stand();
    for (let i = 0; i < 20; i++) {
      course.go(300, { rightCm: 8 });
      course.stand(1000);
    }
    expect(course.decisions.filter(({ kind }) => kind === 'on')).toHaveLength(RULE.maxPerMin);
  });

  it('speaks to the worse leg, and to both when they are alike', () => {
    const worse = new Course();
    worse.stand();
    expect(worse.go(500, { rightCm: 6, leftCm: 8 })).toMatchObject([{ cue: { side: 'left' } }]);
    const alike = new Course();
    alike.stand();
    expect(alike.go(500, { rightCm: 8, leftCm: 7.5 })).toMatchObject([{ cue: { side: 'both' } }]);
  });

  it('scales its intensity from 0 at the threshold to 1 well beyond it', () => {
    const intensityAt = (rightCm: number): number => {
      const course = new Course();
      course.stand();
      const [decision] = course.go(500, { rightCm });
      return decision.kind === 'on' ? decision.cue.intensity : Number.NaN;
    };
    expect(intensityAt(THRESHOLD_CM + 0.2)).toBeLessThan(0.2);
    expect(intensityAt(THRESHOLD_CM + 0.2)).toBeLessThan(intensityAt(THRESHOLD_CM + 1.5));
    expect(intensityAt(20)).toBe(1);
  });

  it.each([
    {
      what: 'the caller holds it back',
      given: { holdBack: 'foot not planted' },
      reason: 'foot not planted',
    },
    {
      what: 'the data are bad',
      given: { quality: qualityBit('headingStale') },
      reason: 'data are headingStale',
    },
    { what: 'the frame is old', given: { lateMs: 300 }, reason: 'delayed' },
  ])('is suppressed, once per rep, when $what', ({ given, reason }) => {
    const course = new Course();
    for (let rep = 1; rep <= 2; rep++) {
      course.stand();
      course.go(1500, { rightCm: 8, ...given });
      expect(course.decisions).toHaveLength(rep);
      expect(course.decisions[rep - 1]).toMatchObject({
        kind: 'suppressed',
        side: 'right',
        reason,
      });
    }
  });

  it('does nothing when it is switched off, or the knee is hardly bent', () => {
    const off = new Course({ enabled: false });
    off.stand();
    expect(off.go(1000, { rightCm: 9 })).toEqual([]);
    const shallow = new Course();
    shallow.stand();
    expect(shallow.go(1000, { rightCm: 9, excursionDeg: RULE.armFlexDeg - 1 })).toEqual([]);
  });

  it('never sounds on bad data, and every cue that sounds is ended', () => {
    const moments = fc.array(
      fc.record({
        ms: fc.integer({ min: 10, max: 600 }),
        rightCm: fc.oneof(fc.double({ min: -3, max: 12, noNaN: true }), fc.constant(Number.NaN)),
        leftCm: fc.double({ min: -3, max: 12, noNaN: true }),
        phase: fc.constantFrom<RepPhase>('descent', 'bottom', 'ascent', 'standing'),
        flag: fc.option(fc.constantFrom(...QUALITY_FLAGS), { nil: null }),
        lateMs: fc.integer({ min: 0, max: 400 }),
      }),
      { minLength: 1, maxLength: 25 },
    );
    fc.assert(
      fc.property(moments, (course) => {
        const cue = new Course();
        cue.stand(1000);
        let inRep = 0;
        for (const { ms, flag, ...given } of course) {
          const quality = flag === null ? 0 : qualityBit(flag);
          const decided = cue.go(ms, { ...given, quality });
          const ons = decided.filter(({ kind }) => kind === 'on').length;
          if (quality !== 0 || given.lateMs > RULE.latencySuppressMs) expect(ons).toBe(0);
          inRep = given.phase === 'standing' ? 0 : inRep + ons;
          expect(inRep).toBeLessThanOrEqual(RULE.maxPerRep);
        }
        cue.stand(1000);
        const sounded = kinds(cue.decisions).filter((kind) => kind !== 'suppressed');
        expect(sounded).toEqual(sounded.map((_, i) => (i % 2 === 0 ? 'on' : 'off')));
        expect(sounded.length % 2).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
