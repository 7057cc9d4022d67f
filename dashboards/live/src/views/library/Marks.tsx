import type { ListedRecording } from '../../../../../src/stream/answers/recordings.ts';
import { marksOf } from './recordingWords.ts';

/** In words; the outline only helps to find them. */
export function Marks({ recording }: { readonly recording: ListedRecording }) {
  return (
    <>
      {marksOf(recording).map(({ kind, words }) => (
        <span key={words} class="rec-mark" data-kind={kind}>
          {words}
        </span>
      ))}
    </>
  );
}
