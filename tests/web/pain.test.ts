import { describe, expect, it } from 'vitest';
import { HubApiError } from '../../dashboards/live/src/api/hubApi.ts';
import {
  PainReport,
  painLevel,
  painNote,
  painWords,
} from '../../dashboards/live/src/store/painReport.ts';
import { parseClientMessage } from '../../src/hub/clientMessages.ts';
import { STOP_SIGNS } from '../../src/model/programmeNote.ts';
import { painOf } from '../../src/movement/programme/painRule.ts';
import { PROGRAMME } from '../../src/movement/programme/programme.ts';
import { splitNote } from '../../src/reprocess/sessionHistory/saidNotes.ts';

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

describe('the page and the rules of the programme', () => {
  const LEVEL = { go: 'go', ease: 'hold', stop: 'stop' } as const;

  it.each(['before', 'during', 'after', 'nextDay'] as const)('judge pain %s alike', (when) => {
    const scores = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((score) => ({ score, signs: [] }));
    const signs = STOP_SIGNS.map((sign) => ({ score: null, signs: [sign] }));
    for (const given of [...scores, ...signs]) {
      const note = painNote({ when, ...given });
      const { level } = painOf([{ timeUs: 0, note }], PROGRAMME);
      expect([given, LEVEL[painLevel(given)]]).toEqual([given, level]);
    }
  });
});

describe('what is sent of pain', () => {
  it('is a note for the programme that the hub takes, and a marker', async () => {
    const told = { when: 'after', score: 3, signs: ['swelling', 'locking'] } as const;
    const sent: unknown[] = [];
    const report = new PainReport(
      (message) => sent.push(message) > 0,
      () => 'P-1',
      async (label) => sent.push(label),
    );
    expect(await report.tell(told).refusal).toBeNull();
    const note = { type: 'programmeNote', note: painNote(told) };
    expect(sent).toEqual(['pain 3 of 10 after the session, swelling, locking', note]);
    expect(note.note).toEqual({ painAfter: 3, signs: ['swelling', 'locking'] });
    expect(parseClientMessage(JSON.stringify(note))).toEqual(note);
  });

  it('is not recorded before the hub has answered, and says what the hub refused', async () => {
    const sent: unknown[] = [];
    const report = new PainReport(
      (message) => sent.push(message) > 0,
      () => 'P-1',
      () => Promise.reject(new HubApiError('Nothing is recorded now.')),
    );
    expect(await report.tell({ ...DURING, score: 2 }).refusal).toBe(
      'Not recorded: Nothing is recorded now.',
    );
    expect(sent).toEqual([]);
  });

  it('says nothing of a number or a sign that was not chosen', () => {
    expect(painNote({ ...DURING, score: 0 })).toEqual({ painDuring: 0 });
    expect(painNote({ when: 'after', score: null, signs: ['giving way'] })).toEqual({
      signs: ['giving way'],
    });
    expect(painWords({ when: 'before', score: null, signs: ['giving way'] })).toBe('giving way');
  });

  it.each([
    ['before', 'ahead'],
    ['after', 'before'],
    ['nextDay', 'ahead'],
  ] as const)('has a sign told by itself for %s in its session', (when, half) => {
    const note = painNote({ when, score: null, signs: ['swelling'] });
    expect(parseClientMessage(JSON.stringify({ type: 'programmeNote', note }))).toEqual({
      type: 'programmeNote',
      note,
    });
    expect(splitNote(note)[half].signs).toEqual(['swelling']);
  });

  it('tells to stop even where nothing can be sent, and whom, until it is dismissed', async () => {
    let who = 'P-1';
    const report = new PainReport(
      () => false,
      () => who,
      async () => {},
    );
    const { refusal } = report.tell({ ...DURING, score: 7 });
    const first = { who: 'P-1', words: 'pain 7 of 10 in this set' };
    expect(report.stopFor.value).toEqual(first);
    // Another person begins before it is read.
    who = 'P-2';
    report.tell({ ...DURING, score: 1 });
    expect(report.stopFor.value).toEqual(first);
    expect(await refusal).toBe('Not connected to the hub, so this was not recorded.');
    report.dismissStop();
    expect(report.stopFor.value).toBeNull();
  });
});
