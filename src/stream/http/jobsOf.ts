import type { ExportsAnswer, JobAnswer, JobsAnswer } from '../answers/jobs.ts';
import { type HubAsker, part } from './hubAsker.ts';
import type { AskOptions } from './hubRequest.ts';

/** How a recording is computed anew into another. */
export interface ProcessingWish {
  /** Its inputs as they came; goes with neither `offline` nor `calibrationFrom`. */
  readonly asRecorded?: boolean;
  /** Each frame by what came before and after it. */
  readonly offline?: boolean;
  /** Id of a recording. */
  readonly calibrationFrom?: string;
  /** Those that differ, as in a file for `process --settings`. */
  readonly settings?: object;
  /** Thresholds, cues and custom measures of the session in force; `settings` go before them. */
  readonly hubSettings?: boolean;
}

/** What takes longer than an answer may, one at a time: exports and processings. */
export class JobsOf {
  readonly #hub: HubAsker;

  constructor(hub: HubAsker) {
    this.#hub = hub;
  }

  list(options?: AskOptions): Promise<JobsAnswer> {
    return this.#hub.json('jobs', options);
  }

  get(id: string, options?: AskOptions): Promise<JobAnswer> {
    return this.#hub.json(`jobs/${part(id)}`, options);
  }

  /** The formats that there are. */
  exports(options?: AskOptions): Promise<ExportsAnswer> {
    return this.#hub.json('exports', options);
  }

  /** @param format one of `exports()` */
  export(recording: string, format: string, options?: AskOptions): Promise<JobAnswer> {
    const path = `recordings/${part(recording)}/exports`;
    return this.#hub.json(path, { ...options, method: 'POST', body: { format } });
  }

  process(recording: string, wish: ProcessingWish = {}, options?: AskOptions): Promise<JobAnswer> {
    const path = `recordings/${part(recording)}/processings`;
    return this.#hub.json(path, { ...options, method: 'POST', body: wish });
  }

  /** Cancels it, or throws away what it made; a recording that it made stays. */
  discard(id: string, options?: AskOptions): Promise<JobAnswer> {
    return this.#hub.json(`jobs/${part(id)}`, { ...options, method: 'DELETE' });
  }

  /** The files of an export, packed as a zip. */
  file(id: string, options?: AskOptions): Promise<Response> {
    return this.#hub.raw(`jobs/${part(id)}/file`, options);
  }
}
