import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Emitter } from '../model/emitter.ts';
import type { ControlInput, PipelineEvent, PipelineInput } from '../model/events.ts';
import type { Cue } from '../model/movement.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { Placement } from '../model/placement.ts';
import type { Packet, SensorDescription, SensorId } from '../model/sensor.ts';
import type { SourceFault } from '../model/sensorLink.ts';
import type { HubClock, SensorSource } from '../model/sensorSource.ts';
import { reasonOf } from '../recording/recordingError.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import type { ControlMessage } from '../stream/client.ts';
import type { SensorStatus, Snapshot } from '../stream/messages.ts';
import { SnapshotKeeper } from '../stream/snapshotKeeper.ts';
import type { CalibrationStore } from './calibrationStore.ts';
import { FaultLog } from './faultLog.ts';
import { type Feed, FeedError, type FeedEvents, type FeedFacts } from './feed.ts';
import { HapticCues } from './hapticCues.ts';
import type { PlacementStore } from './placementStore.ts';
import type { OpenRecording, Recorder } from './recorder.ts';
import { SensorRegistry } from './sensorRegistry.ts';

const STATUS_MS = 1000;
/** A radio that hangs must not keep the recording from being closed. */
const SOURCE_STOP_MS = 1000;

/** The pipeline as the hub sees it: a pure function of its inputs in order. */
export interface InputPipeline {
  push(input: PipelineInput): PipelineOutput;
}

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
  readonly #faults = new FaultLog();
  readonly #haptics: HapticCues;
  #sessionId = '';
  #recorder: Recorder | null = null;
  #opening: Promise<void> | null = null;
  /** Inputs that arrive while the recording is being created; null once it is there. */
  #held: PipelineInput[] | null = null;
  #lastInputUs = 0;
  #unsubscribe: (() => void)[] = [];
  #statusTimer: NodeJS.Timeout | undefined;

  constructor(options: LiveFeedOptions) {
    this.#options = options;
    this.#haptics = new HapticCues({
      source: options.source,
      wearer: (placement) => this.#wearer(placement),
      told: (input) => this.#accept({ ...input, timeUs: this.#stamp() }),
      now: options.clock,
    });
  }

  get facts(): FeedFacts {
    return { mode: 'live', results: 'live', session: this.#sessionId, ...this.#options.facts };
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
    return this.#faults.current(this.#options.clock()).map((fault) => fault.sentence);
  }

  on<E extends keyof FeedEvents>(event: E, listener: (...args: FeedEvents[E]) => void): () => void {
    return this.#events.on(event, listener);
  }

  /** A source that cannot start is a fault to show, not a reason to have no hub. */
  async start(): Promise<void> {
    const { source, placements } = this.#options;
    const sentence = await placements.load();
    if (sentence) this.#fault(sentence, null);
    await this.#guardAsync('The stored calibrations could not be read', async () => {
      for (const words of (await this.#options.calibrations?.load()) ?? [])
        this.#fault(words, null);
    });
    this.#offerReuse();
    this.#unsubscribe = this.#subscribe(source);
    this.#statusTimer = setInterval(() => this.#emitSensors(), STATUS_MS);
    await this.#guardAsync('The sensors could not be started', () => source.start());
  }

  async stop(): Promise<void> {
    clearInterval(this.#statusTimer);
    await this.#guardAsync('The sensors could not be stopped', () =>
      Promise.race([this.#options.source.stop(), sleep(SOURCE_STOP_MS, null, { ref: false })]),
    );
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#unsubscribe = [];
    await this.#opening;
    const recorder = this.#recorder;
    this.#recorder = null;
    if (recorder) {
      await this.#guardAsync('The recording could not be closed', () => recorder.close());
    }
  }

  async control(message: ControlMessage): Promise<void> {
    switch (message.type) {
      case 'replay':
        throw new FeedError('The hub is live: there is nothing to play, pause or seek.');
      case 'identify':
        return this.#identify(this.#knownSensor(message.sensorId));
      case 'place':
        return this.#place(this.#knownSensor(message.sensorId), message.placement);
      case 'marker':
      case 'programmeNote':
        return this.#acceptControl({ ...message, timeUs: this.#stamp() });
      case 'reuseCalibration':
        return this.#reuse();
      case 'recalibrate':
      case 'lyingPose':
      case 'checkSides':
      case 'newSet':
      case 'askCue':
        return this.#acceptControl({ type: message.type, timeUs: this.#stamp() });
    }
  }

  #subscribe(source: SensorSource): (() => void)[] {
    const { clock } = this.#options;
    return [
      source.on('sensorFound', (sensor) => this.#registry.found(sensor, clock())),
      source.on('sensorLinked', (sensor, atUs) => this.#sensorLinked(sensor, atUs)),
      source.on('packet', (packet) => this.#packet(packet)),
      source.on('sensorLost', (sensorId, reason, atUs) => {
        this.#registry.lost(sensorId);
        this.#accept({ type: 'sensorLost', timeUs: atUs, sensorId, reason });
        this.#emitSensors();
      }),
      source.on('clockExchange', (sensorId, exchange) =>
        this.#accept({ type: 'clockExchange', timeUs: this.#stamp(), sensorId, exchange }),
      ),
      source.on('samplesGone', (sensorId, firstIndex, count) =>
        this.#accept({ type: 'samplesGone', timeUs: this.#stamp(), sensorId, firstIndex, count }),
      ),
      source.on('battery', (sensorId, percent) => this.#registry.battery(sensorId, percent)),
      source.on('signal', (sensorId, rssiDbm) => this.#registry.signal(sensorId, rssiDbm)),
      source.on('linkChanged', (change) => this.#registry.linkChanged(change)),
      source.on('fault', (fault) => this.#sourceFault(fault)),
    ];
  }

  #sourceFault({ sentence, sensorId, address }: SourceFault): void {
    this.#registry.problem(sensorId, address, sentence);
    this.#fault(sentence, sensorId);
  }

  #sensorLinked(sensor: SensorDescription, atUs: number): void {
    this.#registry.linked(sensor, this.#options.clock());
    this.#opening ??= this.#open(atUs);
    this.#accept({ type: 'sensorLinked', timeUs: atUs, sensor });
    const placement = this.#options.placements.placements.get(sensor.id);
    if (placement) this.#accept(placed(this.#stamp(), sensor.id, placement));
    this.#emitSensors();
  }

  #packet(packet: Packet): void {
    this.#registry.packet(packet.sensorId, packet.arrivalUs);
    this.#accept({ type: 'packet', packet });
  }

  /** Without a recording the session goes on all the same, and says so. */
  async #open(startedUs: number): Promise<void> {
    this.#held = [];
    await this.#guardAsync('This session is not being recorded', async () => {
      const opened = await this.#options.openRecording(startedUs, (error) =>
        this.#fault(withoutPath(error), null, error),
      );
      this.#recorder = opened.recorder;
      this.#sessionId = opened.sessionId;
    });
    this.#guard('A client could not be told of the session', null, () =>
      this.#events.emit('restarted'),
    );
    const held = this.#held;
    this.#held = null;
    for (const input of held) this.#process(input);
  }

  #accept(input: PipelineInput): void {
    this.#lastInputUs = Math.max(this.#lastInputUs, timeOf(input));
    if (this.#held) this.#held.push(input);
    else this.#process(input);
  }

  #acceptControl(input: ControlInput): void {
    if (this.#opening === null) {
      throw new FeedError('No sensor is streaming yet; switch one on first.');
    }
    this.#accept(input);
  }

  #process(input: PipelineInput): void {
    const sensorId = sensorOf(input);
    this.#guard('Recording an input failed', sensorId, () => this.#recorder?.writeInput(input));
    if (input.type !== 'packet' && this.#keeper.applyControl(input)) {
      this.#guard('Serving failed', null, () => this.#events.emit('snapshot', this.snapshot));
    }
    const output = this.#guard('Processing failed', sensorId, () =>
      this.#options.pipeline.push(input),
    );
    if (output === undefined) return;
    this.#guard('Recording results failed', sensorId, () => this.#recorder?.writeOutput(output));
    this.#guard('Serving failed', sensorId, () => this.#serve(output));
  }

  #serve(output: PipelineOutput): void {
    for (const { sensorId, count, refilled } of output.samples) {
      // What is had again tells nothing of how fast the sensor delivers.
      if (refilled) continue;
      this.#registry.samples(sensorId, count, this.#lastInputUs);
    }
    for (const frame of output.frames) this.#events.emit('frame', frame);
    for (const event of output.events) {
      this.#noteEvent(event);
      this.#keeper.applyEvent(event);
      this.#events.emit('event', event);
      if (event.type === 'calibration') this.#keepCalibration(event);
      if (event.type === 'cueOn') this.#giveCue(event.cue, event.decidedUs);
    }
  }

  #noteEvent(event: PipelineEvent): void {
    if (event.type === 'samplesLost') this.#registry.samplesLost(event.sensorId, event.count);
    if (event.type === 'samplesLate') this.#registry.samplesLate(event.sensorId, event.count);
    if (event.type === 'samplesRefilled') {
      this.#registry.samplesRefilled(event.sensorId, event.count);
    }
    if (event.type === 'fault') {
      this.#faults.note(event.sentence, event.sensorId, this.#options.clock());
    }
  }

  /** A sound calibration of the person's own movement is kept for later sessions. */
  #keepCalibration({ calibration }: Extract<PipelineEvent, { type: 'calibration' }>): void {
    const { calibrations } = this.#options;
    if (!calibrations || calibration.method !== 'standing+movement') return;
    if (calibration.verdict === 'redo') return;
    const written = calibrations.save(calibration);
    this.#offerReuse();
    void this.#guardAsync('The calibration holds, but could not be stored', () => written);
  }

  #offerReuse(): void {
    const { calibrations, placements } = this.#options;
    const fitting = calibrations?.fitting(placements.placements) ?? null;
    if (!this.#keeper.offerReuse(fitting?.timeUs ?? null)) return;
    this.#guard('Serving failed', null, () => this.#events.emit('snapshot', this.snapshot));
  }

  #reuse(): void {
    const { calibrations, placements } = this.#options;
    const calibration = calibrations?.fitting(placements.placements) ?? null;
    if (calibration === null) {
      throw new FeedError(
        'No earlier calibration fits the sensors as they are placed; calibrate with five squats.',
      );
    }
    this.#acceptControl({ type: 'reuseCalibration', timeUs: this.#stamp(), calibration });
  }

  #giveCue(cue: Cue, decidedUs: number): void {
    if (this.#options.hapticCues) this.#haptics.give(cue, decidedUs);
  }

  #wearer(placement: Placement): SensorDescription | null {
    const id = this.#options.placements.wearerOf(placement);
    return id === null ? null : this.#registry.streaming(id);
  }

  async #identify(sensorId: SensorId): Promise<void> {
    try {
      await this.#options.source.identify(sensorId);
    } catch (error) {
      throw new FeedError(`${sensorId} could not show itself: ${reasonOf(error)}`);
    }
  }

  /** A place on the body holds one sensor: whoever wore it before is taken off. */
  async #place(sensorId: SensorId, placement: Placement | null): Promise<void> {
    const { placements } = this.#options;
    const writes: Promise<void>[] = [];
    const previous = placement === null ? null : placements.wearerOf(placement);
    if (previous !== null && previous !== sensorId) {
      writes.push(placements.set(previous, null));
      const known = this.#registry.description(previous);
      if (known) this.#accept(placed(this.#stamp(), known.id, null));
    }
    writes.push(placements.set(sensorId, placement));
    this.#accept(placed(this.#stamp(), sensorId, placement));
    this.#emitSensors();
    this.#offerReuse();
    await this.#guardAsync('The placement holds, but could not be stored', () =>
      Promise.all(writes),
    );
  }

  #knownSensor(id: string): SensorId {
    const description = this.#registry.description(id);
    if (description) return description.id;
    const known = this.sensors.filter((sensor) => sensor.link !== 'found').map(({ id }) => id);
    throw new FeedError(
      `No sensor ${id} is linked; ${known.length === 0 ? 'none is' : `linked: ${known.join(', ')}`}.`,
    );
  }

  /** Hub time for a control input, never before the input accepted last. */
  #stamp(): number {
    return Math.max(this.#options.clock(), this.#lastInputUs);
  }

  #emitSensors(): void {
    this.#guard('Serving failed', null, () => this.#events.emit('sensors', this.sensors));
  }

  #guard<T>(what: string, sensorId: SensorId | null, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.#fault(`${what}: ${withoutPath(error)}`, sensorId, error);
      return undefined;
    }
  }

  async #guardAsync(what: string, action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#fault(`${what}: ${withoutPath(error)}`, null, error);
    }
  }

  /** `cause` goes to the log, where the path of a file may stand. */
  #fault(sentence: string, sensorId: SensorId | null, cause?: unknown): void {
    const timeUs = this.#options.clock();
    if (!this.#faults.note(sentence, sensorId, timeUs)) return;
    this.#options.logger.warn({ sensorId, err: cause }, sentence);
    try {
      this.#events.emit('event', { type: 'fault', timeUs, sensorId, sentence });
    } catch (error) {
      this.#options.logger.error({ err: error }, 'a fault could not be served');
    }
  }
}

function placed(timeUs: number, sensorId: SensorId, placement: Placement | null): ControlInput {
  return { type: 'placed', timeUs, sensorId, placement };
}

function timeOf(input: PipelineInput): number {
  return input.type === 'packet' ? input.packet.arrivalUs : input.timeUs;
}

function sensorOf(input: PipelineInput): SensorId | null {
  if (input.type === 'packet') return input.packet.sensorId;
  return 'sensorId' in input ? input.sensorId : null;
}
