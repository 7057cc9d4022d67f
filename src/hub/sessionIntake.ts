import type { PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { SensorId } from '../model/sensor.ts';
import type { HubClock } from '../model/sensorSource.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import type { FaultGuard } from './faultGuard.ts';
import type { OpenRecording, Recorder } from './recorder.ts';

/** The pipeline as the hub sees it: a pure function of its inputs in order. */
export interface InputPipeline {
  push(input: PipelineInput): PipelineOutput;
}

export interface SessionIntakeOptions {
  readonly pipeline: InputPipeline;
  readonly openRecording: OpenRecording;
  readonly clock: HubClock;
  readonly guard: FaultGuard;
  /** The session has begun, with a recording or without. */
  readonly opened: () => void;
  /** Told of every input once it is recorded, before the pipeline has it. */
  readonly recorded: (input: PipelineInput) => void;
  readonly serve: (output: PipelineOutput) => void;
}

/**
 * The one way into a session: every input is recorded first, then pushed through the pipeline, and
 * what comes out is recorded and served. Inputs that arrive while the recording is being created wait.
 */
export class SessionIntake {
  readonly #options: SessionIntakeOptions;
  #sessionId = '';
  #recorder: Recorder | null = null;
  #opening: Promise<void> | null = null;
  /** Inputs that arrive while the recording is being created; null once it is there. */
  #held: PipelineInput[] | null = null;
  #lastInputUs = 0;

  constructor(options: SessionIntakeOptions) {
    this.#options = options;
  }

  /** Empty before the session has a recording. */
  get sessionId(): string {
    return this.#sessionId;
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
    this.#opening ??= this.#open(startedUs);
  }

  accept(input: PipelineInput): void {
    this.#lastInputUs = Math.max(this.#lastInputUs, timeOf(input));
    if (this.#held) this.#held.push(input);
    else this.#process(input);
  }

  /** Ends the recording. */
  async close(): Promise<void> {
    await this.#opening;
    const recorder = this.#recorder;
    this.#recorder = null;
    if (recorder === null) return;
    const { guard } = this.#options;
    await guard.runAsync('The recording could not be closed', () => recorder.close());
  }

  /** Without a recording the session goes on all the same, and says so. */
  async #open(startedUs: number): Promise<void> {
    const { guard, openRecording, opened } = this.#options;
    this.#held = [];
    await guard.runAsync('This session is not being recorded', async () => {
      const { recorder, sessionId } = await openRecording(startedUs, (error) =>
        guard.tell(withoutPath(error), null, error),
      );
      this.#recorder = recorder;
      this.#sessionId = sessionId;
    });
    guard.run('A client could not be told of the session', null, opened);
    const held = this.#held;
    this.#held = null;
    for (const input of held) this.#process(input);
  }

  #process(input: PipelineInput): void {
    const { guard, pipeline, recorded, serve } = this.#options;
    const sensorId = sensorOf(input);
    guard.run('Recording an input failed', sensorId, () => this.#recorder?.writeInput(input));
    recorded(input);
    const output = guard.run('Processing failed', sensorId, () => pipeline.push(input));
    if (output === undefined) return;
    guard.run('Recording results failed', sensorId, () => this.#recorder?.writeOutput(output));
    guard.run('Serving failed', sensorId, () => serve(output));
  }
}

function timeOf(input: PipelineInput): number {
  return input.type === 'packet' ? input.packet.arrivalUs : input.timeUs;
}

function sensorOf(input: PipelineInput): SensorId | null {
  if (input.type === 'packet') return input.packet.sensorId;
  return 'sensorId' in input ? input.sensorId : null;
}
