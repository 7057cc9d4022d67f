import { useRef, useState } from 'preact/hooks';
import type { JobAnswer, JobsAnswer } from '../../../../../../src/stream/answers/jobs.ts';
import { deleteAtHub, HubApiError, sendToHub } from '../../../api/hubApi.ts';
import { usePolled } from '../../../api/usePolled.ts';
import { saveFile } from './saveFile.ts';

const WHILE_ACTIVE_MS = 400;
/** For jobs that another page began. */
const ELSE_MS = 4000;

export interface RecordingJobs {
  /** Those of the recording, in the order they were asked for. */
  readonly jobs: readonly JobAnswer[];
  /** Why the hub did not do what was asked of it last, or cannot be asked. */
  readonly problem: string | null;
  /** @param work `exports` or `processings`, as in the route */
  readonly begin: (work: string, body: object) => Promise<void>;
  readonly discard: (job: JobAnswer) => Promise<void>;
}

/** The hub's jobs with one recording; what this page asked for is saved as soon as it is there. */
export function useJobs(recording: string): RecordingJobs {
  const [refusal, setRefusal] = useState<string | null>(null);
  /** Jobs of this page whose files were not saved yet. */
  const awaited = useRef(new Set<string>());
  /** As the hub told them last, and what this page changed since then. */
  const last = useRef<readonly JobAnswer[]>([]);
  /** Counts what this page changed: an answer that was asked for before knows nothing of it. */
  const [changes, setChanges] = useState(0);
  const pauseMs = last.current.some(isUnderWay) ? WHILE_ACTIVE_MS : ELSE_MS;
  const { answer, problem } = usePolled<JobsAnswer>('jobs', pauseMs, String(changes));
  if (answer !== null) last.current = answer.jobs;
  const jobs = last.current.filter((job) => job.recording === recording);
  for (const { id, file } of jobs) if (file !== null && awaited.current.delete(id)) saveFile(file);

  const guarded = async (asked: () => Promise<void>) => {
    setRefusal(null);
    try {
      await asked();
    } catch (error) {
      if (!(error instanceof HubApiError)) throw error;
      setRefusal(error.message);
    }
    setChanges((before) => before + 1);
  };
  return {
    jobs,
    problem: refusal ?? problem,
    begin: (work, body) =>
      guarded(async () => {
        const path = `recordings/${encodeURIComponent(recording)}/${work}`;
        const job = await sendToHub<JobAnswer>(path, body);
        awaited.current.add(job.id);
        last.current = [...last.current.filter(({ id }) => id !== job.id), job];
      }),
    discard: ({ id }) =>
      guarded(async () => {
        const job = await deleteAtHub<JobAnswer>(`jobs/${id}`);
        last.current = last.current.map((each) => (each.id === id ? job : each));
      }),
  };
}

export function isUnderWay({ state }: JobAnswer): boolean {
  return state === 'waiting' || state === 'running';
}
