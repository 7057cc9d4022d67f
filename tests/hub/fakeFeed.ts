import { type Feed, FeedError, type FeedEvents, type FeedFacts } from '../../src/hub/feed.ts';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import { Emitter } from '../../src/model/emitter.ts';
import type { ControlInput, PipelineEvent } from '../../src/model/events.ts';
import type { LiveStatus } from '../../src/model/liveStatus.ts';
import type { ControlMessage } from '../../src/stream/client.ts';
import type { ReplayState, SensorStatus, Snapshot } from '../../src/stream/messages.ts';
import { SnapshotKeeper } from '../../src/stream/snapshotKeeper.ts';

/** A feed driven by hand: what a test gives it is what clients should see. */
export class FakeFeed implements Feed {
  readonly received: ControlMessage[] = [];
  readonly faults: string[] = [];
  sensors: readonly SensorStatus[] = [];
  readonly replay: ReplayState | null = null;
  readonly facts: FeedFacts;
  readonly #events = new Emitter<FeedEvents>();
  readonly #keeper = new SnapshotKeeper();

  constructor(session = 'test-session') {
    this.facts = {
      mode: 'live',
      results: 'live',
      simulated: true,
      session,
      frameRateHz: 100,
      headline: {
        measure: 'kneeMedialDeviationM',
        label: 'Knee medial deviation',
        unit: 'cm',
        bandEdges: [2, 4, 6],
      },
      customMeasures: [],
    };
  }

  get status(): LiveStatus | null {
    return null;
  }

  get snapshot(): Snapshot {
    return this.#keeper.snapshot;
  }

  on<E extends keyof FeedEvents>(event: E, listener: (...args: FeedEvents[E]) => void): () => void {
    return this.#events.on(event, listener);
  }

  frame(frame: BodyFrame): void {
    this.#events.emit('frame', frame);
  }

  event(event: PipelineEvent): void {
    this.#keeper.applyEvent(event);
    this.#events.emit('event', event);
  }

  /** As if an input had been recorded. */
  input(input: ControlInput): void {
    if (this.#keeper.applyControl(input)) this.#events.emit('snapshot', this.snapshot);
  }

  announceSensors(sensors: readonly SensorStatus[]): void {
    this.sensors = sensors;
    this.#events.emit('sensors', sensors);
  }

  emitStatus(): void {
    if (this.status !== null) this.#events.emit('status', this.status);
  }

  restart(): void {
    this.#keeper.reset();
    this.#events.emit('restarted');
  }

  async control(message: ControlMessage): Promise<void> {
    if (message.type === 'replay') throw new FeedError('this feed is live; it cannot be replayed');
    this.received.push(message);
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}
}
