import type { SessionListing } from './listSessions.ts';

/** What a session must be; absent parts ask for nothing. */
export interface SessionFilter {
  readonly subject?: string;
  readonly tag?: string;
  /** Started then or later, microseconds since the Unix epoch. */
  readonly sinceUs?: number;
  readonly protocol?: string;
  readonly assessment?: string;
}

export const SORT_KEYS = ['started', 'subject', 'protocol', 'duration', 'size'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

type Compare = (a: SessionListing, b: SessionListing) => number;

/** The first of each is what one looks for as a rule: the newest, the longest, the largest. */
const ORDERS: Readonly<Record<SortKey, Compare>> = {
  started: (a, b) => b.startedUs - a.startedUs,
  subject: (a, b) => compareText(a.subject, b.subject),
  protocol: (a, b) => compareText(a.protocol, b.protocol),
  duration: (a, b) => (b.durationS ?? 0) - (a.durationS ?? 0),
  size: (a, b) => b.sizeBytes - a.sizeBytes,
};

/** Those that fit, in order; alike ones newest first. */
export function selectSessions<T extends SessionListing>(
  sessions: readonly T[],
  filter: SessionFilter,
  sort: SortKey = 'started',
): T[] {
  const { subject, tag, sinceUs = Number.NEGATIVE_INFINITY, protocol, assessment } = filter;
  return sessions
    .filter(
      (each) =>
        (subject === undefined || each.subject === subject) &&
        (tag === undefined || each.tags.includes(tag)) &&
        (protocol === undefined || each.protocol === protocol) &&
        (assessment === undefined || each.assessment === assessment) &&
        each.startedUs >= sinceUs,
    )
    .sort((a, b) => ORDERS[sort](a, b) || ORDERS.started(a, b) || compareText(a.id, b.id));
}

/** By code units, so that every machine has the same order. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
