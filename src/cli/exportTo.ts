import { InvalidArgumentError } from 'commander';
import { EXPORT_FORMATS } from '../exchange/export/formats.ts';
import type { ExportFlags } from './exportFlags.ts';

/** `bids:study`: a format and the folder for it. */
export function exportTo(text: string): ExportFlags {
  const at = text.indexOf(':');
  const format = EXPORT_FORMATS.find((known) => known === text.slice(0, Math.max(0, at)));
  const output = text.slice(at + 1);
  if (format && output.trim() !== '') return { format, output };
  throw new InvalidArgumentError(
    `valid is a format and a folder, such as csv:angles; formats are ${EXPORT_FORMATS.join(', ')}.`,
  );
}
