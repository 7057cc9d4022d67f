import {
  BAND_WORDS,
  type BandWord,
  REP_QUANTITIES,
  type Rep,
  type RepLeg,
  type RepQuantity,
} from '../../model/movement.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import type { LegSetSummary, QuantitySummary, SetSummary } from '../../model/setSummary.ts';
import type { SiteRepeatability } from '../detectableChange.ts';
import { isValid, type LegRep, repsOf, statedBy } from './legReps.ts';
import { type RepValue, spreadOf, timeSpreadOf } from './spread.ts';
import { symmetryOf } from './symmetry.ts';

export interface SummaryOptions {
  /** The site's own figures of what repeats, of this task; null takes the defaults. */
  readonly site: SiteRepeatability | null;
}

/**
 * What a set was like. Figures of a leg are of the reps with sound data of that leg, those of tempo
 * of counted reps. In single-leg tasks and lunges a rep is of the leg stood on, or in front.
 * @param reps of one set, in order
 */
export function summariseSet(
  reps: readonly Rep[],
  options: SummaryOptions = { site: null },
): SetSummary {
  const judged = SIDES.map((side) => [side, repsOf(reps, side)] as const).filter(
    ([, legReps]) => legReps.length > 0,
  );
  const legs = judged.map(([side, legReps]) => legSummary(side, legReps));
  return {
    reps: reps.length,
    counted: reps.filter(({ counted }) => counted).length,
    legs,
    tempo: tempoOf(reps),
    symmetry: symmetryOf(legs, new Map(judged), options.site),
  };
}

function legSummary(side: Side, legReps: readonly LegRep[]): LegSetSummary {
  const of = (pick: (leg: RepLeg) => number | null): RepValue[] =>
    statedBy(legReps, ({ leg }) => pick(leg));
  return {
    side,
    reps: legReps.length,
    valid: legReps.filter(isValid).length,
    bands: bandsOf(legReps),
    headline: spreadOf(of((leg) => leg.headlineAtPeakFlexion)),
    peakFlexionDeg: spreadOf(
      of((leg) => leg.peakFlexionDeg),
      'smallest',
    ),
    thighTiltDeg: spreadOf(
      of((leg) => leg.thighTiltDeg),
      'smallest',
    ),
    shankTiltDeg: spreadOf(
      of((leg) => leg.shankTiltDeg),
      'smallest',
    ),
    // A logarithm of jerk, negated: the smallest is the least smooth.
    smoothness: spreadOf(
      of((leg) => leg.smoothness),
      'smallest',
    ),
    wobble: spreadOf(of((leg) => leg.wobble)),
    quantities: quantitiesOf(legReps),
  };
}

function bandsOf(legReps: readonly LegRep[]): Record<BandWord, number> {
  const count = (band: BandWord): number =>
    legReps.filter((each) => isValid(each) && each.leg.band === band).length;
  const [inLine, slightly, inside, far] = BAND_WORDS;
  return {
    [inLine]: count(inLine),
    [slightly]: count(slightly),
    [inside]: count(inside),
    [far]: count(far),
  };
}

function quantitiesOf(legReps: readonly LegRep[]): Partial<Record<RepQuantity, QuantitySummary>> {
  const found: Partial<Record<RepQuantity, QuantitySummary>> = {};
  for (const quantity of REP_QUANTITIES) {
    if (!legReps.some((each) => isValid(each) && each.leg.metrics[quantity])) continue;
    found[quantity] = {
      atPeakFlexion: spreadOf(statedBy(legReps, ({ leg }) => leg.metrics[quantity]?.atPeakFlexion)),
      peak: spreadOf(statedBy(legReps, ({ leg }) => leg.metrics[quantity]?.peak)),
      excursion: spreadOf(statedBy(legReps, ({ leg }) => leg.metrics[quantity]?.excursion)),
    };
  }
  return found;
}

function tempoOf(reps: readonly Rep[]): SetSummary['tempo'] {
  const of = (pick: (rep: Rep, next: Rep | undefined) => number | null) =>
    timeSpreadOf(
      reps.flatMap((rep, i) => {
        const value = rep.counted ? pick(rep, reps[i + 1]) : null;
        return value === null ? [] : [{ rep: rep.number, ordinal: i + 1, value }];
      }),
    );
  return {
    eccentricS: of(({ eccentricS }) => eccentricS),
    holdS: of(({ holdS }) => holdS),
    concentricS: of(({ concentricS }) => concentricS),
    durationS: of(({ startUs, endUs }) => (endUs - startUs) / 1e6),
    pauseS: of(({ endUs }, next) => (next?.counted ? (next.startUs - endUs) / 1e6 : null)),
  };
}
