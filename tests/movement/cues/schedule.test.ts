import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CueSchedule } from '../../../src/model/cueSchedule.ts';
import type { BandWord, Rep } from '../../../src/model/movement.ts';
import { type CueSettings, DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { fadeAdvice, fadeStepAfter, fadeText } from '../../../src/movement/cues/fadeAdvice.ts';
import { isDrawn } from '../../../src/movement/cues/fadedDraw.ts';
import { Schedule } from '../../../src/movement/cues/schedule.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/movement/thresholds.ts';
import { repLeg, repOf } from '../reps.ts';
import { RULE, SETTINGS } from './cueCourse.ts';

const { fade } = DEFAULT_THRESHOLDS.cue;

function schedule(given?: CueSchedule, inLine = false): Schedule {
  return new Schedule({ ...SETTINGS, inLine, ...(given && { schedule: given }) }, fade);
}

describe('a schedule', () => {
  it('is bandwidth where the settings name none: a cue as it happens, and silence is good', () => {
    expect(schedule().kind).toBe('bandwidth');
    expect(schedule().withheld(0, false)).toBeNull();
    expect(schedule().tellsInLine(0, false)).toBe(false);
    expect(schedule(undefined, true).tellsInLine(0, false)).toBe(true);
  });

  it('concurrent tells of every rep', () => {
    const every = schedule({ kind: 'concurrent' });
    expect([every.withheld(3, false), every.tellsInLine(3, false)]).toEqual([null, true]);
  });

  it('terminal is silent while the person moves', () => {
    const after = schedule({ kind: 'terminal', after: 'set' });
    expect(after.withheld(0, true)).toBe('told afterwards');
    expect(after.withheldAfter(0, false)).toBeNull();
    expect([after.tellsAfterRep, after.tellsAfterSet]).toEqual([false, true]);
  });

  it('selfControlled waits to be asked, and off for nothing', () => {
    const own = schedule({ kind: 'selfControlled' });
    expect([own.withheld(0, false), own.withheld(0, true)]).toEqual(['not asked for', null]);
    const off = schedule({ kind: 'off' }, true);
    expect([off.withheld(0, true), off.tellsInLine(0, true)]).toEqual(['feedback is off', false]);
  });

  it('faded gives no feedback at all on a rep that was not drawn', () => {
    const faded = schedule({ kind: 'faded', step: 2, seed: 7 }, true);
    const drawn = Array.from({ length: 24 }, (_, i) => faded.withheld(i, false) === null);
    expect(drawn.filter(Boolean)).toHaveLength(12);
    expect(drawn).toEqual(drawn.map((_, i) => faded.tellsInLine(i, false)));
  });

  it('faded stays at its last step beyond it', () => {
    const last = schedule({ kind: 'faded', step: 19, seed: 7 });
    expect(last.withheld(0, false)).toBe('not drawn for this rep');
  });
});

describe('the draw of a faded schedule', () => {
  it('keeps each share over whole blocks of twelve to half a rep', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fade),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 1, max: 10 }),
        (share, seed, blocks) => {
          const reps = 12 * blocks;
          const drawn = Array.from({ length: reps }, (_, i) => isDrawn(i, share, seed));
          const off = drawn.filter(Boolean).length - share * reps;
          expect(Math.abs(off)).toBeLessThanOrEqual(0.5 + 1e-9);
        },
      ),
    );
  });

  it('is the same for the same seed and another for another', () => {
    const draw = (seed: number): string =>
      Array.from({ length: 60 }, (_, i) => Number(isDrawn(i, 0.5, seed))).join('');
    expect(draw(3)).toBe(draw(3));
    expect(new Set(Array.from({ length: 50 }, (_, seed) => draw(seed))).size).toBe(50);
  });

  it('favours no place in the block', () => {
    const counts = Array.from({ length: 12 }, () => 0);
    for (let seed = 0; seed < 2000; seed++) {
      for (let i = 0; i < 12; i++) if (isDrawn(i, 0.5, seed)) counts[i]++;
    }
    // Of 2000 draws of one half: 1000 with a standard deviation of 22; five of them.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(110);
  });
});

describe('the step of a faded schedule', () => {
  const set = (good: number, reps = 10) => ({ good, reps });

  it.each([
    ['stays after one set', 2, [set(10)], 2],
    ['goes on after two good ones', 2, [set(8), set(8)], 3],
    ['goes back after two poor ones', 2, [set(5), set(5)], 1],
    ['stays between', 2, [set(7), set(7)], 2],
    ['stays where only one was good', 2, [set(10), set(7)], 2],
    ['looks at the last two', 2, [set(0), set(0), set(9), set(9)], 3],
    ['passes over sets without reps', 2, [set(9), set(0, 0), set(9)], 3],
    ['ends at the last step', 5, [set(10), set(10)], 5],
    ['begins at the first', 0, [set(0), set(0)], 0],
  ])('%s', (_, step, sets, expected) => {
    expect(fadeStepAfter(step, sets, RULE)).toBe(expected);
  });
});

describe('the advice after faded sets', () => {
  const cue = (step: number): CueSettings => ({
    ...DEFAULT_SETTINGS.cue,
    schedule: { kind: 'faded', step, seed: 7 },
  });
  const done = (bands: readonly BandWord[]): Rep[] =>
    bands.map((band, i) => repOf(i + 1, { legs: [repLeg('right', { band }), repLeg('left')] }));
  const twelve = (band: BandWord): Rep[] => done(Array.from({ length: 12 }, () => band));

  it('is a step on where the reps with feedback of two sets were good', () => {
    const advice = fadeAdvice([...twelve('slightly in'), ...twelve('in line')], cue(2), RULE);
    // Half of twelve reps were drawn, at step 2.
    expect(advice).toMatchObject({ step: 2, next: 3, share: 0.5, nextShare: 0.33 });
    expect(advice?.sets).toEqual([
      { reps: 6, good: 6 },
      { reps: 6, good: 6 },
    ]);
    expect(advice && fadeText(advice)).toBe(
      'step 3 next (feedback on 33 % of the reps, after 50 %): the last two sets went well',
    );
  });

  it('looks at the worst leg that was judged, and at counted reps alone', () => {
    const poor = [...twelve('in'), ...twelve('far in')];
    expect(fadeAdvice(poor, cue(2), RULE)?.next).toBe(1);
    const other = poor.map((rep) => ({ ...rep, stance: 'left' as const }));
    expect(fadeAdvice(other, cue(2), RULE)?.next).toBe(3);
    const uncounted = poor.map((rep) => ({ ...rep, counted: false }));
    expect(fadeAdvice(uncounted, cue(2), RULE)?.next).toBe(2);
  });

  it('takes all reps of a set in which none was drawn, as at the last step', () => {
    const advice = fadeAdvice([...twelve('in'), ...twelve('in')], cue(5), RULE);
    expect(advice).toMatchObject({ step: 5, next: 4, share: 0 });
    expect(advice?.sets[0]).toEqual({ reps: 12, good: 0 });
  });

  it('stays after one set, and is none where feedback was not faded', () => {
    const one = fadeAdvice(twelve('in'), cue(0), RULE);
    expect(one && fadeText(one)).toBe('stay at step 0 (feedback on 100 % of the reps)');
    expect(fadeAdvice(twelve('in'), DEFAULT_SETTINGS.cue, RULE)).toBeNull();
    expect(fadeAdvice(twelve('in'), { ...cue(1), enabled: false }, RULE)).toBeNull();
    expect(fadeAdvice([], cue(1), RULE)).toBeNull();
  });
});
