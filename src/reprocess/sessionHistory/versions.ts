import type { SessionMetadata } from '../../model/session.ts';

/** A recording among those that tell of the same movements. */
export interface Versioned {
  readonly session: Pick<SessionMetadata, 'id' | 'parent' | 'method'>;
  /** False of packets alone. */
  readonly hasResults: boolean;
}

/** Recordings with those that were computed from them, in the order of the first of each. */
export function versionsOf<T extends Versioned>(works: readonly T[]): readonly (readonly T[])[] {
  const byOrigin = new Map<string, T[]>();
  for (const work of works) {
    const origin = originOf(work, works);
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), work]);
  }
  return [...byOrigin.values()];
}

/** The one that counts: with results, and computed last; the first of those that are alike. */
export function bestVersion<T extends Versioned>(versions: readonly T[]): T {
  return versions.reduce((best, each) => (ranks(each) > ranks(best) ? each : best));
}

function originOf({ session }: Versioned, works: readonly Versioned[]): string {
  let { id, parent } = session;
  // As many steps as there are recordings: two that name each other would never end.
  for (let i = 0; parent !== undefined && i < works.length; i++) {
    id = parent;
    parent = works.find((each) => each.session.id === id)?.session.parent;
  }
  return id;
}

/** Results before none, what was judged from both sides before what was seen live. */
function ranks({ hasResults, session }: Versioned): number {
  return (hasResults ? 4 : 0) + (session.method === 'offline' ? 2 : 0) + (session.parent ? 1 : 0);
}
