import type { Logger } from 'pino';
import type { HubClock } from '../model/sensorSource.ts';
import type { SubjectSettings } from '../model/settings.ts';
import type { UploadState } from '../model/uploadState.ts';
import type { Access } from './access/access.ts';
import { allEnded } from './allEnded.ts';
import type { Feed } from './feed.ts';
import { FeedSwitch } from './feedSwitch.ts';
import { HttpServer } from './httpServer.ts';
import { Jobs, type JobsOptions } from './jobs/jobs.ts';
import { DEFAULT_HTTP_LIMITS, type HttpLimits } from './limits/httpLimits.ts';
import type { LiveSessions } from './liveSessions.ts';
import { partLogger } from './logs/logParts.ts';
import { isEveryAddress, LOOPBACK } from './loopback.ts';
import { HubMetrics } from './metrics.ts';
import type { RecordingLibrary } from './recordingLibrary.ts';
import type { SessionCatalogue } from './sessionCatalogue.ts';
import type { SettingsDesk } from './settingsDesk.ts';
import type { StreamLimits } from './streamLimits.ts';
import { StreamServer } from './streamServer.ts';
import type { Certificate } from './tls/certificate.ts';
import type { TrendOptions } from './trendRoutes.ts';
import { TrialResults, type TrialResultsOptions } from './trialResults.ts';

export interface HubOptions {
  /** Address to listen on. Default 127.0.0.1: nobody else on the network can connect. */
  readonly host?: string;
  /** Says who may do what, by tokens; absent where everybody who can connect may do all. */
  readonly access?: Access;
  /** Encrypts every connection; absent for plain HTTP. */
  readonly tls?: Certificate;
  /** Names by which this hub is reached, besides its addresses. */
  readonly hostNames?: readonly string[];
  /** 0 takes any free port. */
  readonly port: number;
  /** What is shown when no recording is replayed. */
  readonly feed: Feed;
  readonly library: RecordingLibrary;
  /** What is said of recordings; absent where they are only listed and shown. */
  readonly catalogue?: SessionCatalogue;
  /** How exports and processings are done; absent where none are. They need a catalogue. */
  readonly jobs?: Omit<JobsOptions, 'catalogue'>;
  /** Where trends are told from; absent where none are. They need a catalogue. */
  readonly trends?: TrendOptions;
  /** The built dashboard: the folder of its index.html. */
  readonly dashboardsFolder: string;
  readonly clock: HubClock;
  /** Name and version, as shown to clients. */
  readonly software: string;
  readonly logger: Logger;
  readonly streamLimits?: Partial<StreamLimits>;
  readonly httpLimits?: Partial<HttpLimits>;
  /** The sessions of the feed, told and begun by clients; absent where they are not. */
  readonly sessions?: LiveSessions;
  /** The settings of those sessions, told and changed by clients; absent where they are not. */
  readonly settings?: SettingsDesk;
  /** Facts of the person for what an assessment needs, where there are no sessions to tell them. */
  readonly subject?: SubjectSettings;
  /** What the cards of its trials rest on; absent where none are made. */
  readonly trials?: Omit<TrialResultsOptions, 'feed'>;
  /** For the health route, where recordings are uploaded. */
  readonly uploadState?: () => UploadState;
  /** Called once, when the first client has been welcomed. */
  readonly onFirstClient?: () => void;
}

export { LOOPBACK };

/** One process of Plumbline: a feed, its clients and the port they meet at. */
export class Hub {
  readonly #host: string;
  readonly #scheme: 'http' | 'https';
  readonly #logger: Logger;
  readonly #feeds: FeedSwitch;
  readonly #stream: StreamServer;
  readonly #metrics: HubMetrics;
  readonly #http: HttpServer;
  readonly #trials: TrialResults | null;
  readonly #jobs: Jobs | null;
  #isKept = false;

  constructor(options: HubOptions) {
    const { feed, clock, software, logger, library, port, dashboardsFolder } = options;
    this.#host = options.host ?? LOOPBACK;
    this.#scheme = options.tls ? 'https' : 'http';
    this.#logger = partLogger(logger, 'hub');
    this.#stream = new StreamServer({
      feed,
      clock,
      software,
      logger: partLogger(logger, 'stream'),
      limits: options.streamLimits ?? {},
      openReplay: (id, settings) => library.openReplay(id, settings),
      onFirstClient: options.onFirstClient ?? (() => {}),
    });
    this.#feeds = new FeedSwitch(feed, (shown) => this.#stream.serve(shown));
    const { trials } = options;
    this.#trials = trials === undefined ? null : new TrialResults({ feed, ...trials });
    const { catalogue, jobs } = options;
    this.#jobs =
      catalogue && jobs ? new Jobs({ ...jobs, catalogue }, partLogger(logger, 'jobs')) : null;
    const clientCount = (): number => this.#stream.clientCount;
    const uploadState = options.uploadState ?? null;
    this.#metrics = new HubMetrics({
      live: feed,
      software,
      clientCount,
      uploadState,
      refusedConnections: () => this.#http.refusedConnections,
    });
    this.#http = new HttpServer({
      host: this.#host,
      port,
      dashboardsFolder,
      stream: this.#stream,
      feeds: this.#feeds,
      library,
      catalogue: options.catalogue ?? null,
      trends: options.trends ?? null,
      jobs: this.#jobs,
      software,
      logger: partLogger(logger, 'http'),
      accessLogger: partLogger(logger, 'access'),
      clientCount,
      sessions: options.sessions ?? null,
      settings: options.settings ?? null,
      subject: options.subject ?? null,
      trials: this.#trials,
      uploadState,
      endOwnTimelines: (recordings) => this.#stream.endOwnTimelines(recordings),
      metrics: () => this.#metrics.text(),
      access: options.access ?? null,
      tls: options.tls ?? null,
      hostNames: options.hostNames ?? [],
      limits: { ...DEFAULT_HTTP_LIMITS, ...options.httpLimits },
    });
  }

  /** Where a browser on this machine finds the dashboard, once started. */
  get url(): string {
    const reached = isEveryAddress(this.#host) ? LOOPBACK : this.#host;
    const host = reached.includes(':') ? `[${reached}]` : reached;
    return `${this.#scheme}://${host}:${this.#http.port}`;
  }

  /** Listened on, once started. */
  get port(): number {
    return this.#http.port;
  }

  /** Pages and programs that listen. */
  get clientCount(): number {
    return this.#stream.clientCount;
  }

  /** Connections that were cut, as there were too many. */
  get refusedConnections(): number {
    return this.#http.refusedConnections;
  }

  /** By how much the event loop was late in the last ten seconds, 99th percentile. */
  get loopDelayP99Ms(): number {
    return this.#metrics.loopDelayP99Ms;
  }

  /**
   * Listens first, so that a second hub on a busy port never touches the sensors.
   * @throws HubError when the port cannot be listened on.
   */
  async start(): Promise<void> {
    await this.#jobs?.start();
    this.#stream.start();
    try {
      await this.#http.start();
    } catch (error) {
      await this.#stream.stop();
      throw error;
    }
    this.#metrics.start();
    this.#trials?.start();
    await this.#feeds.start();
    this.#logger.info({ url: this.url }, 'the hub is listening');
  }

  /** Shows a recording to all clients instead of the sensors, which go on recording. */
  replay(feed: Feed): Promise<void> {
    return this.#feeds.replay(feed);
  }

  /** Whether every recording has its end, once it is being stopped. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /**
   * Ends the feed and its recording, sends clients away, closes the port: at the same time, so that
   * none that hangs keeps another from its end.
   * @throws the first of what could not be ended, when all others were
   */
  async stop(): Promise<void> {
    const endings = [
      this.#feeds.stopLive().then(() => {
        this.#isKept = true;
      }),
      this.#jobs?.stop(),
      this.#stream.stop().finally(() => this.#http.stop()),
      this.#feeds.stopReplay(),
    ];
    await allEnded(endings).finally(() => {
      this.#trials?.stop();
      this.#metrics.stop();
    });
    this.#logger.info('the hub stopped');
  }
}
