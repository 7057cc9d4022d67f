import type { ReplayState } from '../../../../src/stream/messages.ts';

/** A mark stands at the end of its rep: this much earlier the person still stands. */
const LEAD_S = 5;

/** Nearer than this to the target, a skip is not worth a button. */
const WORTH_S = 2;

/**
 * Where a newcomer wants to begin, seconds from the start: a little before the first rep.
 * null once there, and where the recording has no rep.
 */
export function skipTargetS(replay: Pick<ReplayState, 'positionS' | 'marks'>): number | null {
  const ends = replay.marks.filter(({ kind }) => kind === 'rep').map(({ atS }) => atS);
  const targetS = Math.min(...ends) - LEAD_S;
  const worth = Number.isFinite(targetS) && replay.positionS < targetS - WORTH_S;
  return worth ? targetS : null;
}
