import type { ShownAnswer } from '../answers/hub.ts';
import type { LiveSessionAnswer, MarkedAnswer, TrialsAnswer } from '../answers/liveSession.ts';
import type { LiveStatusAnswer } from '../answers/liveStatus.ts';
import type { HubAsker } from './hubAsker.ts';
import type { AskOptions } from './hubRequest.ts';

/** The session of the sensors, also while a recording is shown. Its frames come over the stream. */
export class LiveOf {
  readonly #hub: HubAsker;

  constructor(hub: HubAsker) {
    this.#hub = hub;
  }

  status(options?: AskOptions): Promise<LiveStatusAnswer> {
    return this.#hub.json('live/status', options);
  }

  session(options?: AskOptions): Promise<LiveSessionAnswer> {
    return this.#hub.json('live/session', options);
  }

  /** Ends the session and begins another. @param wish `subject` and any field of the route */
  begin(
    wish: { readonly subject: string } & Readonly<Record<string, unknown>>,
    options?: AskOptions,
  ): Promise<LiveSessionAnswer> {
    return this.#hub.json('live/session', { ...options, method: 'POST', body: wish });
  }

  /** Turns all clients from a recording back to the sensors. */
  show(options?: AskOptions): Promise<ShownAnswer> {
    return this.#hub.json('live', { ...options, method: 'POST' });
  }

  mark(label: string, options?: AskOptions): Promise<MarkedAnswer> {
    return this.#hub.json('live/marker', { ...options, method: 'POST', body: { label } });
  }

  startTrial(name?: string, options?: AskOptions): Promise<MarkedAnswer> {
    const body = { action: 'start', ...(name !== undefined && { name }) };
    return this.#hub.json('live/trial', { ...options, method: 'POST', body });
  }

  endTrial(options?: AskOptions): Promise<MarkedAnswer> {
    return this.#hub.json('live/trial', { ...options, method: 'POST', body: { action: 'end' } });
  }

  trials(options?: AskOptions): Promise<TrialsAnswer> {
    return this.#hub.json('live/trials', options);
  }

  /** What one came to; its layout is `TrialResult` of docs/openapi.json. */
  trial<Result>(number: number, options?: AskOptions): Promise<Result> {
    return this.#hub.json(`live/trials/${number}`, options);
  }

  /** What somebody who watched has seen, in place of what was entered before. */
  observe<Result>(number: number, entries: object, options?: AskOptions): Promise<Result> {
    const path = `live/trials/${number}/observer`;
    return this.#hub.json(path, { ...options, method: 'POST', body: entries });
  }
}
