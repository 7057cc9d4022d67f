import { describe, expect, it } from 'vitest';
import { FailingStage } from '../../src/hub/failingStage.ts';

const S = 1_000_000;

/** Seconds at which it was begun anew, of one that fails ten times a second. */
function begunAnew(stage: FailingStage, fromS: number, toS: number): number[] {
  const at: number[] = [];
  for (let tenth = fromS * 10; tenth <= toS * 10; tenth++) {
    if (stage.failed((tenth / 10) * S)) at.push(tenth / 10);
  }
  return at;
}

describe('a stage that fails', () => {
  it('is begun anew after longer and longer, and never after more than five minutes', () => {
    expect(begunAnew(new FailingStage(5 * S), 0, 1500)).toEqual([
      5, 15, 35, 75, 155, 315, 615, 915, 1215,
    ]);
  });

  it('is patient with one that works now and then, and begins at first again after a minute', () => {
    const stage = new FailingStage(5 * S);
    for (let second = 0; second < 60; second += 4) {
      expect(begunAnew(stage, second, second + 3)).toEqual([]);
      stage.worked((second + 3) * S);
    }
    expect(begunAnew(stage, 100, 120)).toEqual([105, 115]);
    stage.worked(121 * S);
    expect(begunAnew(stage, 122, 140)).toEqual([]);
    stage.worked(141 * S);
    stage.worked(201 * S);
    expect(begunAnew(stage, 202, 208)).toEqual([207]);
  });
});
