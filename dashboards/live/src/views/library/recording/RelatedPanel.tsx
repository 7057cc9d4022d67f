import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { hashOf } from '../../viewChoice.ts';
import { useListing } from '../list/listing.ts';
import { Marks } from '../Marks.tsx';
import { lengthText } from '../recordingWords.ts';

/** Other parts of its session, what it was computed from, and what was computed from it. */
export function RelatedPanel({ recording }: { readonly recording: ListedRecording }) {
  const { recordings } = useListing();
  const related = (recordings ?? [])
    .filter((each) => each.id !== recording.id && isRelated(each, recording))
    .sort((a, b) => a.ancestors.length - b.ancestors.length || a.part - b.part);
  if (related.length === 0) return null;
  return (
    <section class="rec-panel" aria-labelledby="related-title">
      <h3 id="related-title">Of the same session</h3>
      <ul class="related-list">
        {related.map((each) => (
          <li key={each.id}>
            <a href={hashOf({ view: 'library', path: [each.id] })}>{each.id}</a>
            <span class="rec-facts">
              {lengthText(each)} <Marks recording={each} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isRelated(a: ListedRecording, b: ListedRecording): boolean {
  return a.session === b.session || comesFrom(a, b) || comesFrom(b, a);
}

function comesFrom({ ancestors }: ListedRecording, { id, sessionId }: ListedRecording): boolean {
  return ancestors.includes(id) || ancestors.includes(sessionId);
}
