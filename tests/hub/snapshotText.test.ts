import { describe, expect, it } from 'vitest';
import { snapshotText } from '../../src/hub/snapshotText.ts';
import { EMPTY_SNAPSHOT } from '../../src/stream/snapshotKeeper.ts';
import { repOf } from '../movement/reps.ts';

describe('a snapshot as text', () => {
  it('is what JSON makes of it, told again or with another rep', () => {
    const reps = [repOf(1), repOf(2)];
    const reusable = { timeUs: 5 };
    for (const snapshot of [
      EMPTY_SNAPSHOT,
      { ...EMPTY_SNAPSHOT, reps },
      { ...EMPTY_SNAPSHOT, reps: [...reps, repOf(3)], reusable },
    ]) {
      expect(JSON.parse(snapshotText(snapshot))).toEqual(JSON.parse(JSON.stringify(snapshot)));
    }
  });
});
