import type { TrackDecision } from './trackState.ts';

/** What a person reads of a decision. */
export const DECISION_WORDS: Readonly<Record<TrackDecision, string>> = {
  closed: 'not open yet',
  start: 'begin',
  advance: 'advance',
  skip: 'may be skipped',
  hold: 'stay',
  regress: 'one step back',
  stop: 'stop',
  done: 'done',
};
