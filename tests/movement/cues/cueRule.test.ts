import { describe, expect, it } from 'vitest';
import { Course, kinds, RULE, SETTINGS, THRESHOLD_CM } from './cueCourse.ts';

/** Delay of the rule's 10 Hz low-pass and one frame, ms. */
const FILTER_MS = 60;

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

  it('ends a cue at its longest', () => {
    const course = new Course();
    course.stand();
    const [on] = course.go(400, { rightCm: 8 });
    const [off] = course.go(3000, { rightCm: 8 });
    expect(off.atMs - on.atMs).toBe(RULE.maxDurMs);
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
    expect(course.voice.cuedInRep).toBe(true);
    course.stand();
    expect(course.voice.cuedInRep).toBe(false);
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

  it('says why it is silent, once per rep, with what would have fired it', () => {
    const course = new Course();
    for (let rep = 1; rep <= 2; rep++) {
      course.stand();
      course.go(1500, { rightCm: 8, withheld: 'feedback is off' });
      expect(course.decisions).toHaveLength(rep);
      expect(course.decisions[rep - 1]).toMatchObject({
        kind: 'suppressed',
        side: 'right',
        reason: 'feedback is off',
        threshold: THRESHOLD_CM,
      });
    }
  });

  it('does not take the way into a rep for noise of standing', () => {
    const course = new Course();
    course.stand();
    // The knee bends and moves in by 2 cm before the rep counts; by that the threshold would rise.
    for (let rep = 0; rep < 5; rep++) {
      for (let i = 0; i < 40; i++) {
        course.go(10, { rightCm: i / 20, excursionDeg: i / 2.5, phase: 'standing' });
      }
      course.go(1000, { rightCm: 2 });
      course.stand(2000);
    }
    const [on] = course.go(1000, { rightCm: 8 });
    expect(on).toMatchObject({ kind: 'on', cue: { threshold: THRESHOLD_CM } });
  });

  it('does nothing when it is switched off', () => {
    const off = new Course({ enabled: false });
    off.stand();
    expect(off.go(1000, { rightCm: 9 })).toEqual([]);
  });

  it('begins later by the margin of the settings', () => {
    const course = new Course({ fromBand: 1, marginDeg: 2 });
    course.stand();
    // 2° are 0.8 cm above the first edge of 2 cm.
    expect(course.go(1000, { rightCm: 2.75 })).toEqual([]);
    expect(course.go(1000, { rightCm: 2.85 })).toMatchObject([{ kind: 'on' }]);
  });

  it.each([
    { predict: false, before: false },
    { predict: true, before: true },
  ])('with predict $predict fires before the threshold: $before', ({ predict, before }) => {
    const course = new Course({ predict });
    course.stand();
    // 10 cm/s are 25°/s: within 0.1 s the knee is 1 cm further, and 0.8 cm beyond are asked.
    let firedCm = Number.NaN;
    for (let rightCm = 0; rightCm < 6 && Number.isNaN(firedCm); rightCm += 0.1) {
      if (course.go(10, { rightCm }).length > 0) firedCm = rightCm;
    }
    expect(firedCm < THRESHOLD_CM + 0.5).toBe(before);
  });

  it('does not take fast noise for a knee that moves in', () => {
    const course = new Course({ predict: true });
    course.stand();
    for (let i = 0; i < 200; i++) course.go(10, { rightCm: 3.2 + (i % 2 === 0 ? 0.5 : -0.5) });
    expect(course.decisions).toEqual([]);
  });
});
