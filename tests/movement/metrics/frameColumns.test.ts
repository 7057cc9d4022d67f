import { describe, expect, it } from 'vitest';
import { qualityBit } from '../../../src/model/quality.ts';
import { FrameColumns } from '../../../src/movement/metrics/frameColumns.ts';
import { bodyFrame, legFrame } from '../frames.ts';

const PERIOD_US = 10_000;

/** Flexion of the right leg is the number of the frame, that of the left twice as much. */
function frame(i: number, quality = 0) {
  const legs = { right: { kneeFlexionDeg: i }, left: { kneeFlexionDeg: 2 * i } };
  return bodyFrame(i * PERIOD_US, legs, quality);
}

function filled(count: number): FrameColumns {
  return FrameColumns.of(Array.from({ length: count }, (_, i) => frame(i)));
}

describe('frames as columns', () => {
  it('keep more than they began with', () => {
    const columns = filled(5000);
    expect(columns.times.length).toBe(5000);
    expect([
      ...columns.column('kneeFlexionDeg', 'left', Int32Array.of(0, 1023, 1024, 4999)),
    ]).toEqual([0, 2046, 2048, 9998]);
  });

  it('find the first row at or after an instant', () => {
    const columns = filled(10);
    expect([-1, 0, 1, 10_000, 90_000, 90_001].map((timeUs) => columns.rowAt(timeUs))).toEqual([
      0, 0, 1, 1, 9, 10,
    ]);
  });

  it('forget only what is older, and what they were told later stands', () => {
    const columns = filled(300);
    columns.forget(250 * PERIOD_US);
    columns.push(frame(300));
    expect(columns.times[0]).toBe(250 * PERIOD_US);
    expect(columns.times.length).toBe(51);
    expect(columns.flexionDeg(0, 'right')).toBe(250);
    expect(columns.flexionDeg(50, null)).toBe(450);
    columns.forget(Number.POSITIVE_INFINITY);
    expect(columns.times.length).toBe(51);
    for (let i = 301; i < 400; i++) columns.push(frame(i));
    columns.forget(Number.POSITIVE_INFINITY);
    expect(columns.times.length).toBe(0);
  });

  it('tell a leg that is not worn from one without an angle', () => {
    const columns = FrameColumns.of([
      {
        timeUs: 0,
        arrivalUs: 0,
        legs: [legFrame('right', { kneeFlexionDeg: 30 }, { projection: qualityBit('stale') })],
      },
      bodyFrame(PERIOD_US, { right: {}, left: {} }),
    ]);
    expect([columns.isWorn(0, 'left'), columns.isWorn(1, 'left')]).toEqual([false, true]);
    expect(columns.flexionDeg(0, null)).toBe(30);
    expect(columns.flexionDeg(0, 'left')).toBeNaN();
    expect(columns.flexionDeg(1, null)).toBeNaN();
    expect([columns.flagsAt(0, 'right'), columns.flagsAt(0, 'left')]).toEqual([
      qualityBit('stale'),
      0,
    ]);
  });
});
