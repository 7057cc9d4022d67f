import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { RECORDING_SUFFIX } from '../../../recording/naming.ts';
import type { Recording } from '../../../recording/reader.ts';
import { ExportError } from '../exportError.ts';
import { NewFiles } from '../newFiles.ts';
import {
  type ExportOptions,
  type ExportReport,
  readTables,
  requireResults,
  sidesIn,
} from '../tables/recordingTables.ts';
import { foxgloveLayout } from './foxgloveLayout.ts';
import { plotJugglerLayout } from './plotJugglerLayout.ts';

export const FOXGLOVE_LAYOUT = 'foxglove-layout.json';
export const PLOTJUGGLER_LAYOUT = 'plotjuggler-layout.xml';

/**
 * Writes a copy of a recording into `folder`, for viewers of MCAP, with layouts for Foxglove and
 * PlotJuggler that show the main measures: all three files or, after any failure, none. The
 * recording itself is an MCAP file; the copy is there to be given away.
 * @throws ExportError when the recording has no results or damaged chunks, at which viewers stop,
 * a file is there already or the disk takes no more; the reason of `signal`
 */
export async function exportMcap(
  recording: Recording,
  folder: string,
  options: ExportOptions = {},
): Promise<ExportReport> {
  requireResults(recording);
  const copy = `${basename(recording.path, RECORDING_SUFFIX)}${RECORDING_SUFFIX}`;
  const files = await NewFiles.create<string>(folder, [copy, FOXGLOVE_LAYOUT, PLOTJUGGLER_LAYOUT]);
  return await files.keptAfter(async () => {
    const sides = await sidesIn(recording, options.signal);
    await files.write(FOXGLOVE_LAYOUT, foxgloveLayout(sides));
    await files.write(PLOTJUGGLER_LAYOUT, plotJugglerLayout(sides));
    const report = await readTables(recording, NOTHING, options);
    if (report.damagedChunks > 0) {
      throw new ExportError(
        recording.path,
        `${recording.path} has ${report.damagedChunks} damaged chunks, at which viewers stop: "plumbline process" makes a whole recording of the rest.`,
      );
    }
    for await (const bytes of createReadStream(recording.path)) {
      await files.write(copy, bytes);
      options.signal?.throwIfAborted();
    }
    return report;
  });
}

/** Counts alone are wanted. */
const NOTHING = {
  frame: (): void => {},
  event: (): void => {},
  rep: (): void => {},
  flush: async (): Promise<void> => {},
};
