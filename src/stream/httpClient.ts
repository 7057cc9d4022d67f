import type { AccessAnswer } from './answers/access.ts';
import type { AssessmentsAnswer, ReadinessAnswer } from './answers/assessments.ts';
import type { HealthAnswer, SensorsAnswer } from './answers/hub.ts';
import { HubAsker, part } from './http/hubAsker.ts';
import type { AskOptions } from './http/hubRequest.ts';
import { JobsOf } from './http/jobsOf.ts';
import { LiveOf } from './http/liveOf.ts';
import { PeopleOf } from './http/peopleOf.ts';
import { RecordingsOf } from './http/recordingsOf.ts';
import { SettingsOf } from './http/settingsOf.ts';

export interface HubClientOptions {
  /** Of the hub, `http://127.0.0.1:8040`. */
  readonly url: string;
  /** Where the hub was started with `--lan`; a page of the hub has its cookie instead. */
  readonly token?: string;
}

/**
 * The HTTP routes of a hub, typed (docs/api.md); not those by which a page gets and leaves its cookie,
 * nor `/healthz` for supervisors and `/metrics` for Prometheus. Runs in a browser and in Node. Each
 * method rejects with a `HubApiError`, which has the status and the hub's sentence, or with the reason
 * of its signal.
 */
export class HubClient {
  readonly recordings: RecordingsOf;
  readonly live: LiveOf;
  readonly jobs: JobsOf;
  readonly people: PeopleOf;
  readonly settings: SettingsOf;
  readonly #hub: HubAsker;

  constructor({ url, token }: HubClientOptions) {
    const hub = new HubAsker(url, token ?? null);
    this.#hub = hub;
    this.recordings = new RecordingsOf(hub);
    this.live = new LiveOf(hub);
    this.jobs = new JobsOf(hub);
    this.people = new PeopleOf(hub);
    this.settings = new SettingsOf(hub);
  }

  health(options?: AskOptions): Promise<HealthAnswer> {
    return this.#hub.json('health', options);
  }

  /** Who this is to the hub. */
  access(options?: AskOptions): Promise<AccessAnswer> {
    return this.#hub.json('access', options);
  }

  sensors(options?: AskOptions): Promise<SensorsAnswer> {
    return this.#hub.json('sensors', options);
  }

  assessments(options?: AskOptions): Promise<AssessmentsAnswer> {
    return this.#hub.json('assessments', options);
  }

  readiness(assessment: string, options?: AskOptions): Promise<ReadinessAnswer> {
    return this.#hub.json(`assessments/${part(assessment)}/readiness`, options);
  }

  /** What the API is, as OpenAPI 3.1. */
  openApi(options?: AskOptions): Promise<unknown> {
    return this.#hub.json('openapi.json', options);
  }
}
