import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { SessionMetadata } from '../model/session.ts';
import type { TruthFrame } from '../model/truth.ts';
import { RECORDING_SUFFIX, recordingId } from '../recording/naming.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import { RecordingWriter } from '../recording/writer.ts';
import type { OpenRecording, Recorder } from './recorder.ts';

/** What a session's recording says of it, besides when it began. */
export type SessionFacts = Pick<
  SessionMetadata,
  'subject' | 'simulated' | 'protocol' | 'notes' | 'software' | 'settings'
>;

/** What a simulator knows of the body at an instant of hub time, microseconds. */
export type TruthSource = (timeUs: number) => TruthFrame;

/**
 * Records each session as an MCAP file in `folder`, which is made if it is not there.
 * Where the truth is known, it is recorded for the instant of every frame.
 */
export function recordSessions(
  folder: string,
  facts: SessionFacts,
  truthAt: TruthSource | null = null,
): OpenRecording {
  return async (startedUs, onError) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const hash = settingsHash(facts.settings);
    for (let number = 1; ; number++) {
      const id = recordingId(startedUs, facts.subject, number);
      const path = join(folder, `${id}${RECORDING_SUFFIX}`);
      const session = { ...facts, id, startedUs, settingsHash: hash };
      try {
        const writer = await RecordingWriter.create(path, session, { onError });
        return { sessionId: id, recorder: truthAt ? new TruthRecorder(writer, truthAt) : writer };
      } catch (error) {
        // Another session of the subject began within this second.
        if (!(error instanceof RecordingError && error.problem === 'exists')) throw error;
      }
    }
  };
}

/** Puts the truth beside each frame, so that a simulated session is measured from its file alone. */
class TruthRecorder implements Recorder {
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
