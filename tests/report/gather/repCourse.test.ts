import { describe, expect, it } from 'vitest';
import { type BodyFrame, emptyLegMeasures } from '../../../src/model/bodyFrame.ts';
import { repCourse } from '../../../src/report/gather/repCourse.ts';

const NO_TURN = [1, 0, 0, 0] as const;

function frame(timeUs: number, fppaDeg: number): BodyFrame {
  const leg = {
    side: 'right',
    measures: { ...emptyLegMeasures(), fppaDeg },
    quality: { knee: 0, ankle: 0, projection: 0 },
    thigh: NO_TURN,
    shank: NO_TURN,
    custom: [],
  } as const;
  return { timeUs, arrivalUs: timeUs, legs: [leg] };
}

describe('the course of a rep', () => {
  const span = { startUs: 0, endUs: 1e6 };

  it('is linear between frames', () => {
    const frames = Array.from({ length: 34 }, (_, i) => frame(i * 30_000, 3 * i));
    const course = repCourse(frames, 'right', 'fppaDeg', { startUs: 0, endUs: 990_000 }, 1);
    // 0.99 s in 100 steps: 0.99 of a degree each, rounded to a thousandth.
    course.forEach((value, i) => {
      expect(value).toBeCloseTo(0.99 * i, 3);
    });
  });

  it('is open where no frame within 0.2 s states it, and for another leg', () => {
    const frames = [0, 100, 200, 700, 800, 900, 1000].map((ms) => frame(ms * 1000, 5));
    const course = repCourse(frames, 'right', 'fppaDeg', span, 1);
    expect(course.map((value, i) => (value === null ? i : -1)).filter((i) => i >= 0)).toEqual(
      Array.from({ length: 49 }, (_, i) => 21 + i),
    );
    expect(repCourse(frames, 'left', 'fppaDeg', span, 1).every((value) => value === null)).toBe(
      true,
    );
  });
});
