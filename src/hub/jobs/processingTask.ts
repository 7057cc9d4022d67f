import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GivenSettings } from '../../model/settingsSchema.ts';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import type { SessionCatalogue } from '../sessionCatalogue.ts';
import type { JobTask } from './jobTask.ts';

/** What of a recording is to be computed anew. */
export interface ProcessingWish {
  /** Those that differ from the recording's; null takes its own. */
  readonly settings: GivenSettings | null;
  /** Every frame judged by what came before and after it. */
  readonly offline: boolean;
  /** The inputs as they stand, with their own calibration. */
  readonly asRecorded: boolean;
  /** Id of a recording whose calibration is used; null looks for one. */
  readonly calibrationFrom: string | null;
}

/**
 * `plumbline process` of one recording, into a recording of the hub's own folder.
 * @param folder of the recordings
 */
export function processingTask(
  recording: string,
  wish: ProcessingWish,
  { catalogue, folder }: { readonly catalogue: SessionCatalogue; readonly folder: string },
): JobTask {
  return {
    kind: 'processing',
    recording,
    format: null,
    prepare: async ({ id, path, sizeBytes }, jobFolder) => {
      const result = await freeName(`${id}-${wish.offline ? 'offline' : 'processed'}`, {
        catalogue,
        folder,
      });
      const output = join(folder, `${result}${RECORDING_SUFFIX}`);
      const settings = join(jobFolder, 'settings.json');
      if (wish.settings !== null) {
        await writeFile(settings, JSON.stringify(wish.settings), { mode: 0o600 });
      }
      const from = wish.calibrationFrom;
      const calibration = from === null ? null : await catalogue.listing(from);
      return {
        words: [
          ...['process', path, '--output', output],
          ...(wish.settings === null ? [] : ['--settings', settings]),
          ...(wish.offline ? ['--offline'] : []),
          ...(wish.asRecorded ? ['--as-recorded'] : []),
          ...(calibration === null ? [] : ['--calibration', calibration.path]),
        ],
        paths: new Map([
          [path, id],
          [output, result],
          [settings, 'What was asked for'],
          ...(calibration === null ? [] : [[calibration.path, calibration.id] as const]),
        ]),
        sizeBytes,
        files: null,
        result,
        output,
      };
    },
  };
}

/** With a number behind it where a recording or another file has the name. */
async function freeName(
  wanted: string,
  { catalogue, folder }: { readonly catalogue: SessionCatalogue; readonly folder: string },
): Promise<string> {
  const ids = (await catalogue.list()).map(({ id }) => `${id}${RECORDING_SUFFIX}`);
  const taken = new Set([...ids, ...(await readdir(folder))]);
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(`${name}${RECORDING_SUFFIX}`)) return name;
  }
}
