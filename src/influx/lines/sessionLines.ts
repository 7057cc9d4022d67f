import type { SessionMetadata } from '../../model/session.ts';
import { lineOf, presentLines, seriesOf } from './lineProtocol.ts';
import type { SeriesTags } from './seriesTags.ts';

/**
 * Measurement `session`, tag `event=start`: what to read the other measurements by.
 * Notes are free text in which people write names: they stay in the recording.
 */
export function sessionLines(session: SessionMetadata, tags: SeriesTags): string[] {
  const fields = {
    protocol: session.protocol,
    frame_rate_hz: session.settings.frameRateHz,
    software: session.software,
    settings_hash: session.settingsHash,
  };
  const series = seriesOf('session', { ...tags, event: 'start' });
  return presentLines([lineOf(series, fields, session.startedUs)]);
}
