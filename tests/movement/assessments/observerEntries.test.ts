import { describe, expect, it } from 'vitest';
import { assessmentOf } from '../../../src/movement/assessments/assessments.ts';
import {
  ObserverEntriesError,
  observerEntriesOf,
  tickOf,
} from '../../../src/movement/assessments/observerEntries.ts';

const stepDown = assessmentOf('lateralStepDown');

describe('what an observer enters', () => {
  it('is read per leg or for both, and tells what was not answered', () => {
    const entries = observerEntriesOf(stepDown, {
      ticks: { trunkLean: { right: true }, unsteady: false },
    });
    const [arm, trunk, , unsteady] = stepDown.observer;
    expect(tickOf(entries, trunk, 'right')).toBe(true);
    expect(tickOf(entries, trunk, 'left')).toBeNull();
    expect(tickOf(entries, unsteady, 'left')).toBe(false);
    expect(tickOf(entries, arm, 'right')).toBeNull();
  });

  it.each([
    [
      { ticks: { lean: true } },
      'ticks.lean: Lateral step-down has no such item; valid are armStrategy',
    ],
    [{ ticks: { trunkLean: 'yes' } }, 'ticks.trunkLean: valid are true, false'],
    [{ ticks: { trunkLean: { middle: true } } }, 'ticks.trunkLean'],
    [{ tick: {} }, 'tick'],
    [7, 'object'],
  ])('is refused with path and valid values, case %#', (json, words) => {
    expect(() => observerEntriesOf(stepDown, json)).toThrow(ObserverEntriesError);
    expect(() => observerEntriesOf(stepDown, json)).toThrow(words);
  });

  it('is not asked per leg where there is one answer', () => {
    expect(() =>
      observerEntriesOf(assessmentOf('overheadSquat'), { ticks: { heelsLift: { right: true } } }),
    ).toThrow('ticks.heelsLift: this is asked once');
  });
});
