import type { Happening } from './playable.ts';

/** Channel numbers of a spool, which needs no records to tell them. */
export const SPOOL_CHANNELS = { body: 1, events: 2, inputs: 3 } as const;

export type SpoolKind = keyof typeof SPOOL_CHANNELS;

export const SPOOL_KINDS: readonly SpoolKind[] = ['body', 'events', 'inputs'];

/** A chunk in the file, with the log time of its last message and what happened in it. */
export interface SpoolBlock {
  readonly offset: number;
  readonly bytes: number;
  readonly endUs: number;
  readonly happenings: readonly Happening[];
}
