import { useState } from 'preact/hooks';
import type { RecordingContents } from '../../../../../../src/stream/answers/contents.ts';
import type { JobAnswer } from '../../../../../../src/stream/answers/jobs.ts';
import { Help } from '../../help/Help.tsx';
import { hashOf } from '../../viewChoice.ts';
import { JobState, Notes } from './JobState.tsx';
import { isUnderWay, type RecordingJobs } from './useJobs.ts';
import { WAYS } from './ways.ts';

interface ComputeAnewProps {
  readonly recording: string;
  /** null until the hub has looked into it. */
  readonly contents: RecordingContents | null;
  readonly work: RecordingJobs;
}

/** The same data computed once more, into a recording of its own. */
export function ComputeAnew({ recording, contents, work }: ComputeAnewProps) {
  const [way, setWay] = useState(WAYS[0]);
  const jobs = work.jobs.filter(({ kind }) => kind === 'processing');
  const isBusy = jobs.some(isUnderWay);
  const keeps = way.keepsCalibration && contents?.calibrations.length === 1;
  const body = keeps ? { ...way.body, calibrationFrom: recording } : way.body;
  return (
    <div class="compute-anew">
      <header class="export-head">
        <h3 id="compute-title">Compute anew</h3>
        <Help about="computing anew">
          <p>It makes a new recording in the library. This one stays as it is.</p>
          <p>Look at both side by side to see what has changed.</p>
        </Help>
      </header>
      <fieldset aria-labelledby="compute-title">
        {WAYS.map((each) => (
          <label key={each.key} class="way">
            <input
              type="radio"
              name="way"
              value={each.key}
              checked={each === way}
              onChange={() => setWay(each)}
            />
            <span>
              <strong>{each.label}</strong>
              <span class="soft">{each.what}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        disabled={isBusy || contents === null}
        onClick={() => void work.begin('processings', body)}
      >
        Compute anew
      </button>
      <ul class="made-anew">
        {jobs.toReversed().map((job) => (
          <li key={job.id}>
            {job.result === null ? (
              <JobState what="computing anew" job={job} discard={work.discard} />
            ) : (
              <Result job={job} result={job.result} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ResultProps {
  readonly job: JobAnswer;
  readonly result: string;
}

function Result({ job, result }: ResultProps) {
  const address = (...path: string[]) => hashOf({ view: 'library', path });
  return (
    <>
      <p>
        <span aria-hidden="true">✓ </span>Made: <a href={address(result)}>{result}</a> ·{' '}
        <a href={address(job.recording, 'beside', result)}>side by side with this one</a>
      </p>
      <Notes job={job} />
      <details class="made-words">
        <summary>What came of it</summary>
        {job.summary.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </details>
    </>
  );
}
