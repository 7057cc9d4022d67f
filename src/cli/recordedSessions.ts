import { join, relative } from 'node:path';
import type { Feed } from '../hub/feed.ts';
import { RECORDING_SUFFIX } from '../recording/naming.ts';

/** The recordings a hub made, for its last words. */
export class RecordedSessions {
  readonly #folder: string;
  readonly #ids = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  follow(feed: Feed): void {
    feed.on('restarted', () => {
      const { session } = feed.facts;
      if (session !== '') this.#ids.add(session);
    });
  }

  /** Lines that name each, and how the last is seen again; none where nothing was recorded. */
  get lines(): string[] {
    const paths = [...this.#ids].map((id) =>
      relative('', join(this.#folder, `${id}${RECORDING_SUFFIX}`)),
    );
    const last = paths.at(-1);
    if (last === undefined) return [];
    const again = `See it again: npm start -- --replay ${last}`;
    return [...paths.map((path) => `Recorded ${path}`), again];
  }
}
