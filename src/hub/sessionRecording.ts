import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionMetadata } from '../model/session.ts';
import { RECORDING_SUFFIX, recordingId } from '../recording/naming.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import { RecordingWriter } from '../recording/writer.ts';
import type { OpenRecording } from './recorder.ts';

/** What a session's recording says of it, besides when it began. */
export type SessionFacts = Pick<
  SessionMetadata,
  'subject' | 'simulated' | 'protocol' | 'notes' | 'software' | 'settings'
>;

/** Records each session as an MCAP file in `folder`, which is made if it is not there. */
export function recordSessions(folder: string, facts: SessionFacts): OpenRecording {
  return async (startedUs, onError) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const hash = settingsHash(facts.settings);
    for (let number = 1; ; number++) {
      const id = recordingId(startedUs, facts.subject, number);
      const path = join(folder, `${id}${RECORDING_SUFFIX}`);
      const session = { ...facts, id, startedUs, settingsHash: hash };
      try {
        return {
          sessionId: id,
          recorder: await RecordingWriter.create(path, session, { onError }),
        };
      } catch (error) {
        // Another session of the subject began within this second.
        if (!(error instanceof RecordingError && error.problem === 'exists')) throw error;
      }
    }
  };
}
