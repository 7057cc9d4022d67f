import { type GateResult, outcomeOf, type SessionJudgement } from './gateResult.ts';
import { isPainful } from './painRule.ts';
import type { ProgrammeStep } from './programme.ts';
import type { SessionPain } from './sessionPain.ts';

/** Below this share a session counts against the step. */
const POOR_PCT = 60;
const POOR_SESSIONS = 2;

/** What stays of a session for the decisions after it. */
export interface StepSession {
  readonly passed: boolean;
  /** False where its data could not say. */
  readonly assessed: boolean;
  /** With pain, or with too few reps as wanted. */
  readonly poor: boolean;
}

export function stepSession({ gates, passPct }: SessionJudgement, pain: SessionPain): StepSession {
  const outcome = outcomeOf(gates);
  return {
    passed: outcome === 'pass' && pain.level !== 'stop',
    assessed: outcome !== 'notAssessed',
    poor: pain.level === 'hold' || (passPct !== null && passPct < POOR_PCT),
  };
}

/** How many of the latest assessed sessions passed, without one among them that failed. */
export function passedInTurn(sessions: readonly StepSession[]): number {
  const assessed = sessions.filter((each) => each.assessed);
  return assessed.length - 1 - assessed.findLastIndex(({ passed }) => !passed);
}

export interface StepDecision {
  /** `skip`: stay for now, and leave the step out from next week. */
  readonly decision: 'advance' | 'skip' | 'hold' | 'regress' | 'stop';
  readonly reasons: readonly string[];
}

export interface DecisionContext {
  readonly step: ProgrammeStep;
  readonly isFirst: boolean;
  readonly judgement: SessionJudgement;
  readonly pain: SessionPain;
  /** Sessions of the step since it was reached, with this one last. */
  readonly sessions: readonly StepSession[];
  /** Why the session before keeps an advance back. */
  readonly unsettled: string | null;
  /** Why nothing may be done. */
  readonly stopped: string | null;
}

/**
 * What a session means for its step; what is worst comes first. Pain of 3 to 5 holds the step, and
 * steps back when it was so in two sessions in turn, as with less than 60 % of the reps as wanted.
 */
export function decideStep(context: DecisionContext): StepDecision {
  const { step, judgement, pain, sessions, unsettled, stopped } = context;
  const { id, advance } = step;
  if (stopped !== null) return { decision: 'stop', reasons: [stopped] };
  if (isPoorInTurn(sessions)) return stepBack(context);
  if (isPainful(pain)) return hold(...pain.reasons);
  if (!sessions.at(-1)?.passed) {
    return hold(...judgement.gates.filter(({ outcome }) => outcome !== 'pass').map(gateWords));
  }
  if (unsettled !== null) return hold(`no advance now: ${unsettled}`);
  const passed = passedInTurn(sessions);
  if (passed >= advance.minSessions) {
    return { decision: 'advance', reasons: [`${id} passed in ${passed} sessions in turn`] };
  }
  if (!judgement.easy) return hold(`${id} passed in ${passed} of ${advance.minSessions} sessions`);
  return {
    decision: 'skip',
    reasons: [`${id} was easy, every rep of the first set in line: it may be skipped next week`],
  };
}

function stepBack({ step: { id }, isFirst, pain }: DecisionContext): StepDecision {
  const why = `two sessions of ${id} in turn with pain or with less than ${POOR_PCT} % as wanted`;
  return isFirst
    ? hold(`${why}; it is the first step: stay with it, or ask a coach`, ...pain.reasons)
    : { decision: 'regress', reasons: [why, ...pain.reasons] };
}

function isPoorInTurn(sessions: readonly StepSession[]): boolean {
  const last = sessions.slice(-POOR_SESSIONS);
  return last.length === POOR_SESSIONS && last.every(({ poor }) => poor);
}

function hold(...reasons: string[]): StepDecision {
  return { decision: 'hold', reasons };
}

function gateWords({ outcome, sentence }: GateResult): string {
  return outcome === 'notAssessed' ? `not assessed: ${sentence}` : sentence;
}
