import { describe, expect, it } from 'vitest';
import {
  PainReport,
  painLevel,
  painMessages,
  painWords,
} from '../../dashboards/live/src/store/painReport.ts';
import { parseClientMessage } from '../../src/hub/clientMessages.ts';
import { STOP_SIGNS } from '../../src/model/programmeNote.ts';

const DURING = { when: 'during', signs: [] } as const;

describe('what to do about pain', () => {
  it('goes by the number: on up to 2, easier from 3, no further above 5', () => {
    const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((score) =>
      painLevel({ score, signs: [] }),
    );
    expect(levels.join(' ')).toBe('go go go ease ease ease stop stop stop stop stop');
  });

  it('is to stop at any sign, whatever the number', () => {
    for (const sign of STOP_SIGNS) {
      expect(painLevel({ score: 0, signs: [sign] })).toBe('stop');
      expect(painLevel({ score: null, signs: [sign] })).toBe('stop');
    }
  });
});

describe('what is sent of pain', () => {
  it('is a note for the programme and a marker, both of which the hub takes', () => {
    const told = { when: 'after', score: 3, signs: ['swelling', 'locking'] } as const;
    const messages = painMessages(told);
    expect(messages).toEqual([
      { type: 'programmeNote', note: { painAfter: 3, signs: ['swelling', 'locking'] } },
      { type: 'marker', label: 'pain 3 of 10 after, swelling, locking' },
    ]);
    for (const message of messages) {
      expect(parseClientMessage(JSON.stringify(message))).toEqual(message);
    }
  });

  it('says nothing of a number or a sign that was not chosen', () => {
    expect(painMessages({ ...DURING, score: 0 })[0]).toEqual({
      type: 'programmeNote',
      note: { painDuring: 0 },
    });
    const [note] = painMessages({ when: 'before', score: null, signs: ['giving way'] });
    expect(note).toEqual({ type: 'programmeNote', note: { signs: ['giving way'] } });
    expect(painWords({ when: 'before', score: null, signs: ['giving way'] })).toBe('giving way');
  });

  it('tells to stop even where nothing can be sent, until it is dismissed', () => {
    const report = new PainReport(() => false);
    expect(report.tell({ ...DURING, score: 7 }).recorded).toBe(false);
    expect(report.stopFor.value).toBe('pain 7 of 10 during');
    report.tell({ ...DURING, score: 1 });
    expect(report.stopFor.value).toBe('pain 7 of 10 during');
    report.dismissStop();
    expect(report.stopFor.value).toBeNull();
  });
});
