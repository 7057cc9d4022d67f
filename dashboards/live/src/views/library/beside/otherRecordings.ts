import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';

export interface OtherGroup {
  readonly title: string;
  readonly recordings: readonly ListedRecording[];
}

/** All that are finished but this one, those first that it is most likely to be put beside. */
export function otherRecordings(
  all: readonly ListedRecording[],
  own: ListedRecording,
): OtherGroup[] {
  const others = all.filter(({ id, finished }) => finished && id !== own.id);
  const groups = [
    {
      title: 'This session, processed otherwise',
      has: (each: ListedRecording) => isKin(each, own),
    },
    {
      title: 'The same person and movement',
      has: ({ subject, task }: ListedRecording) => subject === own.subject && task === own.task,
    },
    { title: 'All others', has: () => true },
  ];
  const left = new Set(others);
  return groups.flatMap(({ title, has }) => {
    const recordings = [...left].filter(has);
    for (const each of recordings) left.delete(each);
    return recordings.length === 0 ? [] : [{ title, recordings }];
  });
}

/** Of the same packets: one was computed from the other, or both from a third. */
function isKin(a: ListedRecording, b: ListedRecording): boolean {
  return a.startedUs === b.startedUs && rootOf(a) === rootOf(b);
}

function rootOf({ ancestors, sessionId }: ListedRecording): string {
  return ancestors.at(-1) ?? sessionId;
}
