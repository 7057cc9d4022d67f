import { describe, expect, it } from 'vitest';
import { sensorId } from '../../src/model/sensor.ts';
import { RefilledSamples } from '../../src/pipeline/refilledSamples.ts';

const ID = sensorId('S');

describe('telling of samples that were had again', () => {
  it('tells a stretch when another begins or the link changes, each sample once', () => {
    const refilled = new RefilledSamples();
    expect(refilled.note(ID, { first: 10, end: 12 }, 0)).toBeNull();
    expect(refilled.note(ID, { first: 12, end: 14 }, 1000)).toBeNull();
    expect(refilled.note(ID, { first: 20, end: 21 }, 2000)).toMatchObject({
      type: 'samplesRefilled',
      firstIndex: 10,
      count: 4,
    });
    expect(refilled.end(ID, 3000)).toMatchObject({ firstIndex: 20, count: 1 });
    expect(refilled.end(ID, 4000)).toBeNull();
  });

  it('tells a long stretch in parts of a second', () => {
    const refilled = new RefilledSamples();
    refilled.note(ID, { first: 0, end: 50 }, 0);
    expect(refilled.due(ID, 999_999)).toBeNull();
    refilled.note(ID, { first: 50, end: 90 }, 999_999);
    expect(refilled.due(ID, 1_000_000)).toMatchObject({ firstIndex: 0, count: 90 });
    expect(refilled.due(ID, 3_000_000)).toBeNull();
    refilled.note(ID, { first: 90, end: 91 }, 3_000_000);
    expect(refilled.end(ID, 3_000_001)).toMatchObject({ firstIndex: 90, count: 1 });
  });
});
