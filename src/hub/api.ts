import type { FastifyInstance } from 'fastify';
import type { SubjectSettings } from '../model/settings.ts';
import { registerAssessments } from './assessmentRoutes.ts';
import type { FeedSwitch } from './feedSwitch.ts';
import type { RecordingLibrary } from './recordingLibrary.ts';
import { registerReports } from './reportRoutes.ts';

/** How far the database is behind what was recorded. */
export interface UploadState {
  readonly state: string;
  readonly lagS: number;
  readonly linesSent: number;
  /** What is wrong, in a sentence; null when nothing is. */
  readonly lastError: string | null;
}

export interface ApiOptions {
  readonly feeds: FeedSwitch;
  readonly library: RecordingLibrary;
  readonly software: string;
  readonly clientCount: () => number;
  /** Facts of the person of the live session; null where nobody gave settings. */
  readonly subject: SubjectSettings | null;
  /** null where nothing is uploaded. */
  readonly uploadState: (() => UploadState) | null;
}

/** Registers the REST routes under `/api/v1`. */
export function registerApi(app: FastifyInstance, options: ApiOptions): void {
  const { feeds, library, software, clientCount, uploadState } = options;

  app.get('/api/v1/health', () => {
    const { facts, faults } = feeds.current;
    const upload = uploadState?.() ?? null;
    const well = faults.length === 0 && (upload?.lastError ?? null) === null;
    return {
      status: well ? 'ok' : 'degraded',
      mode: facts.mode,
      session: facts.session,
      simulated: facts.simulated,
      software,
      clients: clientCount(),
      faults,
      upload,
    };
  });

  app.get('/api/v1/sensors', () => ({ sensors: feeds.live.sensors }));

  app.get('/api/v1/recordings', async () => ({ recordings: await library.list() }));

  app.post<{ Params: { id: string } }>('/api/v1/recordings/:id/replay', async (request) => {
    await feeds.replay(await library.openReplay(request.params.id));
    return feedAnswer(feeds);
  });

  registerReports(app, library);
  registerAssessments(app, options);

  app.post('/api/v1/live', async () => {
    await feeds.goLive();
    return feedAnswer(feeds);
  });
}

function feedAnswer(feeds: FeedSwitch) {
  const { mode, session } = feeds.current.facts;
  return { mode, session };
}
