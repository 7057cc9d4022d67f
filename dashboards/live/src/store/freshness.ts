/** Oldest newest frame that still counts as now: 25 missed batches of 20 ms. */
export const FRESH_MS = 500;

/** Two missed heartbeats and a little. */
export const HEARTBEAT_LOST_MS = 2500;

export type FreshnessLevel = 'fresh' | 'paused' | 'waiting' | 'silent' | 'offline';

/** What the data light says. Follows ages alone, never what a link claims of itself. */
export interface Freshness {
  readonly level: FreshnessLevel;
  readonly text: string;
  /** The same in two words, for a narrow screen. */
  readonly short: string;
}

export interface FreshnessInput {
  readonly connected: boolean;
  /** Age of the newest frame on this page; null before the first. */
  readonly frameAgeMs: number | null;
  /** Since the last heartbeat or hello; null before the first. */
  readonly heartbeatAgeMs: number | null;
  /** A replay that stands still sends nothing, and nothing is wrong. */
  readonly paused: boolean;
}

export function freshness(input: FreshnessInput): Freshness {
  const { connected, frameAgeMs, heartbeatAgeMs, paused } = input;
  const since = frameAgeMs === null ? 'No data yet' : `No data for ${wholeSeconds(frameAgeMs)} s`;
  const short = frameAgeMs === null ? 'No data yet' : `No data ${wholeSeconds(frameAgeMs)} s`;
  if (!connected) return { level: 'offline', text: `${since}. Reconnecting`, short };
  if (heartbeatAgeMs === null || heartbeatAgeMs > HEARTBEAT_LOST_MS) {
    return { level: 'offline', text: `${since}. The hub does not answer`, short };
  }
  if (paused) return { level: 'paused', text: 'Paused', short: 'Paused' };
  if (frameAgeMs === null) return { level: 'waiting', text: since, short };
  if (frameAgeMs > FRESH_MS) return { level: 'silent', text: since, short };
  return { level: 'fresh', text: 'Data arriving', short: 'Data now' };
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.floor(ms / 1000));
}
