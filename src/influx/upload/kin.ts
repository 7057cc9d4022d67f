import type { SessionMetadata } from '../../model/session.ts';
import { partOf } from '../../recording/naming.ts';

/**
 * Ids of the recordings whose person is also that of this one: what it was computed from, nearest first,
 * and the first part of its session.
 * @param id base name of its file
 */
export function kinOf(session: SessionMetadata, id: string): string[] {
  const { ancestors, parent, continues } = session;
  const from = ancestors?.map((each) => each.id) ?? (parent === undefined ? [] : [parent]);
  return continues === undefined ? from : [...from, partOf(id).session];
}
