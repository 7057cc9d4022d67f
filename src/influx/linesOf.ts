import type { CustomMeasure } from '../model/customMeasures.ts';
import type { RecordedContent } from '../recording/channelDecoders.ts';
import { bodyLines } from './bodyLines.ts';
import { eventLines } from './eventLines.ts';
import type { SeriesTags } from './seriesTags.ts';

/**
 * The lines of one recorded message, a pure function of it: sent again, it gives the same bytes
 * and overwrites itself. Packets, samples and truth give none.
 */
export function linesOf(
  content: RecordedContent,
  tags: SeriesTags,
  custom: readonly CustomMeasure[] = [],
): string[] {
  switch (content.kind) {
    case 'frame':
      return bodyLines(content.frame, tags, custom);
    case 'event':
      return eventLines(content.event, tags);
    default:
      return [];
  }
}
