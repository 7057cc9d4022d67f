import type { UploadState } from '../model/uploadState.ts';
import type { MetricFamily } from './prometheusText.ts';

const STATES = ['off', 'idle', 'uploading', 'waiting'] as const satisfies UploadState['state'][];

/** How far the database is behind; none where nothing is uploaded. */
export function uploadMetrics(upload: UploadState | null): MetricFamily[] {
  if (upload === null) return [];
  const one = (value: number) => [{ value }];
  return [
    {
      name: 'plumbline_upload_state',
      type: 'gauge',
      help: '1 for the state the upload is in; waiting is a database that does not take data now',
      samples: STATES.map((state) => ({
        labels: { state },
        value: upload.state === state ? 1 : 0,
      })),
    },
    {
      name: 'plumbline_upload_lag_seconds',
      type: 'gauge',
      help: 'For how long something recorded has not been in the database',
      samples: one(upload.lagS),
    },
    {
      name: 'plumbline_upload_lines_sent_total',
      type: 'counter',
      help: 'Lines the database has acknowledged',
      samples: one(upload.linesSent),
    },
    {
      name: 'plumbline_upload_lines_refused_total',
      type: 'counter',
      help: 'Lines set aside, for the database will never take them',
      samples: one(upload.linesRefused),
    },
    {
      name: 'plumbline_upload_requests_total',
      type: 'counter',
      help: 'Writes that were tried',
      samples: one(upload.requests),
    },
    {
      name: 'plumbline_upload_retries_total',
      type: 'counter',
      help: 'How often a write had to begin again',
      samples: one(upload.retries),
    },
    {
      name: 'plumbline_upload_recordings_left',
      type: 'gauge',
      help: 'Recordings of which something is not uploaded, as far as is known',
      samples: one(upload.recordingsLeft),
    },
    {
      name: 'plumbline_upload_deletions_waiting',
      type: 'gauge',
      help: 'Sessions that the database has yet to forget',
      samples: one(upload.deletionsWaiting),
    },
    {
      name: 'plumbline_upload_problem',
      type: 'gauge',
      help: '1 while something is wrong with the upload: /api/v1/health says what',
      samples: one(upload.lastError === null ? 0 : 1),
    },
  ];
}
