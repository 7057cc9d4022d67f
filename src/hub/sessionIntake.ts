import type { Logger } from 'pino';
import type { Calibration } from '../model/calibration.ts';
import type { ControlInput, PipelineInput } from '../model/events.ts';
import type { RecordingState } from '../model/liveStatus.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { SensorId } from '../model/sensor.ts';
import type { HubClock } from '../model/sensorSource.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import { allEnded } from './allEnded.ts';
import { FailingStage } from './failingStage.ts';
import type { FaultGuard } from './faultGuard.ts';
import { FeedError } from './feed.ts';
import { partLogger } from './logs/logParts.ts';
import { type DiskWatch, RecordingKeeper } from './recordingKeeper.ts';
import type { InputPipeline, SessionPlan } from './sessionPlan.ts';

/** A pipeline that fails on every packet for this long is begun anew, µs. */
const PROCESSING_FAILS_US = 5_000_000;

export interface SessionIntakeOptions {
  /** Of the first session. */
  readonly plan: SessionPlan;
  /** Absent: a disk that fills is met when it is full. */
  readonly disk?: DiskWatch;
  readonly clock: HubClock;
  readonly guard: FaultGuard;
  /** The hub's own. */
  readonly logger: Logger;
  /**
   * The session has begun, with a recording or without; `calibration` is that of the session which
   * it continues, else null.
   */
  readonly opened: (calibration: Calibration | null) => void;
  /**
   * A further part or another session has begun, and what was shown so far belongs to the one before.
   * @returns what it begins with: the sensors as they are linked and worn
   */
  readonly begunAnew: (timeUs: number) => readonly ControlInput[];
  /** What waited for a recording has been processed. */
  readonly caughtUp: () => void;
  /** Told of every input once it is recorded, before the pipeline has it. */
  readonly recorded: (input: PipelineInput) => void;
  readonly serve: (output: PipelineOutput) => void;
}

/** What becomes a fault in a sentence where it fails. */
const BEGINNING = 'This session is not being recorded';
const CLOSING = 'The recording could not be closed';

/**
 * The one way into a session: every input is recorded first, then pushed through the pipeline, and
 * what comes out is recorded and served. Inputs that arrive while the recording is being created wait.
 */
export class SessionIntake {
  readonly #options: SessionIntakeOptions;
  #plan: SessionPlan;
  #recording: RecordingKeeper;
  /** Of sessions before, whose files have no end yet. */
  readonly #endless: RecordingKeeper[] = [];
  #pipeline: InputPipeline;
  #opening: Promise<void> | null = null;
  /** Inputs that arrive while the recording is being created; null once it is there. */
  #held: PipelineInput[] | null = null;
  #startedUs: number | null = null;
  #lastInputUs = 0;
  #closed = false;
  readonly #processing = new FailingStage(PROCESSING_FAILS_US);
  /** The pipeline does nothing but fail: another takes its place, with a further part or without. */
  #isSpent = false;

  constructor(options: SessionIntakeOptions) {
    this.#options = options;
    this.#plan = options.plan;
    this.#pipeline = options.plan.pipeline();
    this.#recording = this.#keeperOf(options.plan);
  }

  get plan(): SessionPlan {
    return this.#plan;
  }

  /** Hub time; null before it began. */
  get startedUs(): number | null {
    return this.#startedUs;
  }

  get recordingState(): RecordingState {
    return this.#recording.state;
  }

  /** Empty before the session has a recording. */
  get sessionId(): string {
    return this.#recording.sessionId;
  }

  /** Why nothing is recorded, or soon will not be; null when all is well. */
  get problem(): string | null {
    return this.#recording.problem;
  }

  /** True while inputs wait for a recording. */
  get isHolding(): boolean {
    return this.#held !== null;
  }

  /** False before the first sensor was linked. */
  get hasBegun(): boolean {
    return this.#opening !== null;
  }

  /** Hub time of the newest input, µs. */
  get lastInputUs(): number {
    return this.#lastInputUs;
  }

  /** Hub time for a control input, never before the input accepted last. */
  stamp(): number {
    return Math.max(this.#options.clock(), this.#lastInputUs);
  }

  /** Begins the session and its recording, once. */
  begin(startedUs: number): void {
    if (!this.#closed) this.#opening ??= this.#open(startedUs);
  }

  accept(input: PipelineInput): void {
    this.#lastInputUs = Math.max(this.#lastInputUs, timeOf(input));
    if (this.#held) this.#held.push(input);
    else this.#process(input);
  }

  /**
   * Ends the recording and begins another session; one that has not begun begins by this plan.
   * Inputs that arrive meanwhile belong to the new one.
   * @param pipeline of the plan
   * @throws FeedError once the recording was ended
   */
  async turnTo(plan: SessionPlan, pipeline: InputPipeline): Promise<void> {
    if (this.#closed) throw new FeedError('The hub is being stopped: no other session is begun.');
    if (this.#opening === null) this.#take(plan, pipeline);
    else {
      this.#opening = this.#turn(this.#opening, plan, pipeline);
      await this.#opening;
    }
  }

  /**
   * Ends the recording, once what is being begun has begun; nothing is begun after it.
   * @throws why a file that was begun here has no end, when that was told
   */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#opening;
    const recordings = [this.#recording, ...this.#endless];
    try {
      await allEnded(recordings.map((recording) => this.#end(recording)));
    } finally {
      this.#logEnd();
    }
  }

  /** @throws why it has no end, when that was told */
  async #end(recording: RecordingKeeper): Promise<void> {
    try {
      await recording.end();
    } catch (error) {
      const { guard } = this.#options;
      guard.tell(`${CLOSING}: ${withoutPath(error)}`, null, error, 'recording');
      throw error;
    }
  }

  /** Without a recording the session goes on all the same, and says so. */
  async #open(startedUs: number): Promise<void> {
    const { guard, opened } = this.#options;
    this.#startedUs = startedUs;
    this.#held = [];
    let calibration: Calibration | null = null;
    const begin = async () => {
      calibration = (await this.#recording.begin(startedUs)).calibration ?? null;
      this.#logBegin();
    };
    await guard.runAsync(BEGINNING, begin, 'recording');
    guard.run('A client could not be told of the session', null, () => opened(calibration));
    this.#catchUp();
  }

  async #turn(opening: Promise<void>, plan: SessionPlan, pipeline: InputPipeline): Promise<void> {
    const { guard } = this.#options;
    await opening;
    await guard.runAsync('A further part could not be begun', () => this.#recording.settle());
    this.#held = [];
    // Before anything that is held from here on.
    const startedUs = this.stamp();
    const recording = this.#recording;
    // It is tried again when the hub ends.
    await this.#end(recording).catch(() => this.#endless.push(recording));
    this.#logEnd();
    this.#take(plan, pipeline);
    this.#startedUs = startedUs;
    const begin = async () => {
      await this.#recording.begin(startedUs);
      this.#logBegin();
    };
    await guard.runAsync(BEGINNING, begin, 'recording');
    guard.run('A session could not be begun', null, () => this.#beginWithSensors(startedUs));
    this.#catchUp();
  }

  #take(plan: SessionPlan, pipeline: InputPipeline): void {
    this.#plan = plan;
    this.#pipeline = pipeline;
    this.#isSpent = false;
    this.#recording = this.#keeperOf(plan);
  }

  #keeperOf(plan: SessionPlan): RecordingKeeper {
    const { disk, clock, guard, logger } = this.#options;
    return new RecordingKeeper({
      open: plan.openRecording,
      clock,
      logger: partLogger(logger, 'recording'),
      ...(disk && { disk }),
      onFault: (sentence, cause) => guard.tell(sentence, null, cause, 'recording'),
      onRoom: () => this.#recordAgain(),
    });
  }

  /** What was held meanwhile comes behind it. */
  #beginWithSensors(laterUs: number): void {
    const held = this.#held ?? [];
    const timeUs = held[0] === undefined ? laterUs : timeOf(held[0]);
    held.unshift(...this.#options.begunAnew(timeUs));
  }

  /** The next part of the recording stands for itself, so the pipeline begins anew with it. */
  async #recordAgain(): Promise<void> {
    const logger = partLogger(this.#options.logger, 'recording');
    if (this.#held !== null) return;
    this.#held = [];
    try {
      await this.#recording.begin(this.stamp());
      logger.info({ session: this.sessionId }, 'the recording goes on');
      this.#beginPipelineOrTell();
    } catch (error) {
      // Told already, and to be tried again: the session goes on as it did.
      logger.warn({ err: error }, 'there is still no recording');
      if (this.#isSpent) this.#beginPipelineOrTell();
    }
    this.#catchUp();
  }

  #beginPipeline(): void {
    this.#pipeline = this.#plan.pipeline();
    this.#isSpent = false;
    this.#beginWithSensors(this.stamp());
  }

  #beginPipelineOrTell(): void {
    const { guard } = this.#options;
    const begin = () => this.#beginPipeline();
    guard.run('Processing could not be begun anew', null, begin, 'pipeline');
  }

  #logBegin(): void {
    const { sessionId, plan } = this;
    const { subject } = plan;
    partLogger(this.#options.logger, 'session').info(
      { session: sessionId, subject },
      'a session began',
    );
  }

  #logEnd(): void {
    if (this.sessionId === '') return;
    partLogger(this.#options.logger, 'session').info(
      { session: this.sessionId },
      'a session ended',
    );
  }

  #catchUp(): void {
    const held = this.#held ?? [];
    this.#held = null;
    // One of them may begin a further part, for which the rest waits.
    for (const input of held) this.accept(input);
    const { guard, caughtUp } = this.#options;
    guard.run('What waited could not be taken up', null, caughtUp);
  }

  #judge(works: boolean): void {
    const nowUs = this.#options.clock();
    if (works) this.#processing.worked(nowUs);
    else if (this.#processing.failed(nowUs)) this.#renewProcessing();
  }

  /** What broke may be its state: it begins anew, in a further part so that each stands for itself. */
  #renewProcessing(): void {
    const inPart = 'Processing does nothing but fail: it is begun anew, in a further part';
    this.#isSpent = true;
    // Where a further part is being begun already, the pipeline is with it.
    if (this.#held !== null || this.#recording.renew(inPart)) return;
    const sentence = 'Processing does nothing but fail: it is begun anew';
    this.#options.guard.tell(sentence, null, undefined, 'pipeline');
    this.#held = [];
    this.#beginPipelineOrTell();
    this.#catchUp();
  }

  #process(input: PipelineInput): void {
    const { guard, recorded, serve } = this.#options;
    const sensorId = sensorOf(input);
    const recordInput = () => this.#recording.writeInput(input);
    guard.run('Recording an input failed', sensorId, recordInput, 'recording');
    guard.run('Noting an input failed', sensorId, () => recorded(input));
    const process = () => this.#pipeline.push(input);
    const output = guard.run('Processing failed', sensorId, process, 'pipeline');
    if (input.type === 'packet') this.#judge(output !== undefined);
    if (output === undefined) return;
    const recordOutput = () => this.#recording.writeOutput(output);
    guard.run('Recording results failed', sensorId, recordOutput, 'recording');
    guard.run('Serving failed', sensorId, () => serve(output), 'stream');
  }
}

function timeOf(input: PipelineInput): number {
  return input.type === 'packet' ? input.packet.arrivalUs : input.timeUs;
}

function sensorOf(input: PipelineInput): SensorId | null {
  if (input.type === 'packet') return input.packet.sensorId;
  return 'sensorId' in input ? input.sensorId : null;
}
