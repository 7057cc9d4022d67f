import { describe, expect, it } from 'vitest';
import { ArrivalCounter } from '../../src/timing/arrivalCounter.ts';
import { ClockedCounter } from '../../src/timing/clockedCounter.ts';
import { sampleCounterFor } from '../../src/timing/sampleCounterFor.ts';

describe('the counter for a kind of packets', () => {
  it('is one where the packets tell no index, and none where they do', () => {
    expect(sampleCounterFor({ kind: 'clocked', wrapUs: 2 ** 32 }, 60)).toBeInstanceOf(
      ClockedCounter,
    );
    expect(sampleCounterFor({ kind: 'arrivals' }, 50)).toBeInstanceOf(ArrivalCounter);
    expect(sampleCounterFor({ kind: 'indexed', wrapUs: 2 ** 32 }, 100)).toBeNull();
    expect(sampleCounterFor({ kind: 'known' }, 100)).toBeNull();
  });
});
