import { BAND_WORDS, type Rep } from '../../model/movement.ts';
import type { CueSettings } from '../../model/settings.ts';
import type { CueThresholds } from '../../model/thresholds.ts';
import { SetCounter } from '../setCounter.ts';
import { Schedule } from './schedule.ts';

/** A set under a faded schedule. */
export interface FadedSet {
  /** Counted reps with feedback; of a set in which none was drawn, all its counted reps. */
  readonly reps: number;
  /** Those of them whose band was `in line` or `slightly in`. */
  readonly good: number;
}

/**
 * The step of a faded schedule for the next set ([movement] §3.3): one on when both of the last two
 * sets were good enough, one back when both were not, else the same.
 * @param sets since the schedule is at this step, the newest last
 */
export function fadeStepAfter(
  step: number,
  sets: readonly FadedSet[],
  { fade, fadeAdvancePct, fadeBackPct }: CueThresholds,
): number {
  const lastTwo = sets.filter(({ reps }) => reps > 0).slice(-2);
  if (lastTwo.length < 2) return step;
  const shares = lastTwo.map(({ reps, good }) => (100 * good) / reps);
  if (shares.every((share) => share >= fadeAdvancePct)) return Math.min(step + 1, fade.length - 1);
  return shares.every((share) => share < fadeBackPct) ? Math.max(step - 1, 0) : step;
}

/** What the sets of a session say of the step of its faded schedule. */
export interface FadeAdvice {
  readonly step: number;
  /** Step for the next set. */
  readonly next: number;
  /** Shares of the reps that get feedback at them, 0 to 1. */
  readonly share: number;
  readonly nextShare: number;
  readonly sets: readonly FadedSet[];
}

/**
 * @param reps all of a session, in order, whether counted or not: the draw counted them too
 * @returns null where feedback was not faded, or nothing was done
 */
export function fadeAdvice(
  reps: readonly Rep[],
  cue: CueSettings,
  rule: CueThresholds,
): FadeAdvice | null {
  const { schedule, enabled } = cue;
  if (!enabled || schedule?.kind !== 'faded' || reps.length === 0) return null;
  const drawn = new Schedule(cue, rule.fade);
  const counter = new SetCounter();
  const tallies: { drawn: Tally; all: Tally }[] = [];
  for (const [index, rep] of reps.entries()) {
    const set = counter.of(rep) - 1;
    tallies[set] ??= { drawn: { reps: 0, good: 0 }, all: { reps: 0, good: 0 } };
    const isGood = goodness(rep);
    if (isGood === null) continue;
    const { drawn: own, all } = tallies[set];
    for (const tally of drawn.isDrawn(index) ? [own, all] : [all]) {
      tally.reps++;
      if (isGood) tally.good++;
    }
  }
  const sets = tallies.map((set) => (set.drawn.reps > 0 ? set.drawn : set.all));
  // Beyond the last step the last one holds.
  const step = Math.min(schedule.step, rule.fade.length - 1);
  const next = fadeStepAfter(step, sets, rule);
  const shareAt = (at: number): number => rule.fade[at] ?? 0;
  return { step, next, share: shareAt(step), nextShare: shareAt(next), sets };
}

type Tally = { -readonly [Key in keyof FadedSet]: number };

/** By the worst leg that was judged; null of a rep that is not counted or has no band. */
function goodness({ counted, legs, stance }: Rep): boolean | null {
  const bands = legs.flatMap(({ band, side }) =>
    band === null || (stance !== null && stance !== side) ? [] : [BAND_WORDS.indexOf(band)],
  );
  if (!counted || bands.length === 0) return null;
  return bands.every((band) => band <= 1);
}

/** What to do about it, to follow the words "faded feedback". */
export function fadeText({ step, next, share, nextShare }: FadeAdvice): string {
  const percent = (part: number): string => `${Math.round(100 * part)} %`;
  if (next === step) return `stay at step ${step} (feedback on ${percent(share)} of the reps)`;
  const why =
    next > step ? 'the last two sets went well' : 'the last two sets wanted more feedback';
  return `step ${next} next (feedback on ${percent(nextShare)} of the reps, after ${percent(share)}): ${why}`;
}
