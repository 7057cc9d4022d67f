import { join } from 'node:path';
import { type ExportFormat, FORMAT_WORDS } from '../../exchange/export/formats.ts';
import type { JobTask } from './jobTask.ts';

/** `plumbline export` of one recording into the folder of the job. */
export function exportTask(recording: string, format: ExportFormat): JobTask {
  return {
    kind: 'export',
    recording,
    format,
    prepare: async ({ id, path, sizeBytes }, folder) => {
      const files = join(folder, format);
      return {
        words: ['export', path, '--format', format, '--output', files],
        paths: new Map([
          [path, id],
          [`${files}/`, ''],
          [files, format],
        ]),
        sizeBytes: sizeBytes * FORMAT_WORDS[format].sizeShare,
        files,
        result: null,
        output: null,
      };
    },
  };
}
