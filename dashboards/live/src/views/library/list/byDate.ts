import { monthText } from '../recordingWords.ts';
import type { SessionEntry } from './searchRecordings.ts';

export interface DateGroup {
  /** `Today`, `March 2026`. */
  readonly name: string;
  readonly sessions: readonly SessionEntry[];
}

const DAY_MS = 86_400_000;

/**
 * Sessions under the days and months that they began in, in their order.
 * @param nowMs in whose today, in the reader's zone
 */
export function byDate(sessions: readonly SessionEntry[], nowMs: number): readonly DateGroup[] {
  const nameOf = dateNames(nowMs);
  const groups: { name: string; sessions: SessionEntry[] }[] = [];
  for (const session of sessions) {
    const name = nameOf(session.head.recording.startedUs);
    const last = groups.at(-1);
    if (last?.name === name) last.sessions.push(session);
    else groups.push({ name, sessions: [session] });
  }
  return groups;
}

function dateNames(nowMs: number): (timeUs: number) => string {
  const midnight = new Date(nowMs);
  midnight.setHours(0, 0, 0, 0);
  const todayMs = midnight.getTime();
  // Weeks begin on Monday.
  const mondayMs = todayMs - ((midnight.getDay() + 6) % 7) * DAY_MS;
  return (timeUs) => {
    const ms = timeUs / 1000;
    if (ms >= todayMs + DAY_MS) return monthText(timeUs);
    if (ms >= todayMs) return 'Today';
    if (ms >= mondayMs) return 'Earlier this week';
    return monthText(timeUs);
  };
}
