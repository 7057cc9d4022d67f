import { WebSocket } from 'ws';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import type { PipelineEvent } from '../../src/model/events.ts';
import { StreamClient } from '../../src/stream/client.ts';
import type { ReplayState, SensorStatus, Snapshot } from '../../src/stream/messages.ts';

/** Listens to a hub beside the page: what the page should be showing. */
export class SecondClient {
  readonly events: PipelineEvent[] = [];
  readonly snapshots: Snapshot[] = [];
  frame: BodyFrame | null = null;
  replay: ReplayState | null = null;
  sensors: readonly SensorStatus[] = [];
  readonly #client: StreamClient;

  constructor(url: string) {
    this.#client = new StreamClient({ url, WebSocket });
    this.#client.on('frames', (frames) => {
      this.frame = frames.at(-1) ?? this.frame;
    });
    this.#client.on('hello', ({ replay, sensors }) => {
      this.replay = replay;
      this.sensors = sensors;
    });
    this.#client.on('replay', (state) => {
      this.replay = state;
    });
    this.#client.on('event', (event) => this.events.push(event));
    this.#client.on('snapshot', (snapshot) => this.snapshots.push(snapshot));
    this.#client.on('sensors', (sensors) => {
      this.sensors = sensors;
    });
  }

  start(): void {
    this.#client.start();
  }

  stop(): void {
    this.#client.stop();
  }
}
