import type { Hub } from '../../hub/hub.ts';
import type { LiveFeed } from '../../hub/liveSession.ts';

/** What a hub is at, for who looks why it hangs. */
export function activityOf({ facts, sensors }: LiveFeed, { clientCount }: Hub): string {
  const linked = sensors.filter(({ link }) => link === 'streaming').length;
  const recording = facts.session === '' ? 'no recording' : `recording ${facts.session}`;
  return `${recording}, sensors streaming: ${linked}, clients: ${clientCount}`;
}
