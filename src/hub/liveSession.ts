import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Emitter } from '../model/emitter.ts';
import type { ControlInput, PipelineEvent, PipelineInput } from '../model/events.ts';
import type { HubReport } from '../model/hubReport.ts';
import type { LiveStatus } from '../model/liveStatus.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { Placement } from '../model/placement.ts';
import type { SensorDescription, SensorId } from '../model/sensor.ts';
import type { HubClock, SensorSource } from '../model/sensorSource.ts';
import type { TimedNote } from '../movement/programme/history.ts';
import type { ControlMessage } from '../stream/client.ts';
import type { SensorStatus, Snapshot } from '../stream/messages.ts';
import { ASKS_FOR_CALIBRATION, SnapshotKeeper } from '../stream/snapshotKeeper.ts';
import type { CalibrationStore } from './calibrationStore.ts';
import { FaultGuard } from './faultGuard.ts';
import type { Feed, FeedEvents, FeedFacts } from './feed.ts';
import { HapticCues, type HapticResult } from './hapticCues.ts';
import { HostClockWatch } from './hostClockWatch.ts';
import { KeptCalibration } from './keptCalibration.ts';
import { LiveControl } from './liveControl.ts';
import { LivePulse } from './livePulse.ts';
import { liveStatusOf } from './liveStatusOf.ts';
import { logLinks } from './logs/logLinks.ts';
import { partLogger } from './logs/logParts.ts';
import type { PlacementStore } from './placementStore.ts';
import { type PlacedIn, placed, placeSensor } from './placeSensor.ts';
import { RecentCues } from './recentCues.ts';
import type { DiskWatch } from './recordingKeeper.ts';
import { ReuseOffer } from './reuseOffer.ts';
import { SensorRegistry } from './sensorRegistry.ts';
import { SessionIntake } from './sessionIntake.ts';
import { SessionNotes } from './sessionNotes.ts';
import type { SessionPlan } from './sessionPlan.ts';
import { takeInSource } from './sourceIntake.ts';

/** A radio that hangs must not keep the recording from being closed. */
const SOURCE_STOP_MS = 1000;

export interface LiveFeedOptions {
  readonly source: SensorSource;
  /** Of the session that begins with the first sensor. */
  readonly plan: SessionPlan;
  /** Absent: a disk that fills is met when it is full. */
  readonly disk?: DiskWatch;
  /** What was mended before the start, one sentence each: told when the feed starts. */
  readonly notices?: readonly string[];
  /** How the hub fares since it was asked last; absent: that is not recorded. */
  readonly hubReport?: () => Promise<HubReport>;
  /** Between two of them. Default 10 000. */
  readonly reportMs?: number;
  /** The computer's clock, µs since the Unix epoch. */
  readonly wallClock?: () => number;
  readonly placements: PlacementStore;
  /** Sound calibrations to use again; absent keeps none. */
  readonly calibrations?: CalibrationStore;
  readonly clock: HubClock;
  /** Whether the limb that a cue is about feels it, until a client switches that. */
  readonly hapticCues: boolean;
  readonly logger: Logger;
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
  readonly #pulse: LivePulse;
  readonly #kept: KeptCalibration;
  readonly #cues = new RecentCues();
  readonly #notes = new SessionNotes();
  #endSource = (): void => {};
  #endLinkLog = (): void => {};

  constructor(options: LiveFeedOptions) {
    const { clock, logger, plan, disk, placements, source } = options;
    this.#options = options;
    this.#kept = new KeptCalibration(plan.subject);
    this.#guard = new FaultGuard({
      clock,
      logger,
      report: (fault) => {
        try {
          this.#events.emit('event', { type: 'fault', ...fault });
        } finally {
          // It may be one of the recording.
          this.#events.emit('status', this.status);
        }
      },
    });
    this.#intake = new SessionIntake({
      plan,
      ...(disk && { disk }),
      clock,
      guard: this.#guard,
      logger,
      opened: (calibration) => {
        this.#kept.keep(calibration);
        this.#events.emit('restarted');
      },
      begunAnew: (timeUs) => this.#beginAnew(timeUs),
      caughtUp: () => this.#useKept(),
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
      on: options.hapticCues,
      wearer: (placement) => this.#wearer(placement),
      told: (input) =>
        this.#guard.run('What came of a cue could not be noted', input.sensorId, () =>
          this.#noteHaptic(input),
        ),
      now: clock,
    });
    this.#control = new LiveControl({
      source,
      registry: this.#registry,
      intake: this.#intake,
      reuse: this.#reuse,
      cues: this.#cues,
      sensors: () => this.sensors,
      snapshot: () => this.#keeper.snapshot,
      switchHaptics: (on) => {
        this.#haptics.on = on;
        this.#emitStatus();
      },
      place: (sensorId, placement) => this.#place(sensorId, placement),
    });
    this.#placedIn = { placements, registry: this.#registry, intake: this.#intake };
    this.#pulse = new LivePulse({
      intake: this.#intake,
      registry: this.#registry,
      guard: this.#guard,
      hostClock: new HostClockWatch(clock, options.wallClock),
      clock,
      hubReport: options.hubReport,
      reportMs: options.reportMs,
      tell: () => {
        this.#emitSensors();
        this.#emitStatus();
      },
    });
  }

  get facts(): FeedFacts {
    const session = this.#intake.sessionId;
    return { mode: 'live', results: 'live', session, ...this.#intake.plan.facts };
  }

  /** Of the session in force, or of the one that begins with the first sensor. */
  get plan(): SessionPlan {
    return this.#intake.plan;
  }

  /** What was said of the programme in the session in force, in order. */
  get programmeNotes(): readonly TimedNote[] {
    return this.#notes.in(this.#intake.plan);
  }

  get snapshot(): Snapshot {
    return this.#keeper.snapshot;
  }

  get replay(): null {
    return null;
  }

  get status(): LiveStatus {
    return liveStatusOf(this.#intake, this.#haptics);
  }

  get sensors(): readonly SensorStatus[] {
    const { placements, clock } = this.#options;
    return this.#registry.statuses(placements.placements, clock());
  }

  get faults(): readonly string[] {
    const { sentences } = this.#guard;
    const { problem } = this.#intake;
    return problem === null || sentences.includes(problem) ? sentences : [...sentences, problem];
  }

  on<E extends keyof FeedEvents>(event: E, listener: (...args: FeedEvents[E]) => void): () => void {
    return this.#events.on(event, listener);
  }

  /** A source that cannot start is a fault to show, not a reason to have no hub. */
  async start(): Promise<void> {
    const { source, placements, clock } = this.#options;
    await this.#guard.runAsync('The stored placements could not be read', async () => {
      const sentence = await placements.load();
      if (sentence) this.#guard.tell(sentence, null);
    });
    for (const notice of this.#options.notices ?? []) this.#guard.tell(notice, null);
    await this.#reuse.load();
    this.#reuse.renew();
    this.#endLinkLog = logLinks(source, partLogger(this.#options.logger, 'radio'));
    this.#endSource = takeInSource({
      ...this.#placedIn,
      source,
      guard: this.#guard,
      clock,
      changed: () => {
        this.#useKept();
        this.#emitSensors();
      },
    });
    this.#pulse.start();
    await this.#guard.runAsync('The sensors could not be started', () => source.start(), 'radio');
  }

  /** @throws why a recording has no end, when that was told and all else is ended */
  async stop(): Promise<void> {
    this.#pulse.stop();
    await this.#guard.runAsync('The sensors could not be stopped', () =>
      Promise.race([this.#options.source.stop(), sleep(SOURCE_STOP_MS, null, { ref: false })]),
    );
    this.#endSource();
    this.#endSource = () => {};
    this.#endLinkLog();
    this.#endLinkLog = () => {};
    await this.#intake.close();
  }

  control(message: ControlMessage): Promise<void> {
    return this.#control.do(message);
  }

  /**
   * Ends the session and begins another, in a recording of its own: an open trial ends with it, and the
   * calibration goes on where the same person wears the same sensors in the same places. Before the
   * first sensor, the session that begins with it is of this plan.
   * @returns resolves when inputs go into the new recording, or into none because it cannot be opened
   * @throws whatever the making of the pipeline throws
   */
  async turnTo(plan: SessionPlan): Promise<void> {
    // Where this throws, the session goes on as it is, with its trial.
    const pipeline = plan.pipeline();
    if (this.#keeper.snapshot.trial?.endUs === null) {
      this.#intake.accept({ type: 'trialEnd', timeUs: this.#intake.stamp() });
    }
    const hadBegun = this.#intake.hasBegun;
    await this.#intake.turnTo(plan, pipeline);
    if (hadBegun) return;
    this.#kept.isOf(plan.subject);
    // What a hello tells is another.
    this.#events.emit('restarted');
  }

  #noteInput(input: PipelineInput): void {
    if (input.type === 'packet') return;
    if (input.type === 'programmeNote') {
      this.#notes.note(this.#intake.plan, input.timeUs, input.note);
    }
    // Somebody wants another calibration than the one from before.
    if (ASKS_FOR_CALIBRATION.has(input.type)) this.#kept.keep(null);
    if (input.type === 'reuseCalibration') this.#kept.given(input.calibration);
    if (this.#keeper.applyControl(input)) this.#emitSnapshot();
  }

  /** What a sensor answers to a cue of the session before belongs to none. */
  #noteHaptic(input: HapticResult): void {
    const { isHolding, startedUs } = this.#intake;
    if (isHolding || input.decidedUs < (startedUs ?? 0)) return;
    this.#intake.accept({ ...input, timeUs: this.#intake.stamp() });
  }

  #serve(output: PipelineOutput): void {
    this.#guard.run('Counting samples failed', null, () => this.#count(output.samples));
    for (const frame of output.frames) this.#emit('frame', frame);
    const { progress } = output;
    if (progress) this.#emit('calibrationProgress', progress);
    for (const event of output.events) {
      this.#guard.run('Counting samples failed', null, () => this.#noteEvent(event));
      this.#guard.run('Keeping what pages are shown failed', null, () =>
        this.#keeper.applyEvent(event),
      );
      this.#emit('event', event);
      this.#guard.run('What follows from an event failed', null, () => this.#follow(event));
    }
  }

  #count(samples: PipelineOutput['samples']): void {
    for (const { sensorId, count, refilled } of samples) {
      // What is had again tells nothing of how fast the sensor delivers.
      if (refilled) continue;
      this.#registry.samples(sensorId, count, this.#intake.lastInputUs);
    }
  }

  #follow(event: PipelineEvent): void {
    if (event.type === 'calibration') {
      this.#kept.keep(null);
      this.#reuse.keep(event.calibration);
    }
    if (event.type === 'cueOn') {
      this.#cues.note(event.cue.number, event.decidedUs);
      this.#haptics.give(event.cue, event.decidedUs);
    }
  }

  /** A listener that throws is a fault; the other listeners are told all the same. */
  #emit<E extends keyof FeedEvents>(event: E, ...args: FeedEvents[E]): void {
    this.#guard.run('Serving failed', null, () => this.#events.emit(event, ...args));
  }

  #noteEvent(event: PipelineEvent): void {
    if (event.type === 'samplesLost') this.#registry.samplesLost(event.sensorId, event.count);
    if (event.type === 'samplesLate') this.#registry.samplesLate(event.sensorId, event.count);
    if (event.type === 'samplesRefilled') {
      this.#registry.samplesRefilled(event.sensorId, event.count);
    }
    if (event.type === 'fault') this.#guard.note(event.sentence, event.sensorId);
  }

  /** What was shown belongs to the part or session before; calibration and trial that hold go on. */
  #beginAnew(timeUs: number): ControlInput[] {
    const { placements } = this.#options.placements;
    const { calibration, trial } = this.#keeper.snapshot;
    const { isOfAnother } = this.#kept.goesOn(this.#intake.plan.subject, calibration, (at) =>
      this.#options.placements.wearerOf(at),
    );
    if (isOfAnother) this.#reuse.withhold();
    this.#keeper.reset();
    this.#cues.forget();
    this.#guard.run('A client could not be told of the session', null, () =>
      this.#events.emit('restarted'),
    );
    this.#reuse.renew();
    const worn = this.#registry.linkedNow.flatMap((sensor): ControlInput[] => {
      const placement = placements.get(sensor.id);
      const link = { type: 'sensorLinked', timeUs, sensor } as const;
      return placement ? [link, placed(timeUs, sensor.id, placement)] : [link];
    });
    if (trial?.endUs !== null) return worn;
    return [...worn, { type: 'trialStart', timeUs, name: trial.name }];
  }

  #useKept(): void {
    if (this.#intake.isHolding) return;
    const calibration = this.#kept.take((sensorId) => this.#registry.streaming(sensorId) !== null);
    if (calibration === null) return;
    this.#intake.accept({ type: 'reuseCalibration', timeUs: this.#intake.stamp(), calibration });
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

  #emitStatus(): void {
    this.#guard.run('Serving failed', null, () => this.#events.emit('status', this.status));
  }

  #emitSensors(): void {
    this.#guard.run('Serving failed', null, () => this.#events.emit('sensors', this.sensors));
  }

  #emitSnapshot(): void {
    this.#guard.run('Serving failed', null, () => this.#events.emit('snapshot', this.snapshot));
  }
}
