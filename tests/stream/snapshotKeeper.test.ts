import { describe, expect, it } from 'vitest';
import type { Rep } from '../../src/model/movement.ts';
import { EMPTY_SNAPSHOT, SnapshotKeeper } from '../../src/stream/snapshotKeeper.ts';
import { holdOf, landingOf, strideOf } from '../movement/otherResults.ts';
import { repOf } from '../movement/reps.ts';
import { calibrationOf } from '../web/calibrations.ts';

const rep = (number: number): Rep =>
  repOf(number, {
    startUs: number * 1e6,
    bottomUs: number * 1e6 + 4e5,
    endUs: number * 1e6 + 8e5,
    eccentricS: 0.4,
    holdS: 0,
    concentricS: 0.4,
    legs: [],
    counted: true,
    cued: false,
  });

describe('SnapshotKeeper', () => {
  it('keeps reps, the phase and the calibration stage', () => {
    const keeper = new SnapshotKeeper();
    keeper.applyEvent({ type: 'rep', timeUs: 1, rep: rep(1) });
    keeper.applyEvent({ type: 'rep', timeUs: 2, rep: rep(2) });
    keeper.applyEvent({ type: 'phase', timeUs: 3, phase: 'bottom' });
    const stage = { stage: 'move', instruction: 'Bend', done: 2, wanted: 5 } as const;
    keeper.applyEvent({ type: 'calibrationStage', timeUs: 4, ...stage });
    expect(keeper.snapshot).toEqual({
      reps: [rep(1), rep(2)],
      phase: 'bottom',
      calibration: null,
      calibrationStage: stage,
    });
  });

  it('has no calibration in force while one is looked for, but says why the last was refused', () => {
    const keeper = new SnapshotKeeper();
    const tell = (verdict: 'good' | 'redo') =>
      keeper.applyEvent({
        type: 'calibration',
        timeUs: 1,
        calibration: calibrationOf(verdict, 1),
      });
    const stage = { instruction: '', done: 0, wanted: 0 } as const;
    tell('good');
    keeper.applyEvent({ type: 'calibrationStage', timeUs: 2, stage: 'done', ...stage });
    expect(keeper.snapshot.calibration?.verdict).toBe('good');
    // A sensor was put elsewhere.
    keeper.applyEvent({ type: 'calibrationStage', timeUs: 3, stage: 'standStill', ...stage });
    expect(keeper.snapshot.calibration).toBeNull();
    tell('redo');
    keeper.applyEvent({ type: 'calibrationStage', timeUs: 4, stage: 'standStill', ...stage });
    expect(keeper.snapshot.calibration?.verdict).toBe('redo');
  });

  it('forgets the reps with a new set and keeps the calibration stage', () => {
    const keeper = new SnapshotKeeper();
    keeper.applyEvent({ type: 'rep', timeUs: 1, rep: rep(1) });
    const stage = { stage: 'done', instruction: 'Ready', done: 0, wanted: 0 } as const;
    keeper.applyEvent({ type: 'calibrationStage', timeUs: 2, ...stage });
    expect(keeper.applyControl({ type: 'newSet', timeUs: 3 })).toBe(true);
    expect(keeper.snapshot).toEqual({ ...EMPTY_SNAPSHOT, calibrationStage: stage });
  });

  it('keeps the newest landings, holds and strides, and forgets them with a new set', () => {
    const keeper = new SnapshotKeeper();
    for (let number = 1; number <= 50; number++) {
      keeper.applyEvent({ type: 'landing', timeUs: number, landing: landingOf(number) });
    }
    keeper.applyEvent({ type: 'hold', timeUs: 60, hold: holdOf('left', 1) });
    keeper.applyEvent({ type: 'stride', timeUs: 61, stride: strideOf('right', 1) });
    const { landings, holds, strides } = keeper.snapshot;
    expect(landings?.map(({ number }) => number)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 11),
    );
    expect(holds).toEqual([holdOf('left', 1)]);
    expect(strides).toEqual([strideOf('right', 1)]);
    keeper.applyControl({ type: 'newSet', timeUs: 70 });
    expect(keeper.snapshot).toEqual(EMPTY_SNAPSHOT);
  });

  it('says that nothing changed for events and inputs it does not remember', () => {
    const keeper = new SnapshotKeeper();
    const fault = { type: 'fault', timeUs: 1, sensorId: null, sentence: 'x' } as const;
    expect(keeper.applyEvent(fault)).toBe(false);
    expect(keeper.applyControl({ type: 'marker', timeUs: 1, label: 'a' })).toBe(false);
    expect(keeper.snapshot).toBe(EMPTY_SNAPSHOT);
  });

  it('leaves snapshots handed out earlier as they were', () => {
    const keeper = new SnapshotKeeper();
    keeper.applyEvent({ type: 'rep', timeUs: 1, rep: rep(1) });
    const earlier = keeper.snapshot;
    keeper.applyEvent({ type: 'rep', timeUs: 2, rep: rep(2) });
    expect(earlier.reps).toEqual([rep(1)]);
  });
});
