import { SIDES, type Side } from '../../model/placement.ts';
import { DEFAULT_THRESHOLDS } from '../thresholds.ts';
import { type GateResult, gateOf, notAssessed, type SessionJudgement } from './gateResult.ts';
import type { ProgrammeSession, SessionPart } from './history.ts';
import { judgeHolds } from './holdGates.ts';
import type { ProgrammeOptions } from './options.ts';
import { isRepGates, type ProgrammeStep } from './programme.ts';
import { judgeReps } from './repGates.ts';
import type { SessionPain } from './sessionPain.ts';

/**
 * What a session says of one step: every gate but the number of sessions.
 * @param affected the leg that is trained alone; null for both
 * @returns null where the step was not done
 */
export function judgeStep(
  step: ProgrammeStep,
  session: ProgrammeSession,
  pain: SessionPain,
  affected: Side | null,
  options: ProgrammeOptions,
): SessionJudgement | null {
  const part = partOf(session, step.id);
  if (part === null) return null;
  const judged = affected === null ? SIDES : [affected];
  const { advance } = step;
  const judgement = isRepGates(advance)
    ? judgeReps(part, {
        gates: advance,
        depth: step.depth,
        judged,
        site: options.siteOf(part.task),
      })
    : judgeHolds(part, {
        gates: advance,
        judged,
        valgusEdges: DEFAULT_THRESHOLDS.bands.kneeValgusExcursion.all,
        notes: session.notes,
      });
  return { ...judgement, gates: [...judgement.gates, painGate(pain, advance.painMax)] };
}

/** All that was done of a step in the session, as one; null of nothing. */
function partOf({ parts }: ProgrammeSession, step: string): SessionPart | null {
  const own = parts.filter(
    (part) =>
      part.step === step &&
      part.sets.some(({ reps, holds }) => reps.length > 0 || holds.length > 0),
  );
  const [first] = own;
  return first === undefined ? null : { ...first, sets: own.flatMap(({ sets }) => sets) };
}

function painGate({ worst, told }: SessionPain, most: number): GateResult {
  const gate = 'painMax';
  if (worst !== null && worst > most) {
    return gateOf(gate, false, `pain ${worst} of 10, wanted ${most} at most`);
  }
  return worst === null || !told
    ? notAssessed(gate, 'nobody said how much pain there was during or after')
    : gateOf(gate, true, `pain ${worst} of 10`);
}
