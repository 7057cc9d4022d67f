import type { Stride } from '../../model/gait.ts';
import type { Hold } from '../../model/hold.ts';
import type { Landing } from '../../model/landing.ts';
import { REP_QUANTITIES, type Rep, type RepQuantity } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { QualityWord } from '../../model/quality.ts';
import { repsOf } from '../metrics/legReps.ts';
import type { FigureDescription, ResultKind } from './figures.ts';

/** What the sensors gave of an assessment; the kinds that it does not yield are empty. */
export interface AssessmentResults {
  readonly reps: readonly Rep[];
  readonly landings: readonly Landing[];
  readonly strides: readonly Stride[];
  readonly holds: readonly Hold[];
}

/** A figure of one trial, in the unit the card shows it in. */
export interface TrialValue {
  readonly value: number;
  /** One standard deviation of it, where it is stated. */
  readonly sd: number | null;
  /** By how much it grew in the trial, where that is stated. */
  readonly excursion: number | null;
}

/** One rep, landing, stride or hold of one leg. */
export interface Trial {
  readonly quality: QualityWord;
  /** null where it cannot be stated. */
  value(figure: FigureDescription): TrialValue | null;
}

/** The trials of one leg in which it was judged. */
export function trialsOf(kind: ResultKind, results: AssessmentResults, side: Side): Trial[] {
  switch (kind) {
    case 'reps':
      return repsOf(results.reps, side).map(({ leg }) => ({
        quality: leg.quality,
        value: ({ key, unit }) => {
          if (!isQuantity(key)) return plain(leg.peakFlexionDeg, unit);
          const metric = leg.metrics[key];
          return plain(
            metric?.atPeakFlexion,
            unit,
            metric?.sdAtPeakFlexion ?? null,
            metric?.excursion ?? null,
          );
        },
      }));
    case 'landings':
      return results.landings.flatMap((landing) =>
        landing.legs
          .filter((leg) => leg.side === side)
          .map((leg) => ({
            quality: leg.quality,
            value: ({ key, unit }) => plain(ofLanding(landing, leg, key), unit),
          })),
      );
    case 'strides':
      return results.strides.filter((stride) => stride.side === side).map(ofOne);
    case 'holds':
      return results.holds.filter((hold) => hold.side === side).map(ofOne);
  }
}

function isQuantity(key: string): key is RepQuantity {
  return (REP_QUANTITIES as readonly string[]).includes(key);
}

/** Sideways figures of a stride carry a quality of their own, for a heading may be lost in it. */
const FRONTAL_OF_STRIDE = ['valgusPeakStanceDeg', 'valgusRangeStanceDeg', 'shankLeanMidStanceDeg'];

function ofOne(result: Stride | Hold): Trial {
  const isFrontalSound = (fieldOf(result, 'frontalQuality') ?? 'ok') === 'ok';
  return {
    quality: result.quality,
    value: ({ key, unit }) =>
      !isFrontalSound && FRONTAL_OF_STRIDE.includes(key) ? null : plain(fieldOf(result, key), unit),
  };
}

function ofLanding(landing: Landing, leg: Landing['legs'][number], key: string): unknown {
  if (key === 'jumpHeightM') return landing.flight.jumpHeightM;
  return key === 'contactS' || key === 'contactDifferenceMs' ? landing[key] : fieldOf(leg, key);
}

/** Figures are known by their key, which the assessments were checked against. */
function fieldOf(result: object, key: string): unknown {
  return Object.entries(result).find(([name]) => name === key)?.[1];
}

function plain(
  value: unknown,
  unit: FigureDescription['unit'],
  sd: number | null = null,
  excursion: number | null = null,
): TrialValue | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  const scale = unit === 'cm' ? 100 : 1;
  const scaled = (each: number | null) => (each === null ? null : scale * each);
  return { value: scale * value, sd: scaled(sd), excursion: scaled(excursion) };
}
