import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionMetadata } from '../model/session.ts';
import { nextPartId, RECORDING_SUFFIX, recordingId } from '../recording/naming.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { recoverRecording } from '../recording/recover.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import { RecordingWriter } from '../recording/writer.ts';
import type { BrokenOff } from './brokenOff.ts';
import type { FileState, OpenRecording } from './recorder.ts';
import { TruthRecorder, type TruthSource } from './truthRecorder.ts';

/** What a session's recording says of it, besides when it began. */
export type SessionFacts = Pick<
  SessionMetadata,
  'subject' | 'simulated' | 'protocol' | 'notes' | 'software' | 'settings'
>;

/** A session that broke off longer ago than this is over, and the next is another. */
const SAME_SESSION_US = 15 * 60 * 1_000_000;

/**
 * Records each session as an MCAP file in `folder`, which is made if it is not there.
 * Where the truth is known, it is recorded for the instant of every frame.
 * @param brokenOff the session that broke off with the hub before this one: the first recording
 * goes on in it where it is of the same subject and begins within a quarter of an hour
 */
export function recordSessions(
  folder: string,
  facts: SessionFacts,
  truthAt: TruthSource | null = null,
  brokenOff: BrokenOff | null = null,
): OpenRecording {
  const pathOf = (id: string): string => join(folder, `${id}${RECORDING_SUFFIX}`);
  let left = brokenOff;
  const finished = new Set<string>();
  const finish = async (path: string): Promise<boolean> => {
    if (await gaveEnd(path)) finished.add(path);
    return finished.has(path);
  };
  return async (startedUs, onError, former = null) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const earlier = former === null && isSame(left, facts, startedUs) ? left : null;
    const continues = former ?? earlier?.id;
    if (former !== null) await finish(pathOf(former)).catch(onError);
    const hash = settingsHash(facts.settings);
    let id =
      continues === undefined ? recordingId(startedUs, facts.subject) : nextPartId(continues);
    for (let number = 2; ; number++) {
      const path = pathOf(id);
      const session = {
        ...facts,
        id,
        startedUs,
        ...(continues !== undefined && { continues }),
        settingsHash: hash,
      };
      try {
        const writer = await RecordingWriter.create(path, session, { onError });
        left = null;
        return {
          sessionId: id,
          recorder: truthAt ? new TruthRecorder(writer, truthAt) : writer,
          calibration: earlier?.calibration ?? null,
          bytesWritten: () => writer.status.bytesWritten,
          file: () => stateOf(path, writer),
          finish: () => finish(path),
        };
      } catch (error) {
        if (!(error instanceof RecordingError && error.problem === 'exists')) throw error;
        // Another session of the subject began within this second, or another part is there.
        id =
          continues === undefined ? recordingId(startedUs, facts.subject, number) : nextPartId(id);
      }
    }
  };
}

function isSame(
  left: BrokenOff | null,
  { subject, simulated }: SessionFacts,
  startedUs: number,
): boolean {
  if (left?.subject !== subject || left.simulated !== simulated) return false;
  // The wall clock may have been set since; either way these are minutes apart.
  return Math.abs(startedUs - left.endUs) <= SAME_SESSION_US;
}

async function stateOf(path: string, writer: RecordingWriter): Promise<FileState> {
  const { bytesWritten } = writer.status;
  try {
    await stat(path);
    return { isThere: true, bytesWritten };
  } catch {
    return { isThere: false, bytesWritten };
  }
}

/** @returns whether there was one that lacked its end */
async function gaveEnd(path: string): Promise<boolean> {
  try {
    return (await recoverRecording(path)).recovered;
  } catch (error) {
    if (error instanceof RecordingError && error.problem === 'missing') return false;
    throw error;
  }
}
