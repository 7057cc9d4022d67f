import type { JobAnswer } from '../../../../../../src/stream/answers/jobs.ts';
import { sizeText } from '../../../store/sizeText.ts';
import { isUnderWay, type RecordingJobs } from './useJobs.ts';

interface JobStateProps {
  /** What is being made, for the ear: `CSV tables`. */
  readonly what: string;
  readonly job: JobAnswer;
  readonly discard: RecordingJobs['discard'];
}

/** How a job stands, in the place where it was asked for. */
export function JobState({ what, job, discard }: JobStateProps) {
  if (isUnderWay(job)) return <UnderWay what={what} job={job} discard={discard} />;
  if (job.state === 'failed') {
    return (
      <p class="job-failed" role="alert">
        <strong>Not made.</strong> {job.problem}
      </p>
    );
  }
  if (job.state === 'cancelled') return <p class="soft">Cancelled. Nothing of it is kept.</p>;
  return (
    <div class="job-done">
      {job.file !== null && (
        <p>
          <span aria-hidden="true">✓ </span>Ready:{' '}
          <a href={job.file} download="">
            download {what} again
          </a>{' '}
          <span class="soft">({sizeText(job.sizeBytes)} unpacked, kept for an hour)</span>
        </p>
      )}
      <Notes job={job} />
    </div>
  );
}

function UnderWay({ what, job, discard }: JobStateProps) {
  const { state, progress } = job;
  const share = state === 'waiting' ? 0 : progress;
  const percent = share === null ? null : Math.round(100 * share);
  return (
    <div class="job-under-way">
      <progress
        aria-label={`${what}, how much is done`}
        max={100}
        {...(percent !== null && { value: percent })}
      />
      <span class="job-percent">
        {state === 'waiting' ? 'waits its turn' : percent === null ? 'begins' : `${percent} %`}
      </span>
      <button type="button" onClick={() => void discard(job)}>
        Cancel<span class="visually-hidden"> {what}</span>
      </button>
    </div>
  );
}

/** Damage and what was left out: what was made is not the whole without these words. */
export function Notes({ job }: { readonly job: JobAnswer }) {
  if (job.notes.length === 0) return null;
  return (
    <ul class="job-notes">
      {job.notes.map((note) => (
        <li key={note}>
          <strong>Mind:</strong> {note}
        </li>
      ))}
    </ul>
  );
}
