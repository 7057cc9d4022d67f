import type { Side } from '../model/placement.ts';
import type { SessionMetadata } from '../model/session.ts';
import type { Task } from '../model/task.ts';

/** The measure that a headline was of, and its unit. */
export interface TrendHeadline {
  readonly measure: string;
  readonly unit: 'cm' | 'deg';
}

/** What one movement of one leg told, in the unit of its metric. */
export interface TrendValue {
  readonly side: Side;
  /** Microseconds since the Unix epoch; puts values of any source in one order. */
  readonly timeUs: number;
  readonly value: number;
}

/** What one recording has of one metric: of movements that count, whose data were `ok`. */
export interface TrendRecording {
  readonly session: Pick<SessionMetadata, 'id' | 'startedUs' | 'simulated' | 'parent' | 'method'>;
  readonly endUs: number;
  readonly task: Task;
  /** null where it is not told. */
  readonly headline: TrendHeadline | null;
  /** False of packets alone. */
  readonly hasResults: boolean;
  readonly values: readonly TrendValue[];
}

/** Recordings of one person, and what had to be left out, one sentence each. */
export interface TrendRecordings {
  readonly recordings: readonly TrendRecording[];
  readonly leftOut: readonly string[];
  /** Ids of all sessions of the person that there are, also of those left out. */
  readonly known: readonly string[];
}
