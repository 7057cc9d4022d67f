import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Emitter } from '../model/emitter.ts';
import type { PipelineEvent, PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { Placement } from '../model/placement.ts';
import type { SensorDescription, SensorId } from '../model/sensor.ts';
import type { HubClock, SensorSource } from '../model/sensorSource.ts';
import type { ControlMessage } from '../stream/client.ts';
import type { SensorStatus, Snapshot } from '../stream/messages.ts';
import { SnapshotKeeper } from '../stream/snapshotKeeper.ts';
import type { CalibrationStore } from './calibrationStore.ts';
import { FaultGuard } from './faultGuard.ts';
import type { Feed, FeedEvents, FeedFacts } from './feed.ts';
import { HapticCues } from './hapticCues.ts';
import { LiveControl } from './liveControl.ts';
import type { PlacementStore } from './placementStore.ts';
import { type PlacedIn, placeSensor } from './placeSensor.ts';
import type { OpenRecording } from './recorder.ts';
import { ReuseOffer } from './reuseOffer.ts';
import { SensorRegistry } from './sensorRegistry.ts';
import { type InputPipeline, SessionIntake } from './sessionIntake.ts';
import { takeInSource } from './sourceIntake.ts';

const STATUS_MS = 1000;
/** A radio that hangs must not keep the recording from being closed. */
const SOURCE_STOP_MS = 1000;

export interface LiveFeedOptions {
  readonly source: SensorSource;
  readonly pipeline: InputPipeline;
  readonly openRecording: OpenRecording;
  readonly placements: PlacementStore;
  /** Sound calibrations to use again; absent keeps none. */
  readonly calibrations?: CalibrationStore;
  readonly clock: HubClock;
  /** Whether the limb that a cue is about feels it. */
  readonly hapticCues: boolean;
  readonly logger: Logger;
  /** What the settings and the source say of every session. */
  readonly facts: Pick<FeedFacts, 'simulated' | 'frameRateHz' | 'headline' | 'customMeasures'>;
}

/**
 * Sensors, live. Every input is recorded first, then pushed through the pipeline, and what
 * comes out is recorded and served. A stage that throws becomes a fault in a sentence: the
 * others go on. The session and its recording begin with the first linked sensor.
 */
export class LiveFeed implements Feed {
  readonly #options: LiveFeedOptions;
  readonly #events = new Emitter<FeedEvents>();
  readonly #keeper = new SnapshotKeeper();
  readonly #registry = new SensorRegistry();
  readonly #guard: FaultGuard;
  readonly #intake: SessionIntake;
  readonly #reuse: ReuseOffer;
  readonly #haptics: HapticCues;
  readonly #control: LiveControl;
  readonly #placedIn: PlacedIn;
  #endSource = (): void => {};
  #statusTimer: NodeJS.Timeout | undefined;

  constructor(options: LiveFeedOptions) {
    const { clock, logger, pipeline, openRecording, placements, source } = options;
    this.#options = options;
    this.#guard = new FaultGuard({
      clock,
      logger,
      report: (fault) => this.#events.emit('event', { type: 'fault', ...fault }),
    });
    this.#intake = new SessionIntake({
      pipeline,
      openRecording,
      clock,
      guard: this.#guard,
      opened: () => this.#events.emit('restarted'),
      recorded: (input) => this.#noteInput(input),
      serve: (output) => this.#serve(output),
    });
    this.#reuse = new ReuseOffer({
      calibrations: options.calibrations ?? null,
      placements,
      guard: this.#guard,
      offered: (timeUs) => {
        if (this.#keeper.offerReuse(timeUs)) this.#emitSnapshot();
      },
    });
    this.#haptics = new HapticCues({
      source,
      wearer: (placement) => this.#wearer(placement),
      told: (input) => this.#intake.accept({ ...input, timeUs: this.#intake.stamp() }),
      now: clock,
    });
    this.#control = new LiveControl({
      source,
      registry: this.#registry,
      intake: this.#intake,
      reuse: this.#reuse,
      sensors: () => this.sensors,
      place: (sensorId, placement) => this.#place(sensorId, placement),
    });
    this.#placedIn = { placements, registry: this.#registry, intake: this.#intake };
  }

  get facts(): FeedFacts {
    return { mode: 'live', session: this.#intake.sessionId, ...this.#options.facts };
  }

  get snapshot(): Snapshot {
    return this.#keeper.snapshot;
  }

  get replay(): null {
    return null;
  }

  get sensors(): readonly SensorStatus[] {
    const { placements, clock } = this.#options;
    return this.#registry.statuses(placements.placements, clock());
  }

  get faults(): readonly string[] {
    return this.#guard.sentences;
  }

  on<E extends keyof FeedEvents>(event: E, listener: (...args: FeedEvents[E]) => void): () => void {
    return this.#events.on(event, listener);
  }

  /** A source that cannot start is a fault to show, not a reason to have no hub. */
  async start(): Promise<void> {
    const { source, placements, clock } = this.#options;
    const sentence = await placements.load();
    if (sentence) this.#guard.tell(sentence, null);
    await this.#reuse.load();
    this.#reuse.renew();
    this.#endSource = takeInSource({
      ...this.#placedIn,
      source,
      guard: this.#guard,
      clock,
      changed: () => this.#emitSensors(),
    });
    this.#statusTimer = setInterval(() => this.#emitSensors(), STATUS_MS);
    await this.#guard.runAsync('The sensors could not be started', () => source.start());
  }

  async stop(): Promise<void> {
    clearInterval(this.#statusTimer);
    await this.#guard.runAsync('The sensors could not be stopped', () =>
      Promise.race([this.#options.source.stop(), sleep(SOURCE_STOP_MS, null, { ref: false })]),
    );
    this.#endSource();
    this.#endSource = () => {};
    await this.#intake.close();
  }

  control(message: ControlMessage): Promise<void> {
    return this.#control.do(message);
  }

  #noteInput(input: PipelineInput): void {
    if (input.type !== 'packet' && this.#keeper.applyControl(input)) this.#emitSnapshot();
  }

  #serve(output: PipelineOutput): void {
    for (const { sensorId, count, refilled } of output.samples) {
      // What is had again tells nothing of how fast the sensor delivers.
      if (refilled) continue;
      this.#registry.samples(sensorId, count, this.#intake.lastInputUs);
    }
    for (const frame of output.frames) this.#events.emit('frame', frame);
    for (const event of output.events) {
      this.#noteEvent(event);
      this.#keeper.applyEvent(event);
      this.#events.emit('event', event);
      if (event.type === 'calibration') this.#reuse.keep(event.calibration);
      if (event.type === 'cueOn' && this.#options.hapticCues) {
        this.#haptics.give(event.cue, event.decidedUs);
      }
    }
  }

  #noteEvent(event: PipelineEvent): void {
    if (event.type === 'samplesLost') this.#registry.samplesLost(event.sensorId, event.count);
    if (event.type === 'samplesLate') this.#registry.samplesLate(event.sensorId, event.count);
    if (event.type === 'samplesRefilled') {
      this.#registry.samplesRefilled(event.sensorId, event.count);
    }
    if (event.type === 'fault') this.#guard.note(event.sentence, event.sensorId);
  }

  #wearer(placement: Placement): SensorDescription | null {
    const id = this.#options.placements.wearerOf(placement);
    return id === null ? null : this.#registry.streaming(id);
  }

  async #place(sensorId: SensorId, placement: Placement | null): Promise<void> {
    const stored = placeSensor(sensorId, placement, this.#placedIn);
    this.#emitSensors();
    this.#reuse.renew();
    await this.#guard.runAsync('The placement holds, but could not be stored', () => stored);
  }

  #emitSensors(): void {
    this.#guard.run('Serving failed', null, () => this.#events.emit('sensors', this.sensors));
  }

  #emitSnapshot(): void {
    this.#guard.run('Serving failed', null, () => this.#events.emit('snapshot', this.snapshot));
  }
}
