import type { SessionMetadata } from '../../model/session.ts';
import type { CommonTag } from '../schema/commonTags.ts';

export type SeriesTags = Readonly<Record<CommonTag, string>>;

/** The common tags of a session. `hub`: name of the machine, so that several hubs may share a bucket. */
export function seriesTags(session: SessionMetadata, hub: string): SeriesTags {
  return {
    derived: String(session.parent !== undefined),
    hub,
    session: session.id,
    simulated: String(session.simulated),
    subject: session.subject,
    task: session.settings.task,
  };
}
