import { parentPort, workerData } from 'node:worker_threads';
import { openRecording } from '../../recording/reader.ts';
import { withoutPath } from '../../recording/withoutPath.ts';
import type { AheadJob, AheadMessage } from './aheadThread.ts';
import { computeAhead } from './computeAhead.ts';

/** A thread that computes one recording ahead of its replay, and ends; started by `AheadThread`. */
const { recording: path, settings, spool }: AheadJob = workerData;
const tell = (message: AheadMessage): void => parentPort?.postMessage(message);

try {
  const recording = await openRecording(path);
  try {
    const never = new AbortController().signal;
    await computeAhead(
      recording,
      settings,
      spool,
      (block) => tell({ type: 'block', block }),
      never,
    );
  } finally {
    await recording.close();
  }
  tell({ type: 'whole' });
} catch (error) {
  tell({ type: 'failed', sentence: withoutPath(error) });
}
