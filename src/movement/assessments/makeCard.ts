import { BANDS_CAPTION } from '../../model/disclaimer.ts';
import type { Hold, HoldSummary } from '../../model/hold.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import type { SiteRepeatability } from '../detectableChange.ts';
import { summariseGait } from '../gait/summariseGait.ts';
import { summariseHolds } from '../holds/summariseHolds.ts';
import { summariseSet } from '../metrics/setSummary.ts';
import type { Thresholds } from '../thresholds.ts';
import { type Assessment, assessmentOf } from './assessments.ts';
import { cardFigures } from './cardFigures.ts';
import { blanks, remarksOf } from './cardWords.ts';
import { resultKindOf } from './figures.ts';
import { type ObserverEntries, tickOf } from './observerEntries.ts';
import type { CardLeg, CardObservation, ResultCard } from './resultCard.ts';
import { SOUND_PCT_MIN, soundCount } from './soundTrials.ts';
import { stepDownScore } from './stepDownScore.ts';
import { type AssessmentResults, type Trial, trialsOf } from './trials.ts';

export interface CardContext {
  readonly subject: string;
  readonly startedUs: number;
  readonly simulated: boolean;
  /** Ankle to knee centre. */
  readonly shankLengthM: number;
  readonly thresholds: Thresholds;
  /** What the site measured of its own repeatability in this task; null takes the defaults. */
  readonly site: SiteRepeatability | null;
  /** Verdict of the calibration; null without one. */
  readonly calibration: 'good' | 'usable' | 'redo' | null;
}

/**
 * The card of an assessment. Pure: what the sensors gave, what an observer saw, and the limits. A leg
 * with sound data in less than 80 % of its trials is not assessed; figures then stay blank.
 */
export function resultCard(
  assessment: Assessment,
  results: AssessmentResults,
  observer: ObserverEntries,
  context: CardContext,
): ResultCard {
  const kind = resultKindOf(assessment.task);
  const all = new Map(SIDES.map((side) => [side, trialsOf(kind, results, side)]));
  const legs = SIDES.map((side) => cardLeg(assessment, side, all.get(side) ?? [], observer));
  const isShown = ({ side }: { readonly side: Side }): boolean =>
    legs.some((leg) => leg.side === side && leg.notAssessed === null);
  const figures = {
    assessment,
    trials: new Map([...all].filter(([side]) => isShown({ side }))),
    symmetry: summariseSet(results.reps, { site: context.site }).symmetry,
    thresholds: context.thresholds,
  };
  const { movement, knee, ankle } = assessment.shown;
  const shown = {
    movement: cardFigures(movement, figures),
    knee: cardFigures(knee, figures),
    ankle: cardFigures(ankle, figures),
  };
  const scores = assessment.observer.some(({ drives }) => drives === 'score') ? SIDES : [];
  return {
    assessment: assessment.id,
    name: assessment.name,
    subject: context.subject,
    startedUs: context.startedUs,
    simulated: context.simulated,
    legs,
    ...shown,
    gait: summariseGait(results.strides.filter(isShown)),
    holds: holdsOf(results.holds.filter(isShown)),
    scores: scores
      .filter((side) => isShown({ side }))
      .map((side) => stepDownScore(assessment, side, results.reps, observer, context.shankLengthM)),
    observations: assessment.observer.map((item) => observation(item, observer)),
    note: observer.note ?? null,
    next: nextOf(assessment, observer),
    notAssessed: [
      ...legs.flatMap((leg) => leg.notAssessed ?? []),
      ...blanks(kind, [...shown.movement, ...shown.knee, ...shown.ankle], figures.trials),
    ],
    remarks: remarksOf(assessment, legs, shown, context),
    caption: BANDS_CAPTION,
    safety: assessment.safety,
  };
}

/** An assessment yields holds of one kind. */
function holdsOf(holds: readonly Hold[]): HoldSummary | null {
  return holds.length === 0 ? null : summariseHolds(holds, holds[0].kind);
}

function cardLeg(
  assessment: Assessment,
  side: Side,
  trials: readonly Trial[],
  observer: ObserverEntries,
): CardLeg {
  const noun = resultKindOf(assessment.task);
  const sound = soundCount(trials);
  const voided = assessment.observer.find(
    (item) => item.drives === 'void' && tickOf(observer, item, side) === true,
  );
  let notAssessed: string | null = null;
  if (trials.length === 0) notAssessed = `${side}: no ${noun} were recorded`;
  else if (voided)
    notAssessed = `${side}: left out, for the observer answered yes to "${voided.question}"`;
  else if (100 * sound < SOUND_PCT_MIN * trials.length) {
    notAssessed = `${side}: ${sound} of ${trials.length} ${noun} had sound data; ${SOUND_PCT_MIN} % are needed`;
  }
  const wanted = assessment.trials * assessment.reps;
  return { side, trials: trials.length, sound, wanted, notAssessed };
}

function observation(
  item: Assessment['observer'][number],
  entries: ObserverEntries,
): CardObservation {
  const { id, question, perSide } = item;
  const [right, left] = SIDES.map((side) => tickOf(entries, item, side));
  return { id, question, answer: perSide ? { right, left } : right };
}

function nextOf({ fallback, observer }: Assessment, entries: ObserverEntries): ResultCard['next'] {
  if (fallback === undefined) return null;
  const seen = observer.filter(
    (item) => item.drives === 'fallback' && tickOf(entries, item, 'right') === true,
  );
  if (seen.length === 0) return null;
  const words = seen.map(({ question }) => `"${question}"`).join(', ');
  const sentence = `The observer answered yes to ${words}: do the ${assessmentOf(fallback).name.toLowerCase()} next.`;
  return { assessment: fallback, sentence };
}
