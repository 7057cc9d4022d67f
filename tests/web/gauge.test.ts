import { describe, expect, it } from 'vitest';
import { dialParts, MOST_DEG, needleDeg } from '../../dashboards/live/src/gauge/gaugeScale.ts';
import { judgedLegs, worseLeg } from '../../dashboards/live/src/store/gaugeLeg.ts';
import type { Reading } from '../../dashboards/live/src/store/reading.ts';
import type { Headline } from '../../src/model/movement.ts';
import { SIDES } from '../../src/model/placement.ts';
import { hold } from '../movement/programme/history.ts';
import { repOf } from '../movement/reps.ts';

const HEADLINE: Headline = {
  measure: 'fppaDeg',
  label: 'Knee angle from the front',
  unit: 'deg',
  bandEdges: [5, 10, 15],
  wideEdges: [-8, -12],
};

const at = (value: number, state: Reading['state'] = 'ok'): Reading => ({
  state,
  value,
  error: 2,
  reason: '',
});

describe('the needle', () => {
  it('leans as the knee does in a mirror: inwards is towards the other leg', () => {
    expect(needleDeg(8, 'left', HEADLINE)).toBeGreaterThan(0);
    expect(needleDeg(8, 'right', HEADLINE)).toBe(-needleDeg(8, 'left', HEADLINE));
    expect(needleDeg(0, 'left', HEADLINE)).toBe(0);
    expect(needleDeg(500, 'left', HEADLINE)).toBe(MOST_DEG);
  });

  it('stands in the part of the dial whose band its value has, without a gap between parts', () => {
    for (const side of SIDES) {
      const parts = [...dialParts(side, HEADLINE)].sort((a, b) => a.fromDeg - b.fromDeg);
      for (const [value, band] of [
        [0, 0],
        [-7, 0],
        [6, 1],
        [12, 2],
        [16, 3],
        [-9, 1],
      ] as const) {
        const deg = needleDeg(value, side, HEADLINE);
        expect(parts.find((part) => deg > part.fromDeg && deg < part.toDeg)?.band).toBe(band);
      }
      expect(parts[0]?.fromDeg).toBeCloseTo(-MOST_DEG, 9);
      expect(parts.at(-1)?.toDeg).toBeCloseTo(MOST_DEG, 9);
      parts.slice(1).forEach((part, i) => {
        expect(part.fromDeg).toBeCloseTo(parts[i]?.toDeg ?? Number.NaN, 9);
      });
    }
  });
});

describe('the leg the gauge shows', () => {
  it('is the one further in, and does not change for a little', () => {
    const legs = (left: number, right: number) =>
      [
        ['left', at(left)],
        ['right', at(right)],
      ] as const;
    expect(worseLeg(legs(3, 9), null, 'deg')).toBe('right');
    expect(worseLeg(legs(10, 9), 'right', 'deg')).toBe('right');
    expect(worseLeg(legs(12, 9), 'right', 'deg')).toBe('left');
  });

  it('is the one of a standing cue, which a cue of both does not choose', () => {
    const legs = [
      ['left', at(12)],
      ['right', at(9)],
    ] as const;
    const shown = (cued: 'right' | 'both' | null) => worseLeg(legs, 'left', 'deg', undefined, cued);
    expect(shown('right')).toBe('right');
    expect(shown('both')).toBe('left');
    expect(shown(null)).toBe('left');
  });

  it('is one that cannot be told before one that is in line', () => {
    const legs = [
      ['left', at(0)],
      ['right', at(Number.NaN, 'blank')],
    ] as const;
    expect(worseLeg(legs, 'left', 'deg')).toBe('right');
    expect(
      worseLeg(
        [
          ['left', at(0)],
          ['right', at(1, 'dimmed')],
        ],
        'left',
        'deg',
      ),
    ).toBe('right');
    expect(worseLeg([], null, 'deg')).toBeNull();
  });

  it('is in a task of one leg the one stood on, whatever the free one reads', () => {
    const legs = [
      ['left', at(2)],
      ['right', at(30)],
    ] as const;
    const reps = [repOf(1, { stance: 'right' }), repOf(2, { stance: 'left' })];
    const judged = judgedLegs('singleLegSquat', { reps });
    expect(worseLeg(legs, 'right', 'deg', judged)).toBe('left');
    const balance = { reps: [], holds: [hold('left', {})] };
    expect(worseLeg(legs, 'right', 'deg', judgedLegs('balance', balance))).toBe('left');
    expect(worseLeg(legs, null, 'deg', judgedLegs('bilateralSquat', { reps }))).toBe('right');
  });

  it('is in a task of one leg, before any is known, one that has data', () => {
    const legs = [
      ['left', at(Number.NaN, 'blank')],
      ['right', at(3)],
    ] as const;
    expect(worseLeg(legs, 'left', 'deg', judgedLegs('lunge', { reps: [] }))).toBe('right');
    expect(worseLeg(legs, 'left', 'deg', judgedLegs('bilateralSquat', { reps: [] }))).toBe('left');
  });
});
