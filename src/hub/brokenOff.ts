import type { Calibration } from '../model/calibration.ts';
import { openRecording } from '../recording/reader.ts';
import { ASKS_FOR_CALIBRATION } from '../stream/snapshotKeeper.ts';

/** A session whose recorder was killed, as its recovered recording tells. */
export interface BrokenOff {
  readonly id: string;
  readonly subject: string;
  readonly simulated: boolean;
  /** Hub time of its last message, µs. */
  readonly endUs: number;
  /** Sound calibration in force at its end; null where there was none. */
  readonly calibration: Calibration | null;
}

/**
 * @returns null for a recording that was computed from another: no session ended with it
 * @throws RecordingError when the recording cannot be read
 */
export async function brokenOffIn(path: string): Promise<BrokenOff | null> {
  const recording = await openRecording(path);
  try {
    if (recording.metadata.parent !== undefined) return null;
    let calibration: Calibration | null = null;
    for await (const batch of recording.batches(['event', 'input'])) {
      for (const item of batch) {
        if (item.kind === 'event') {
          if (item.event.type === 'calibration') calibration = item.event.calibration;
        } else if (ASKS_FOR_CALIBRATION.has(item.input.type)) {
          calibration = null;
        }
      }
    }
    const { id, subject, simulated } = recording.metadata;
    const sound = calibration?.verdict === 'redo' ? null : calibration;
    return { id, subject, simulated, endUs: recording.endUs, calibration: sound };
  } finally {
    await recording.close();
  }
}
