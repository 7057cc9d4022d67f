import { listRecordings, type RecordingListing } from '../catalogue.ts';
import type { ListingMemory } from '../listingMemory.ts';
import { describeSession } from '../sidecar/describeSession.ts';
import { readSidecar } from '../sidecar/sidecarFile.ts';

/** A recording as lists show it: what was said of it afterwards goes before what was recorded. */
export interface SessionListing extends RecordingListing {
  /** Of the recording, where its sidecar says another `subject`. */
  readonly recordedSubject: string;
  readonly tags: readonly string[];
  /** Why its sidecar is left out, in a sentence; null when all is well. */
  readonly sidecarProblem: string | null;
}

/**
 * The sessions in a folder, newest first.
 * @param memory as for `listRecordings`
 * @throws RecordingError `missing` when the folder cannot be read.
 */
export async function listSessions(
  folder: string,
  memory: ListingMemory<RecordingListing> | null = null,
): Promise<SessionListing[]> {
  const listings = await Promise.all((await listRecordings(folder, memory)).map(withSidecar));
  const corrected = new Map(
    listings
      .filter(({ subject, recordedSubject }) => subject !== recordedSubject)
      .map(({ sessionId, subject }) => [sessionId, subject]),
  );
  return corrected.size === 0 ? listings : listings.map((each) => ofSamePerson(each, corrected));
}

/** What was computed from a recording, or goes on behind it, is of its person, also where that was put right. */
function ofSamePerson(
  listing: SessionListing,
  corrected: ReadonlyMap<string, string>,
): SessionListing {
  if (corrected.has(listing.sessionId)) return listing;
  const from = [...listing.ancestors, listing.session].find((id) => corrected.has(id));
  const subject = from === undefined ? undefined : corrected.get(from);
  return subject === undefined ? listing : { ...listing, subject };
}

async function withSidecar(listing: RecordingListing): Promise<SessionListing> {
  const { sidecar, problem } = await readSidecar(listing.path);
  const { subject, protocol, recordedSubject, tags } = describeSession(listing, sidecar);
  return { ...listing, subject, protocol, recordedSubject, tags, sidecarProblem: problem };
}
