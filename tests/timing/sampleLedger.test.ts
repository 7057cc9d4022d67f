import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleLedger } from '../../src/timing/sampleLedger.ts';

describe('the ledger of a sensor', () => {
  it('begins with whatever index comes first, nothing lost', () => {
    const ledger = new SampleLedger();
    expect(ledger.enter(4711, 2)).toEqual({ accept: true, lost: null });
    expect(ledger).toMatchObject({ received: 2, lost: 0, late: 0 });
  });

  it('names the samples between two packets', () => {
    const ledger = new SampleLedger();
    ledger.enter(0, 2);
    expect(ledger.enter(8, 2)).toEqual({ accept: true, lost: { firstIndex: 2, count: 6 } });
    expect(ledger).toMatchObject({ received: 4, lost: 6, late: 0 });
  });

  it('refuses a packet that came before, and what comes after is not disturbed', () => {
    const ledger = new SampleLedger();
    ledger.enter(0, 2);
    ledger.enter(2, 2);
    expect(ledger.enter(2, 2)).toEqual({ accept: false, lost: null });
    expect(ledger.enter(4, 2)).toEqual({ accept: true, lost: null });
    expect(ledger).toMatchObject({ received: 6, lost: 0, late: 2 });
  });

  it('accounts for every sample of a stream whose packets are lost and repeated', () => {
    const packets = fc.array(fc.constantFrom('once', 'lost', 'twice'), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(packets, fc.integer({ min: 1, max: 20 }), (fates, count) => {
        const ledger = new SampleLedger();
        // The first and the last come through, so that every loss lies between two packets.
        const course = ['once', ...fates, 'once'] as const;
        for (const [i, fate] of course.entries()) {
          if (fate === 'lost') continue;
          expect(ledger.enter(i * count, count).accept).toBe(true);
          if (fate === 'twice') expect(ledger.enter(i * count, count).accept).toBe(false);
        }
        const times = (wanted: string): number =>
          fates.filter((fate) => fate === wanted).length * count;
        expect(ledger.lost).toBe(times('lost'));
        expect(ledger.late).toBe(times('twice'));
        expect(ledger.received + ledger.lost).toBe(course.length * count);
      }),
    );
  });
});
