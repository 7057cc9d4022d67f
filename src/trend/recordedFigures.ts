import type { Headline } from '../model/movement.ts';
import { headlineOf, thresholdsOf } from '../movement/thresholds.ts';
import { openRecording } from '../recording/reader.ts';
import { type RecordedSet, recordedWork } from '../reprocess/sessionHistory/recordedWork.ts';
import type { TrendRecording } from './trendRecording.ts';

/** What one recording has of all metrics. */
export interface RecordedFigures extends Omit<TrendRecording, 'headline' | 'values'> {
  /** By the thresholds it was recorded with. */
  readonly headline: Headline;
  readonly sets: readonly RecordedSet[];
  /** True where its repetitions are of an earlier version, and left out. */
  readonly isOutdated: boolean;
  readonly isPackets: boolean;
}

/** Of the recording in the file at `path`. @throws RecordingError */
export type FiguresReader = (path: string) => Promise<RecordedFigures>;

export const readFigures: FiguresReader = async (path) => {
  const file = await openRecording(path);
  try {
    const { session, endUs, sets, isOutdated, hasResults } = await recordedWork(file);
    const { id, startedUs, simulated, parent, method, settings } = session;
    return {
      session: {
        id,
        startedUs,
        simulated,
        ...(parent !== undefined && { parent }),
        ...(method !== undefined && { method }),
      },
      endUs,
      task: settings.task,
      headline: headlineOf(settings.task, thresholdsOf(settings)),
      // A database has rows of frames and no other sign of them.
      hasResults: (file.counts.get('/body') ?? 0) > 0,
      sets,
      isOutdated,
      isPackets: !hasResults,
    };
  } finally {
    await file.close();
  }
};
