import type { SessionMetadata } from '../model/session.ts';

/**
 * The tags of every measurement. The set never changes, because the columns of a table are
 * immutable in InfluxDB 3, and holds no name of a person.
 */
export type SeriesTags = Readonly<Record<'hub' | 'session' | 'simulated' | 'subject', string>>;

/** `hub`: name of the machine, so that several hubs may share a bucket. */
export function seriesTags(session: SessionMetadata, hub: string): SeriesTags {
  return {
    hub,
    session: session.id,
    simulated: String(session.simulated),
    subject: session.subject,
  };
}
