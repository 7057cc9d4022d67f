import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LedgerEntry, SampleLedger } from '../../src/timing/sampleLedger.ts';

const NOTHING: LedgerEntry = { next: null, lost: null, recovered: [] };

function following(first: number, end: number): LedgerEntry {
  return { ...NOTHING, next: { first, end } };
}

describe('the ledger of a sensor', () => {
  it('begins with whatever index comes first, nothing lost', () => {
    const ledger = new SampleLedger();
    expect(ledger.enter(4711, 2)).toEqual(following(4711, 4713));
    expect(ledger).toMatchObject({ received: 2, lost: 0, late: 0 });
  });

  it('names the samples between two packets', () => {
    const ledger = new SampleLedger();
    ledger.enter(0, 2);
    const lost = { firstIndex: 2, count: 6 };
    expect(ledger.enter(8, 2)).toEqual({ ...following(8, 10), lost });
    expect(ledger).toMatchObject({ received: 4, lost: 6, late: 0 });
  });

  it('refuses a packet that came before, and what comes after is not disturbed', () => {
    const ledger = new SampleLedger();
    ledger.enter(0, 2);
    ledger.enter(2, 2);
    expect(ledger.enter(2, 2)).toEqual(NOTHING);
    expect(ledger.enter(4, 2)).toEqual(following(4, 6));
    expect(ledger).toMatchObject({ received: 6, lost: 0, late: 2 });
  });

  it('refuses what cannot have been taken yet', () => {
    const ledger = new SampleLedger();
    ledger.enter(0, 2);
    expect(ledger.enter(1000, 2, 500)).toEqual(NOTHING);
    expect(ledger.enter(2, 2, 500)).toEqual(following(2, 4));
    expect(ledger).toMatchObject({ received: 4, lost: 0, late: 2 });
  });

  it('takes of a packet that comes later what was missing, once', () => {
    const ledger = new SampleLedger();
    ledger.enter(0, 2);
    ledger.enter(8, 2);
    expect(ledger.enter(0, 5)).toEqual({ ...NOTHING, recovered: [{ first: 2, end: 5 }] });
    expect(ledger.enter(4, 6)).toEqual({ ...NOTHING, recovered: [{ first: 5, end: 8 }] });
    expect(ledger.enter(2, 6)).toEqual(NOTHING);
    expect(ledger).toMatchObject({ received: 10, lost: 0, late: 2 + 3 + 6 });
  });

  it('takes of a packet that overlaps the newest sample what goes on behind it', () => {
    const ledger = new SampleLedger();
    ledger.enter(0, 2);
    ledger.enter(4, 2);
    const recovered = [{ first: 3, end: 4 }];
    expect(ledger.enter(3, 5)).toEqual({ ...following(6, 8), recovered });
    expect(ledger).toMatchObject({ received: 7, lost: 1, late: 2 });
  });

  it('accounts for every sample of a stream whose packets are lost, repeated and had again', () => {
    const packets = fc.array(fc.constantFrom('once', 'lost', 'twice', 'later'), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(packets, fc.integer({ min: 1, max: 20 }), (fates, count) => {
        const ledger = new SampleLedger();
        // The first and the last come through, so that every loss lies between two packets.
        const course = ['once', ...fates, 'once'] as const;
        for (const [i, fate] of course.entries()) {
          if (fate === 'lost' || fate === 'later') continue;
          const range = { first: i * count, end: (i + 1) * count };
          expect(ledger.enter(i * count, count).next).toEqual(range);
          if (fate === 'twice') expect(ledger.enter(i * count, count)).toEqual(NOTHING);
        }
        for (const [i, fate] of course.entries()) {
          if (fate !== 'later') continue;
          const recovered = [{ first: i * count, end: (i + 1) * count }];
          expect(ledger.enter(i * count, count)).toEqual({ ...NOTHING, recovered });
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
