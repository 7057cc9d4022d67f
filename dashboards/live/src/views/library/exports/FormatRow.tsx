import type { ExportFormatAnswer } from '../../../../../../src/stream/answers/jobs.ts';
import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { sizeText } from '../../../store/sizeText.ts';
import { JobState } from './JobState.tsx';
import { isUnderWay, type RecordingJobs } from './useJobs.ts';

/** `about 4.4 MB`; what is smaller than that can be told is not called nothing. */
function aboutText(bytes: number): string {
  return bytes < LEAST_BYTES ? `under ${sizeText(LEAST_BYTES)}` : `about ${sizeText(bytes)}`;
}

const LEAST_BYTES = 0.1 * 1024 ** 2;

interface FormatRowProps {
  readonly format: ExportFormatAnswer;
  readonly recording: ListedRecording;
  readonly work: RecordingJobs;
}

/** One format: what it is for, and the button that has it made and saved. */
export function FormatRow({ format, recording, work }: FormatRowProps) {
  const job = work.jobs.findLast((each) => each.format === format.format);
  const isBusy = job !== undefined && isUnderWay(job);
  return (
    <li class="export-row" data-format={format.format}>
      <div class="export-words">
        <h4>{format.title}</h4>
        <p>{format.use}.</p>
        <p class="soft">Holds {format.holds}.</p>
      </div>
      <div class="export-action">
        <span class="soft">{aboutText(recording.sizeBytes * format.sizeShare)}</span>
        <button
          type="button"
          disabled={isBusy}
          onClick={() => void work.begin('exports', { format: format.format })}
        >
          {job?.state === 'failed' ? 'Try again' : 'Download'}
          <span class="visually-hidden"> {format.title}</span>
        </button>
      </div>
      <div class="export-state">
        {job && <JobState what={format.title} job={job} discard={work.discard} />}
      </div>
    </li>
  );
}
