import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { sizeText } from '../../../store/sizeText.ts';

/** The recording itself: nothing has to be made of it. */
export function RecordingFileRow({ recording }: { readonly recording: ListedRecording }) {
  return (
    <li class="export-row" data-format="recording">
      <div class="export-words">
        <h4>The recording itself</h4>
        <p>For this hub, another hub, or Foxglove.</p>
        <p class="soft">Holds all that was recorded, byte for byte, as one .mcap file.</p>
      </div>
      <div class="export-action">
        <span class="soft">{sizeText(recording.sizeBytes)}</span>
        <a
          class="button"
          href={`api/v1/recordings/${encodeURIComponent(recording.id)}/file`}
          download={`${recording.id}.mcap`}
        >
          Download<span class="visually-hidden"> the recording itself</span>
        </a>
      </div>
    </li>
  );
}
