import { exportBody, processingBody } from '../../jobs/jobRoutes.ts';
import { exports, job, jobs } from '../answers/jobSchemas.ts';
import { NO_RECORDING, type RouteDescriptions } from '../routeDescription.ts';

const tag = 'jobs';
const NO_JOB = 'There is no such job; one is kept for an hour after its end';

const waiting = {
  id: '7f3k',
  kind: 'export',
  recording: 'squats',
  format: 'csv',
  state: 'waiting',
  progress: null,
  problem: null,
  notes: [],
  summary: [],
  madeFiles: [],
  sizeBytes: null,
  file: null,
  result: null,
};

export const JOB_ROUTES: RouteDescriptions = {
  'GET /api/v1/exports': {
    tag,
    summary: 'The formats that a recording can be exported in',
    answer: { words: 'The formats', schema: exports },
  },
  'POST /api/v1/recordings/:id/exports': {
    tag,
    summary: 'Makes an export of a recording',
    body: { schema: exportBody, example: { format: 'csv' } },
    answer: { status: 202, words: 'The job; ask for it again', schema: job, example: waiting },
    refusals: {
      400: 'There is no such format',
      404: NO_RECORDING,
      409: 'Twenty jobs wait, there is no room on the disk, or it is not closed',
    },
  },
  'POST /api/v1/recordings/:id/processings': {
    tag,
    summary: 'Computes a recording anew, into another one',
    about:
      'asRecorded takes its inputs as they came; offline reckons each frame by what came before and after it; calibrationFrom is the id of a recording; settings are those that differ; hubSettings takes thresholds, cues and custom measures of the session in force.',
    body: { schema: processingBody, example: { offline: true }, optional: true },
    answer: {
      status: 202,
      words: 'The job; ask for it again',
      schema: job,
      example: { ...waiting, kind: 'processing', format: null },
    },
    refusals: {
      400: 'A field is not valid; the sentence names it, and what is',
      404: NO_RECORDING,
      409: 'Twenty jobs wait, there is no room on the disk, or it is not closed',
    },
  },
  'GET /api/v1/jobs': {
    tag,
    summary: 'All jobs, in the order they were asked for',
    answer: { words: 'The jobs', schema: jobs, example: { jobs: [waiting] } },
  },
  'GET /api/v1/jobs/:id': {
    tag,
    summary: 'How one job goes',
    answer: { words: 'The job', schema: job, example: { ...waiting, state: 'running' } },
    refusals: { 404: NO_JOB },
  },
  'DELETE /api/v1/jobs/:id': {
    tag,
    summary: 'Cancels a job, or throws away what it made; a recording that it made stays',
    answer: { words: 'The job', schema: job, example: { ...waiting, state: 'cancelled' } },
    refusals: { 404: NO_JOB },
  },
  'GET /api/v1/jobs/:id/file': {
    tag,
    summary: 'The files of an export, packed as one while they are sent',
    answer: { words: 'A zip', type: 'application/zip' },
    refusals: { 404: NO_JOB, 409: 'It has no files' },
  },
};
