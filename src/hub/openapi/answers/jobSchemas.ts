import { z } from 'zod';
import type { ExportsAnswer, JobAnswer, JobsAnswer } from '../../../stream/answers/jobs.ts';
import { list, sentences, wholeOf } from './answerSchema.ts';
import { recordingId } from './words.ts';

export const exports = wholeOf<ExportsAnswer>()(
  z
    .strictObject({
      formats: list(
        z.strictObject({
          format: z.string().describe('What POST /api/v1/recordings/{id}/exports takes'),
          title: z.string(),
          use: z.string(),
          holds: z.string(),
          sizeShare: z.number().describe('Bytes for each byte of the recording, about'),
        }),
      ),
    })
    .meta({ id: 'Exports' }),
);

export const job = wholeOf<JobAnswer>()(
  z
    .strictObject({
      id: z.string(),
      kind: z.enum(['export', 'processing']),
      recording: recordingId,
      format: z.string().nullable().describe('null of a processing'),
      state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
      progress: z.number().nullable().describe('0 to 1; null where that is not known'),
      problem: z.string().nullable().describe('Why it failed, with what to do'),
      notes: sentences('What has to be kept in mind of what was made'),
      summary: sentences('What came of it, a line each'),
      madeFiles: list(z.string(), 'Names of the files of an export'),
      sizeBytes: z.number().nullable().describe('Of the files, before they are packed'),
      file: z.string().nullable().describe('Where the files are had, packed as one'),
      result: z.string().nullable().describe('Id of the recording that was made'),
    })
    .meta({ id: 'Job' }),
);

export const jobs = wholeOf<JobsAnswer>()(
  z.strictObject({ jobs: list(job, 'In the order they were asked for') }).meta({ id: 'Jobs' }),
);
