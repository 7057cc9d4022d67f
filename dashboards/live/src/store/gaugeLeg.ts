import type { Cue, Headline } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import { restsInStandingAlone, type Task } from '../../../../src/model/task.ts';
import type { Snapshot } from '../../../../src/stream/messages.ts';
import type { Reading } from './reading.ts';

/** How much further in the other leg must be before the gauge turns to it, in the headline's unit. */
const TURN_BY: Readonly<Record<Headline['unit'], number>> = { cm: 0.8, deg: 2 };

/** Which leg a task judges, as far as that is known. */
export interface JudgedLegs {
  readonly isOneLeg: boolean;
  /** Judged last; null before the first. */
  readonly last: Side | null;
}

const BOTH_LEGS: JudgedLegs = { isOneLeg: false, last: null };

/** By the newest rep or hold of the set: the stream does not tell it before. */
export function judgedLegs(
  task: Task | undefined,
  { reps, holds }: Pick<Snapshot, 'reps' | 'holds'>,
): JudgedLegs {
  if (task === undefined || restsInStandingAlone(task)) return BOTH_LEGS;
  return { isOneLeg: true, last: reps.at(-1)?.stance ?? holds?.at(-1)?.side ?? null };
}

/**
 * The leg of a cue that stands, so that strip and gauge speak of one; else the one whose knee is further in.
 * A leg that cannot be told comes first: what is not known shall not hide behind a leg that is in line. In a
 * task of one leg the other one, which is free, is left out once it is known, and until then a leg that has
 * no data.
 * @param before the one shown so far, which stays while the other is hardly worse
 * @param cued whose cue stands; null without one
 */
export function worseLeg(
  readings: readonly (readonly [Side, Reading])[],
  before: Side | null,
  unit: Headline['unit'],
  judged = BOTH_LEGS,
  cued: Cue['side'] | null = null,
): Side | null {
  const called = readings.find(([side]) => side === cued);
  if (called) return called[0];
  const looked = judged.isOneLeg ? lookedAt(readings, judged.last) : readings;
  const doubtful = looked.filter(([, { state }]) => state !== 'ok');
  const candidates = doubtful.length > 0 ? doubtful : looked;
  const stays = candidates.find(([side]) => side === before);
  if (stays && doubtful.length > 0) return stays[0];
  let worst = stays ?? candidates[0];
  for (const candidate of candidates) {
    if (worst && candidate[1].value > worst[1].value + TURN_BY[unit]) worst = candidate;
  }
  return worst?.[0] ?? null;
}

function lookedAt(
  readings: readonly (readonly [Side, Reading])[],
  last: Side | null,
): readonly (readonly [Side, Reading])[] {
  const judged = readings.filter(([side]) => side === last);
  if (judged.length > 0) return judged;
  const told = readings.filter(([, { state }]) => state !== 'blank');
  return told.length > 0 ? told : readings;
}
