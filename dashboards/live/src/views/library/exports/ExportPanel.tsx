import '../../../styles/exports.css';
import type { RecordingContents } from '../../../../../../src/stream/answers/contents.ts';
import type { ExportsAnswer } from '../../../../../../src/stream/answers/jobs.ts';
import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';
import { usePolled } from '../../../api/usePolled.ts';
import { Help } from '../../help/Help.tsx';
import { ComputeAnew } from './ComputeAnew.tsx';
import { FormatRow } from './FormatRow.tsx';
import { RecordingFileRow } from './RecordingFileRow.tsx';
import { type RecordingJobs, useJobs } from './useJobs.ts';

interface ExportPanelProps {
  readonly recording: ListedRecording;
  /** null until the hub has looked into it. */
  readonly contents: RecordingContents | null;
}

/** Every file that can be made of a finished recording, and the recording computed anew. */
export function ExportPanel({ recording, contents }: ExportPanelProps) {
  return (
    <div class="exports">
      <header class="export-head">
        <h3>Export</h3>
        <Help about="exports">
          <p>
            The hub makes the files, packs them as one .zip, and your browser saves it. You can
            leave this page meanwhile and come back.
          </p>
          <p>
            What you have downloaded is a copy of your own. Deleting the recording here does not
            delete it.
          </p>
        </Help>
      </header>
      <Formats recording={recording} contents={contents} />
    </div>
  );
}

function Formats({ recording, contents }: ExportPanelProps) {
  const work = useJobs(recording.id);
  const { answer, problem } = usePolled<ExportsAnswer>('exports', null);
  return (
    <>
      <ul class="export-rows">
        <RecordingFileRow recording={recording} />
        {answer?.formats.map((format) => (
          <FormatRow key={format.format} format={format} recording={recording} work={work} />
        ))}
      </ul>
      {answer === null && <p class="export-loading soft">{problem ?? 'Loading …'}</p>}
      <p class="export-problem" role="alert">
        {work.problem}
      </p>
      <ComputeAnew recording={recording.id} contents={contents} work={work} />
      <Told work={work} />
    </>
  );
}

/** For who does not see the rows: what was finished last. */
function Told({ work }: { readonly work: RecordingJobs }) {
  const done = work.jobs.filter(({ state }) => state === 'done').at(-1);
  return (
    <p class="visually-hidden" role="status">
      {done && (done.format === null ? `Computed anew: ${done.result}` : `Ready: ${done.format}`)}
    </p>
  );
}
