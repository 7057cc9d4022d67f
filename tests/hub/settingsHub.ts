import { sessionPlan } from '../../src/cli/sessionPlan.ts';
import { sessionStart } from '../../src/cli/sessionStart.ts';
import { settingsKept } from '../../src/cli/settingsKept.ts';
import type { Access } from '../../src/hub/access/access.ts';
import { FolderLibrary } from '../../src/hub/folderLibrary.ts';
import { Hub, type HubOptions } from '../../src/hub/hub.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { LiveFeed } from '../../src/hub/liveSession.ts';
import { LiveSessions } from '../../src/hub/liveSessions.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import { SessionCatalogue } from '../../src/hub/sessionCatalogue.ts';
import type { SessionChoice } from '../../src/hub/sessionChoice.ts';
import type { InputPipeline } from '../../src/hub/sessionPlan.ts';
import { SettingsDesk, type SettingsDeskOptions } from '../../src/hub/settingsDesk.ts';
import type { EffectiveSettings } from '../../src/model/settings.ts';
import type { GivenSettings } from '../../src/model/settingsSchema.ts';
import { DEFAULT_THRESHOLDS, headlineOf } from '../../src/movement/thresholds.ts';
import { FakeSource, testSensor } from './fakeSource.ts';
import { FramePipeline } from './framePipeline.ts';
import { silent, until } from './testServer.ts';

export interface SettingsHubOptions {
  readonly folder: string;
  /** As of `--settings`. */
  readonly file?: GivenSettings;
  readonly shown?: SettingsDeskOptions['shown'];
  readonly dashboardsFolder?: string;
  /** Also what is said of recordings, jobs, trends and trials, so that every route is there. */
  readonly whole?: boolean;
  readonly access?: Access;
  readonly httpLimits?: HubOptions['httpLimits'];
  readonly streamLimits?: HubOptions['streamLimits'];
  readonly pipelineOf?: (settings: EffectiveSettings) => InputPipeline;
}

/** Settings, sessions and recordings as `start` puts them together, over one sensor that is made up. */
export class SettingsHub {
  readonly clock = createHubClock();
  readonly source: FakeSource;
  readonly sensor = testSensor('A1');
  readonly feed: LiveFeed;
  readonly #hub: Hub;

  private constructor(feed: LiveFeed, hub: Hub, source: FakeSource) {
    this.feed = feed;
    this.#hub = hub;
    this.source = source;
  }

  static async start(options: SettingsHubOptions): Promise<SettingsHub> {
    const { folder, file = {}, shown = null } = options;
    const { pipelineOf = () => new FramePipeline() } = options;
    const source = new FakeSource();
    const placements = new PlacementStore(folder);
    await placements.set('A1', 'right_shank');
    const sources = { folder, sensors: { isSimulation: false, truthAt: null }, site: () => null };
    const planOf = (choice: SessionChoice) => ({
      ...sessionPlan(choice, sources),
      pipeline: () => pipelineOf(choice.settings),
    });
    const { kept, problem } = await settingsKept(folder);
    const flags = { height: 1.75, toeOut: 7, said: [] };
    const startOf = (page: GivenSettings) => sessionStart({ flags, person: null, file }, page);
    const first = { subject: 'P-1', protocol: 'squat', facts: {}, ...startOf(kept.settings) };
    const common = { clock: createHubClock(), logger: silent };
    const plan = planOf(first);
    const feed = new LiveFeed({ ...common, source, plan, placements, hapticCues: false });
    const sessions = new LiveSessions({ feed, first, planOf });
    const started = { flags: {}, file };
    const hub = new Hub({
      ...common,
      port: 0,
      feed,
      library: new FolderLibrary([folder], () => headlineOf('bilateralSquat', DEFAULT_THRESHOLDS)),
      sessions,
      settings: new SettingsDesk({ folder, sessions, kept, problem, started, startOf, shown }),
      dashboardsFolder: options.dashboardsFolder ?? folder,
      ...(options.access && { access: options.access }),
      ...(options.httpLimits && { httpLimits: options.httpLimits }),
      ...(options.streamLimits && { streamLimits: options.streamLimits }),
      ...(options.whole && {
        catalogue: new SessionCatalogue([folder]),
        jobs: { program: [], folder, freeBytes: async () => null },
        trends: { folder, influx: null },
        trials: { session: () => feed.plan, site: () => null },
      }),
      software: 'plumbline test',
    });
    await hub.start();
    return new SettingsHub(feed, hub, source);
  }

  get url(): string {
    return this.#hub.url;
  }

  get streamUrl(): string {
    return `${this.url.replace('http', 'ws')}/api/v1/stream`;
  }

  /** A session begins with the first sensor. */
  async link(): Promise<void> {
    this.source.emit('sensorLinked', this.sensor, this.clock());
    await until(() => this.feed.facts.session !== '', 'the session');
  }

  packet(): void {
    this.source.packet(this.sensor.id, this.clock());
  }

  async ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) {
    const response = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  stop(): Promise<void> {
    return this.#hub.stop();
  }
}
