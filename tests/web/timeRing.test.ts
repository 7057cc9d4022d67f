import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeRing } from '../../dashboards/live/src/store/timeRing.ts';

function windowOf(ring: TimeRing, span: number) {
  const times: number[] = [];
  const values: (number | null)[][] = [[]];
  ring.copyWindow(span, [0], times, values);
  return { times, values: values[0] };
}

describe('the ring of recent rows', () => {
  it('is empty until something is pushed', () => {
    const ring = new TimeRing(4, 1);
    expect(ring.newestTime).toBeNaN();
    expect(windowOf(ring, 10)).toEqual({ times: [], values: [] });
  });

  it('keeps the newest rows when it is full', () => {
    const ring = new TimeRing(3, 1);
    for (let t = 0; t < 5; t++) ring.push(t, [t * 10]);
    expect(ring.length).toBe(3);
    expect(windowOf(ring, 10)).toEqual({ times: [-2, -1, 0], values: [20, 30, 40] });
  });

  it('gives what lies within the span before the newest, and null for what is not there', () => {
    const ring = new TimeRing(10, 1);
    ring.push(0, [1]);
    ring.push(5, [Number.NaN]);
    ring.push(6, [3]);
    expect(windowOf(ring, 2)).toEqual({ times: [-1, 0], values: [null, 3] });
  });

  it('shrinks the arrays it is given when there is less to show', () => {
    const ring = new TimeRing(10, 1);
    const times = [9, 9, 9];
    const values: (number | null)[][] = [[9, 9, 9]];
    ring.push(1, [7]);
    ring.copyWindow(10, [0], times, values);
    expect(times).toEqual([0]);
    expect(values).toEqual([[7]]);
  });

  it('agrees with an ordinary list for any pushes and any span', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 30 }), (gaps, span) => {
        const ring = new TimeRing(8, 1);
        const rows: [number, number][] = [];
        let time = 0;
        gaps.forEach((gap, i) => {
          time += gap;
          ring.push(time, [i]);
          rows.push([time, i]);
        });
        const kept = rows.slice(-8).filter(([t]) => t >= time - span);
        expect(windowOf(ring, span)).toEqual({
          times: kept.map(([t]) => t - time),
          values: kept.map(([, v]) => v),
        });
      }),
    );
  });
});
