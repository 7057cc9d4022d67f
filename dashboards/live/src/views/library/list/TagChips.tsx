import { useState } from 'preact/hooks';
import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { listPlace, toggleTag } from './listPlace.ts';

/** More would push the list off a phone. */
const SHOWN = 8;

/** Tags in use with how many recordings have each, the commonest first. */
export function tagCounts(
  recordings: readonly ListedRecording[],
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { tags } of recordings) {
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
}

export function TagChips({ recordings }: { readonly recordings: readonly ListedRecording[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const chosen = listPlace.tags.value;
  const counts = tagCounts(recordings);
  if (counts.length === 0) return null;
  const shown = counts.filter(([tag], i) => showsAll || i < SHOWN || chosen.includes(tag));
  return (
    <fieldset class="tag-chips">
      <legend class="visually-hidden">Only with tag</legend>
      {shown.map(([tag, count]) => (
        <button
          key={tag}
          type="button"
          class="tag-chip"
          aria-pressed={chosen.includes(tag)}
          onClick={() => toggleTag(tag)}
        >
          {tag} <span class="chip-count">{count}</span>
        </button>
      ))}
      {counts.length > shown.length && (
        <button type="button" class="tag-chip" onClick={() => setShowsAll(true)}>
          {counts.length - shown.length} more tags
        </button>
      )}
    </fieldset>
  );
}
