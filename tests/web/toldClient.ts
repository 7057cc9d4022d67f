import { Emitter } from '../../src/model/emitter.ts';
import type {
  ControlMessage,
  HelloMessage,
  StreamClient,
  StreamEvents,
} from '../../src/stream/client.ts';
import { EMPTY_SNAPSHOT } from '../../src/stream/snapshotKeeper.ts';

/** What a store hears, told by a test: as if a hub had sent it. */
export class ToldClient {
  readonly sent: ControlMessage[] = [];
  readonly #events = new Emitter<StreamEvents>();

  /** As much of a client as a store asks for. */
  get client(): StreamClient {
    const client: Partial<StreamClient> = {
      on: (event, listener) => this.#events.on(event, listener),
      start: () => {},
      stop: () => {},
      send: (message) => {
        this.sent.push(message);
        return true;
      },
      hubTimeUs: () => null,
    };
    return client as StreamClient;
  }

  tell<E extends keyof StreamEvents>(event: E, ...args: StreamEvents[E]): void {
    this.#events.emit(event, ...args);
  }
}

export function helloOf(given: Partial<HelloMessage> = {}): HelloMessage {
  return {
    type: 'hello',
    protocol: 'plumbline.v1',
    mode: 'live',
    results: 'live',
    timeline: 'shared',
    simulated: true,
    session: 'first',
    software: 'plumbline test',
    frameRateHz: 100,
    headline: {
      measure: 'kneeMedialDeviationM',
      label: 'Knee medial deviation',
      unit: 'cm',
      bandEdges: [2, 4, 6],
    },
    disclaimer: '',
    layout: { legs: [], columns: [] } as unknown as HelloMessage['layout'],
    snapshot: EMPTY_SNAPSHOT,
    replay: null,
    sensors: [],
    status: null,
    ...given,
  };
}
