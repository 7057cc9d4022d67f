import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionMetadata } from '../model/session.ts';
import { RECORDING_SUFFIX, recordingId } from '../recording/naming.ts';
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
  return async (startedUs, onFault) => {
    const id = recordingId(startedUs, facts.subject);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const session = { ...facts, id, startedUs, settingsHash: settingsHash(facts.settings) };
    const recorder = await RecordingWriter.create(
      join(folder, `${id}${RECORDING_SUFFIX}`),
      session,
      {
        onError: (error) => onFault(error.message),
      },
    );
    return { sessionId: id, recorder };
  };
}
