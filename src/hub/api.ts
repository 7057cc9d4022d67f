import type { FastifyInstance } from 'fastify';
import type { SubjectSettings } from '../model/settings.ts';
import type { UploadState } from '../model/uploadState.ts';
import { WorkCache } from '../reprocess/sessionHistory/workCache.ts';
import type { HealthAnswer, SensorsAnswer, ShownAnswer } from '../stream/answers/hub.ts';
import { registerAssessments } from './assessmentRoutes.ts';
import type { FeedSwitch } from './feedSwitch.ts';
import { registerJobs } from './jobs/jobRoutes.ts';
import type { Jobs } from './jobs/jobs.ts';
import { registerLive } from './liveRoutes.ts';
import { registerLiveSession } from './liveSessionRoutes.ts';
import type { LiveSessions } from './liveSessions.ts';
import { registerProgramme } from './programmeRoutes.ts';
import { PROMETHEUS_TYPE } from './prometheusText.ts';
import { registerRecordingFile } from './recordingFileRoute.ts';
import type { RecordingLibrary } from './recordingLibrary.ts';
import { replayWish } from './replayWish.ts';
import { registerReports } from './reportRoutes.ts';
import { registerReps } from './repRoutes.ts';
import type { SessionCatalogue } from './sessionCatalogue.ts';
import { registerSessions } from './sessionRoutes.ts';
import type { SettingsDesk } from './settingsDesk.ts';
import { registerSettings } from './settingsRoutes.ts';
import { registerTrends, type TrendOptions } from './trendRoutes.ts';
import type { TrialResults } from './trialResults.ts';
import { registerTrials } from './trialRoutes.ts';

export interface ApiOptions {
  readonly feeds: FeedSwitch;
  readonly library: RecordingLibrary;
  /** null where recordings are only listed and shown. */
  readonly catalogue: SessionCatalogue | null;
  readonly software: string;
  readonly clientCount: () => number;
  /** null where no client begins one. */
  readonly sessions: LiveSessions | null;
  /** null where no settings are told or kept. */
  readonly settings: SettingsDesk | null;
  /** Facts of the person where there are no sessions to tell them; null where nobody gave settings. */
  readonly subject: SubjectSettings | null;
  /** null where no session is recorded that could have trials. */
  readonly trials: TrialResults | null;
  /** null where no exports are made; they need a catalogue. */
  readonly jobs: Jobs | null;
  /** null where no trends are told; they need a catalogue. */
  readonly trends: TrendOptions | null;
  /** null where nothing is uploaded. */
  readonly uploadState: (() => UploadState) | null;
  /** Ends what single clients see of these recordings. */
  readonly endOwnTimelines: (recordings: readonly string[]) => Promise<void>;
  /** How the hub fares, in the text format of Prometheus. */
  readonly metrics: () => string;
}

/** Registers the REST routes under `/api/v1`, and `/metrics`, where Prometheus looks. */
export function registerApi(app: FastifyInstance, options: ApiOptions): void {
  const {
    feeds,
    library,
    catalogue,
    software,
    clientCount,
    jobs,
    sessions,
    trends,
    uploadState,
    metrics,
  } = options;

  app.get('/api/v1/health', (): HealthAnswer => {
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

  // For supervisors, who need no token: that it answers is the news, and nothing of a person is in it.
  app.get('/healthz', (_, reply) => reply.type('text/plain').send('ok\n'));

  // What clients are written by; who asks for it is no one the hub was started for, so it is made then.
  app.get('/api/v1/openapi.json', async (_, reply) => {
    const { openApiText } = await import('./openapi/openApiDocument.ts');
    return reply.type('application/json; charset=utf-8').send(openApiText());
  });

  app.get('/metrics', (_, reply) => reply.type(PROMETHEUS_TYPE).send(metrics()));

  app.get('/api/v1/sensors', (): SensorsAnswer => ({ sensors: feeds.live.sensors }));

  if (catalogue === null) {
    app.get('/api/v1/recordings', async () => ({ recordings: await library.list() }));
  } else {
    registerSessions(app, { catalogue, feeds, jobs, endOwnTimelines: options.endOwnTimelines });
    registerRecordingFile(app, catalogue);
    if (jobs !== null) registerJobs(app, { jobs, catalogue, sessions });
  }
  if (catalogue !== null && trends !== null) {
    // They ask for the same recordings, which are read once and one at a time.
    const works = new WorkCache();
    registerTrends(app, { catalogue, works, ...trends });
    registerProgramme(app, { catalogue, works, folder: trends.folder, live: sessions });
  }

  app.post<{ Params: { id: string } }>('/api/v1/recordings/:id/replay', async (request) => {
    const { settings } = replayWish(request.body);
    await feeds.replay(await library.openReplay(request.params.id, settings));
    return feedAnswer(feeds);
  });

  registerReports(app, library);
  registerReps(app, library);
  registerLive(app, feeds);
  if (sessions !== null) registerLiveSession(app, sessions);
  if (options.settings !== null) registerSettings(app, options.settings);
  registerAssessments(app, options);
  if (options.trials !== null) registerTrials(app, options.trials);

  app.post('/api/v1/live', async () => {
    await feeds.goLive();
    return feedAnswer(feeds);
  });
}

function feedAnswer(feeds: FeedSwitch): ShownAnswer {
  const { mode, session } = feeds.current.facts;
  return { mode, session };
}
