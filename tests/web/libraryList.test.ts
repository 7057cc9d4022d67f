import { describe, expect, it } from 'vitest';
import { byDate } from '../../dashboards/live/src/views/library/list/byDate.ts';
import {
  found,
  searchable,
  sessionsIn,
  sorted,
} from '../../dashboards/live/src/views/library/list/searchRecordings.ts';
import { atText, secondsIn } from '../../dashboards/live/src/views/library/recording/atText.ts';
import { qualityLine } from '../../dashboards/live/src/views/library/recording/contentsWords.ts';
import {
  changedFacts,
  draftOf,
  problemsIn,
} from '../../dashboards/live/src/views/library/recording/factFields.ts';
import type { RecordingContents } from '../../src/stream/answers/contents.ts';
import type { ListedRecording } from '../../src/stream/answers/recordings.ts';

const NOON_MS = new Date(2026, 10, 26, 12).getTime();
const HOUR_US = 3600e6;

function recording(id: string, given: Partial<ListedRecording> = {}): ListedRecording {
  return {
    id,
    session: id,
    part: 1,
    subject: 'P-1',
    recordedSubject: 'P-1',
    protocol: 'block 2',
    simulated: false,
    task: 'bilateralSquat',
    assessment: 'overheadSquat',
    sessionId: id,
    ancestors: [],
    startedUs: NOON_MS * 1000,
    durationS: 60,
    finished: true,
    sizeBytes: 1,
    tags: [],
    own: true,
    recordingNow: false,
    sidecarProblem: null,
    ...given,
  };
}

const NAMES = new Map([['overheadSquat', 'Overhead squat']]);
const searchables = (...all: ListedRecording[]) => all.map((each) => searchable(each, NAMES));
const idsOf = (sessions: ReturnType<typeof sessionsIn>) =>
  sessions.map(({ head, others }) => [head, ...others].map(({ recording: { id } }) => id));

describe('sessions of a list', () => {
  const all = searchables(
    recording('anew-of-anew', { ancestors: ['anew', 'a'] }),
    recording('anew', { ancestors: ['a'] }),
    recording('a.2', { session: 'a', part: 2 }),
    recording('of-second', { ancestors: ['a.2'] }),
    recording('other', { startedUs: NOON_MS * 1000 - HOUR_US }),
    recording('orphan', { ancestors: ['gone'], startedUs: NOON_MS * 1000 - 2 * HOUR_US }),
    recording('a'),
  );

  it('stand with their parts and all that was computed from any of them', () => {
    expect(idsOf(sorted(sessionsIn(all), 'newest'))).toEqual([
      ['a', 'a.2', 'anew', 'of-second', 'anew-of-anew'],
      ['other'],
      ['orphan'],
    ]);
  });

  it('are led by the next where their first recording is not there', () => {
    const rest = all.filter(({ recording: { id } }) => id !== 'a' && id.startsWith('a'));
    expect(idsOf(sessionsIn(rest))).toEqual([['a.2', 'anew', 'anew-of-anew']]);
  });

  it('are known by their own name of themselves, where a file was renamed', () => {
    const renamed = searchables(
      recording('mine', { sessionId: 'a' }),
      recording('anew', { ancestors: ['a'] }),
    );
    expect(idsOf(sessionsIn(renamed))).toEqual([['mine', 'anew']]);
  });
});

describe('a search', () => {
  const all = searchables(
    recording('a', { tags: ['pilot', 'heels-up'], simulated: true }),
    recording('b', { subject: 'P-2', assessment: null, task: 'gait', tags: ['pilot'] }),
  );
  const ids = (search: string, tags: string[] = []) =>
    found(all, search, tags).map((each) => each.recording.id);

  it('wants every word, wherever it stands, and every tag', () => {
    expect(ids('')).toEqual(['a', 'b']);
    expect(ids('p-1 OVERHEAD heels')).toEqual(['a']);
    expect(ids('walking')).toEqual(['b']);
    expect(ids('simulated')).toEqual(['a']);
    expect(ids('p-1 walking')).toEqual([]);
    expect(ids('', ['pilot', 'heels-up'])).toEqual(['a']);
  });
});

describe('dates of the list', () => {
  it('are today, this week since Monday, and months', () => {
    const at = (day: number, month = 10) => new Date(2026, month, day, 9).getTime() * 1000;
    // 26 November 2026 is a Thursday.
    const days = [at(30), at(26), at(25), at(23), at(22), at(1), at(31, 9)];
    const sessions = days.map((startedUs, i) => ({
      head: searchable(recording(String(i), { startedUs }), NAMES),
      others: [],
    }));
    expect(
      byDate(sessions, NOON_MS).map(({ name, sessions: those }) => [name, those.length]),
    ).toEqual([
      ['November 2026', 1],
      ['Today', 1],
      ['Earlier this week', 2],
      ['November 2026', 2],
      ['October 2026', 1],
    ]);
  });
});

describe('what is typed', () => {
  it('is a time as it is shown, or seconds, and nothing else', () => {
    const times = ['1:05.5', '65,5', ' 0:07 ', '1:02:03.5', '75:10', '1:65', '1:60:00'];
    expect(times.map(secondsIn)).toEqual([65.5, 65.5, 7, 3723.5, 4510, null, null]);
    expect(['x', '', '-1', '1:2:3:4', ':5'].map(secondsIn)).toEqual(Array(5).fill(null));
    expect([65.5e6, -1e6, 59.96e6, 3723.5e6].map((us) => atText(us, 0))).toEqual([
      '1:05.5',
      '−0:01.0',
      '1:00.0',
      '1:02:03.5',
    ]);
  });

  it('changes what differs, takes away what is emptied, and is judged by the hub', () => {
    const start = draftOf({
      ...{ subject: 'P-1', recordedSubject: 'P-1', protocol: 'squat', notes: '' },
      ...{ tags: [], annotations: [], trials: {}, loadKg: 20, consent: true },
    });
    const draft = { ...start, loadKg: '', leftToeOutDeg: '−7,5', painAfter: 'much', consent: 'no' };
    expect(changedFacts(start, start)).toEqual({});
    expect(changedFacts(draft, start)).toEqual({
      loadKg: null,
      leftToeOutDeg: -7.5,
      painAfter: 'much',
      consent: false,
    });
  });

  it('is refused field by field, also where a sentence has semicolons', () => {
    const sentence =
      'facts.subject: valid is a pseudonym; never a name; facts.loadKg: valid are 0 to 400 kg';
    expect(problemsIn(sentence)).toEqual({
      fields: { subject: 'Valid is a pseudonym; never a name.', loadKg: 'Valid are 0 to 400 kg.' },
      rest: '',
    });
    expect(problemsIn('The hub cannot be reached.').rest).toBe('The hub cannot be reached.');
  });
});

describe('the line on quality', () => {
  const contents: RecordingContents = {
    ...{ startUs: 0, endUs: 1e6, method: null, software: 'plumbline', hasResults: true },
    ...{ trials: [], markers: [], holds: 0, cues: 1, faults: 0, damagedChunks: 0 },
    reps: { all: 10, sound: 9 },
    landings: { all: 0, sound: 0 },
    strides: { all: 0, sound: 0 },
    calibrations: [{ timeUs: 1, verdict: 'good' }],
    samplesLost: 5,
    samplesRefilled: 4,
  };
  const lineOf = (given: Partial<RecordingContents>) => qualityLine({ ...contents, ...given });

  it('is good only with sound results, a good calibration and a whole file', () => {
    expect(lineOf({})).toEqual({
      state: 'good',
      words: '10 reps, 9 on good data, 1 cue; calibration good; 1 sample missing.',
    });
    expect(lineOf({ calibrations: [{ timeUs: 1, verdict: 'usable' }] }).state).toBe('fair');
    for (const worse of [
      { calibrations: [] },
      { calibrations: [{ timeUs: 1, verdict: 'redo' as const }] },
      { reps: { all: 10, sound: 7 } },
      { damagedChunks: 1 },
      { hasResults: false },
    ]) {
      expect(lineOf(worse).state, JSON.stringify(worse)).toBe('bad');
    }
  });
});
