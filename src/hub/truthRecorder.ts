import type { PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { TruthFrame } from '../model/truth.ts';
import type { RecordingWriter } from '../recording/writer.ts';
import type { Recorder } from './recorder.ts';

/** What a simulator knows of the body at an instant of hub time, microseconds. */
export type TruthSource = (timeUs: number) => TruthFrame;

/** Puts the truth beside each frame, so that a simulated session is measured from its file alone. */
export class TruthRecorder implements Recorder {
  readonly #writer: RecordingWriter;
  readonly #truthAt: TruthSource;

  constructor(writer: RecordingWriter, truthAt: TruthSource) {
    this.#writer = writer;
    this.#truthAt = truthAt;
  }

  writeInput(input: PipelineInput): void {
    this.#writer.writeInput(input);
  }

  writeOutput(output: PipelineOutput): void {
    this.#writer.writeOutput(output);
    for (const { timeUs, arrivalUs } of output.frames) {
      this.#writer.writeTruth(this.#truthAt(timeUs), arrivalUs);
    }
  }

  close(): Promise<void> {
    return this.#writer.close();
  }
}
