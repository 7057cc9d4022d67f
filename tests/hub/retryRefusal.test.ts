import { describe, expect, it } from 'vitest';
import { retryRefusal } from '../../src/hub/retryRefusal.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import type { CalibrationStage } from '../../src/model/events.ts';

function at(stage: CalibrationStage, method: Calibration['method'] | null = null) {
  const calibration: Calibration | null = method && {
    id: 'cal-1',
    timeUs: 0,
    method,
    standingS: 3,
    movementS: 10,
    standing: { fromUs: 0, toUs: 1 },
    movement: { fromUs: 1, toUs: 2 },
    legs: [],
    verdict: 'usable',
    checks: [],
    reasons: [],
  };
  return { calibration, calibrationStage: { stage, instruction: '', done: 0, wanted: 0 } };
}

describe('a step of the calibration', () => {
  it.each([
    ['move', at('move')],
    ['move', at('done', 'standing+movement')],
    // One that has to be done again, too.
    ['move', at('standStill', 'standing+movement')],
    ['standStill', at('done', 'reused')],
    ['lieStill', at('standStill')],
  ] as const)('can be done again: %s', (step, snapshot) => {
    expect(retryRefusal(step, snapshot)).toBeNull();
  });

  it.each([
    ['move', at('standStill'), /stand still for 3 s first/],
    ['move', at('lieStill', 'standing+movement'), /stand still for 3 s first/],
    ['move', at('done', 'reused'), /calibrate again/],
    ['standStill', at('waitingForSensors'), /put the sensors on/],
    ['standStill', { calibration: null, calibrationStage: null }, /put the sensors on/],
  ] as const)('is refused in a sentence: %s', (step, snapshot, sentence) => {
    expect(retryRefusal(step, snapshot)).toMatch(sentence);
  });
});
