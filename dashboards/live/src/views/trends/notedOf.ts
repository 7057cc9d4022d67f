import type { Task } from '../../../../../src/model/task.ts';
import type { RecordingAnswer } from '../../../../../src/stream/answers/recordings.ts';

/**
 * What was said of the recordings of a session that may move a figure of `task`: a line of each kind,
 * with each thing once. What was only said of another movement is told apart, as the load of it was another.
 */
export function notedOf(session: readonly RecordingAnswer[], task: Task): string[] {
  const said = new Map<string, Set<string>>();
  const isOwn = ({ recording }: RecordingAnswer) => recording.task === task;
  const inOrder = [...session.filter(isOwn), ...session.filter((each) => !isOwn(each))];
  for (const each of inOrder) {
    for (const [kind, thing] of thingsOf(each)) {
      if (said.get(kind)?.has(thing)) continue;
      const line = isOwn(each) ? kind : `${kind}, another movement`;
      said.set(line, (said.get(line) ?? new Set()).add(thing));
    }
  }
  return [...said].map(([kind, things]) => `${kind}: ${[...things].join(' · ')}`);
}

function thingsOf({ described }: RecordingAnswer): (readonly [string, string])[] {
  const { conditions, footwear, loadKg, band, boxHeightCm, painDuring } = described;
  const notes = [described.notes, ...described.annotations.map(({ text }) => text)];
  return [
    ...(conditions ? [['Conditions', conditions] as const] : []),
    ...(footwear ? [['Footwear', footwear] as const] : []),
    ...(loadKg !== undefined ? [['Load', `${loadKg} kg`] as const] : []),
    ...(band ? [['Band', band] as const] : []),
    ...(boxHeightCm !== undefined ? [['Box', `${boxHeightCm} cm`] as const] : []),
    ...(painDuring !== undefined ? [['Pain', `${painDuring} of 10`] as const] : []),
    ...described.tags.map((tag) => ['Tags', tag] as const),
    ...notes.filter((text) => text !== '').map((text) => ['Notes', text] as const),
  ];
}
