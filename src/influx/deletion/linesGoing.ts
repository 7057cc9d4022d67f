import { setTimeout as sleep } from 'node:timers/promises';
import { InfluxLink } from '../query/influxLink.ts';
import type { InfluxConfig } from '../server/config.ts';
import { deleteLines } from './deleteLines.ts';

/** Most deletions take less: worth waiting for, so that one follows the other without a pause. */
const SOON_MS = 200;

/** A deletion of lines that is under way. */
export class LinesGoing {
  /** @throws as `deleteLines` */
  readonly result: Promise<void>;
  #haveEnded = false;

  private constructor(result: Promise<void>) {
    this.result = result;
  }

  /** Begins to delete the lines of a session under each of these hubs, and waits whether that is soon done. */
  static async begin(
    config: InfluxConfig,
    session: string,
    hubs: readonly string[],
    signal: AbortSignal,
  ): Promise<LinesGoing> {
    const going = new LinesGoing(deleteAll(config, session, hubs, signal));
    const isOver = new AbortController();
    const ended = going.end().then(() => isOver.abort());
    await Promise.race([ended, sleep(SOON_MS, null, { signal: isOver.signal }).catch(() => null)]);
    return going;
  }

  get haveEnded(): boolean {
    return this.#haveEnded;
  }

  /** Waits until it has ended, in whatever way. */
  async end(): Promise<void> {
    await this.result.catch(() => null);
    this.#haveEnded = true;
  }
}

async function deleteAll(
  config: InfluxConfig,
  session: string,
  hubs: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const link = await InfluxLink.open(config, signal);
  try {
    for (const hub of hubs) await deleteLines(link, config, { session, hub });
  } finally {
    link.close();
  }
}
