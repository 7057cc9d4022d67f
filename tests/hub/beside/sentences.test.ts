import { describe, expect, it } from 'vitest';
import { calibrationSentences } from '../../../src/hub/beside/sentences.ts';
import type { CalibrationFacts } from '../../../src/reprocess/compare/comparison.ts';

const FACTS: CalibrationFacts = {
  id: 'cal-1',
  timeUs: 1,
  method: 'standing+movement',
  verdict: 'good',
};

function said(other: Partial<CalibrationFacts>, ...turns: (number | null)[]): string[] {
  const segments = turns.map((angleDeg) => ({ placement: 'right_thigh', angleDeg }) as const);
  return calibrationSentences({ a: FACTS, b: { ...FACTS, ...other }, same: false, segments }, 0);
}

describe('what is said of calibrations that differ', () => {
  it('is what differs, where no axes are seen to turn', () => {
    expect(said({ timeUs: 2 }, 0.04, 0)).toEqual([
      'Calibration 1 has the same axes to 0.1°; its time differs.',
    ]);
    expect(said({ timeUs: 2, verdict: 'redo' }, 0)).toEqual([
      'Calibration 1 has the same axes to 0.1°; its time and its verdict (good in the first, redo in the second) differ.',
    ]);
    expect(said({}, 0)).toEqual([
      'Calibration 1 has the same axes to 0.1°; something else of it differs.',
    ]);
  });

  it('is by how much each of the axes turned', () => {
    expect(said({ verdict: 'usable' }, 0.05, null)).toEqual([
      'Calibration 1 differs (good in the first, usable in the second): axes turned, right thigh by 0.1°, right thigh on another sensor.',
    ]);
  });
});
