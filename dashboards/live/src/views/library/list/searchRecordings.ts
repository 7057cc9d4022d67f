import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import type { AssessmentNames } from '../../../api/assessments.ts';
import { dayText, marksOf, movementText } from '../recordingWords.ts';
import type { Sort } from './listPlace.ts';

export interface Searchable {
  readonly recording: ListedRecording;
  readonly movement: string;
  /** All that is searched in, in small letters. */
  readonly text: string;
}

export function searchable(recording: ListedRecording, names: AssessmentNames): Searchable {
  const { id, subject, protocol, tags, startedUs } = recording;
  const movement = movementText(recording, names);
  const marks = marksOf(recording).map(({ words }) => words);
  const text = [subject, movement, protocol, ...tags, dayText(startedUs), id, ...marks].join('\n');
  return { recording, movement, text: text.toLowerCase() };
}

/** Those that have every word somewhere and all of the tags. */
export function found(
  all: readonly Searchable[],
  search: string,
  tags: readonly string[],
): readonly Searchable[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(
    ({ recording, text }) =>
      words.every((word) => text.includes(word)) &&
      tags.every((tag) => recording.tags.includes(tag)),
  );
}

/** A session: its recording, and what stands under it: later parts, and what was computed from it. */
export interface SessionEntry {
  readonly head: Searchable;
  readonly others: readonly Searchable[];
}

type Compare = (a: SessionEntry, b: SessionEntry) => number;

const newest: Compare = (a, b) => b.head.recording.startedUs - a.head.recording.startedUs;

const ORDERS: Readonly<Record<Sort, Compare>> = {
  newest,
  oldest: (a, b) => newest(b, a),
  subject: (a, b) => compareText(a.head.recording.subject, b.head.recording.subject),
  task: (a, b) => compareText(a.head.movement, b.head.movement),
  longest: (a, b) => (b.head.recording.durationS ?? 0) - (a.head.recording.durationS ?? 0),
  largest: (a, b) => b.head.recording.sizeBytes - a.head.recording.sizeBytes,
};

/** Alike ones newest first. */
export function sorted(sessions: readonly SessionEntry[], sort: Sort): readonly SessionEntry[] {
  return [...sessions].sort(
    (a, b) =>
      ORDERS[sort](a, b) || newest(a, b) || compareText(a.head.recording.id, b.head.recording.id),
  );
}

/** What belongs to one session stands together; where its first recording is not there, the next leads. */
export function sessionsIn(all: readonly Searchable[]): readonly SessionEntry[] {
  const byName = new Map<string, ListedRecording>();
  for (const { recording } of all) byName.set(recording.sessionId, recording);
  for (const { recording } of all) byName.set(recording.id, recording);
  const groups = new Map<string, Searchable[]>();
  for (const each of all) {
    const key = rootOf(each.recording, byName);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()].flatMap((group) => {
    const [head, ...others] = group.sort(
      (a, b) =>
        a.recording.ancestors.length - b.recording.ancestors.length ||
        a.recording.part - b.recording.part ||
        compareText(a.recording.id, b.recording.id),
    );
    return head === undefined ? [] : [{ head, others }];
  });
}

/** The eldest it was computed from, and of that the first part. */
function rootOf(
  { id, ancestors, session }: ListedRecording,
  byName: ReadonlyMap<string, ListedRecording>,
): string {
  const eldest = ancestors.at(-1);
  if (eldest === undefined) return session;
  const found = byName.get(eldest);
  return found === undefined || found.id === id ? eldest : found.session;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
