import { describe, expect, it } from 'vitest';
import { notedOf } from '../../dashboards/live/src/views/trends/notedOf.ts';
import { recordingsOf } from '../../dashboards/live/src/views/trends/recordingsOf.ts';
import type { Task } from '../../src/model/task.ts';
import type { ListedRecording, RecordingAnswer } from '../../src/stream/answers/recordings.ts';

const HOUR_US = 3600e6;

function listed(id: string, hours: number, subject = 'P-1'): ListedRecording {
  const facts = { id, sessionId: id, subject, startedUs: hours * HOUR_US, durationS: 600 };
  return facts as Partial<ListedRecording> as ListedRecording;
}

function answer(task: Task, described: Partial<RecordingAnswer['described']>): RecordingAnswer {
  const nothing = { tags: [], notes: '', annotations: [] };
  return {
    recording: { task },
    described: { ...nothing, ...described },
  } as object as RecordingAnswer;
}

describe('the recordings of a session', () => {
  it('are those of one person without a long break, and what was computed from them', () => {
    const first = listed('first', 10);
    const all = [listed('next day', 34), listed('part', 12), listed('anew', 10), first];
    const found = recordingsOf(first, [...all, listed('other', 10, 'P-2')]);
    expect(found.map(({ id }) => id)).toEqual(['anew', 'first', 'part']);
  });
});

describe('what was noted of a session', () => {
  it('is what any recording has, each thing once', () => {
    const session = [
      answer('bilateralSquat', { tags: ['pilot'], footwear: 'shoes' }),
      answer('bilateralSquat', {
        tags: ['pilot', 'late'],
        footwear: 'shoes',
        annotations: [{ id: 1, timeUs: 0, text: 'slipped', by: 'Kim' }],
      }),
    ];
    expect(notedOf(session, 'bilateralSquat')).toEqual([
      'Footwear: shoes',
      'Tags: pilot · late',
      'Notes: slipped',
    ]);
  });

  it('tells apart what was said of another movement alone', () => {
    const session = [
      answer('lunge', { footwear: 'shoes', loadKg: 20 }),
      answer('bilateralSquat', { footwear: 'shoes' }),
    ];
    expect(notedOf(session, 'bilateralSquat')).toEqual([
      'Footwear: shoes',
      'Load, another movement: 20 kg',
    ]);
    expect(notedOf([], 'bilateralSquat')).toEqual([]);
  });
});
