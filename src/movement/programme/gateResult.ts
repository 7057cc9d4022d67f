export type GateOutcome = 'pass' | 'fail' | 'notAssessed';

/** One condition of a step, as a session met it. */
export interface GateResult {
  /** Its key in `programme.json`. */
  readonly gate: string;
  readonly outcome: GateOutcome;
  /** What was found and what is wanted, or why it cannot be said. */
  readonly sentence: string;
}

/** What a session says of its step. */
export interface SessionJudgement {
  readonly gates: readonly GateResult[];
  /** Reps or holds that were as they should be, of those that could be judged; null of none. */
  readonly passPct: number | null;
  /** Every rep of the first set in line. */
  readonly easy: boolean;
}

export function gateOf(gate: string, passed: boolean, sentence: string): GateResult {
  return { gate, outcome: passed ? 'pass' : 'fail', sentence };
}

export function notAssessed(gate: string, sentence: string): GateResult {
  return { gate, outcome: 'notAssessed', sentence };
}

/** A session passes with all its gates; one that cannot be judged keeps it from being a pass or a fail. */
export function outcomeOf(gates: readonly GateResult[]): GateOutcome {
  if (gates.some(({ outcome }) => outcome === 'fail')) return 'fail';
  return gates.some(({ outcome }) => outcome === 'notAssessed') ? 'notAssessed' : 'pass';
}
