import type { BodyFrame } from '../../model/bodyFrame.ts';
import { type Headline, REP_QUANTITIES, type Rep, type RepLeg } from '../../model/movement.ts';
import type { SiteRepeatability } from '../../movement/detectableChange.ts';
import { summariseSet } from '../../movement/metrics/setSummary.ts';
import type { ReportRep, ReportRepLeg, ReportSet } from '../report.ts';
import { completeRep, type StoredRep } from './completeRep.ts';
import { repCourse } from './repCourse.ts';
import { SetByNumber } from './setByNumber.ts';
import { whyNotCounted } from './whyNotCounted.ts';

/** Reps into sets, each with what its frames tell of it. */
export class SetsBuilder {
  readonly #headline: Headline;
  readonly #startedUs: number;
  readonly #numbers = new SetByNumber();
  readonly #sets: { calibration: string | null; reps: ReportRep[] }[] = [];

  /** @param startedUs what seconds are counted from */
  constructor(headline: Headline, startedUs: number) {
    this.#headline = headline;
    this.#startedUs = startedUs;
  }

  /**
   * @param frames that span it
   * @param calibration id of the one that holds
   * @returns it with the number of its set
   */
  rep(
    stored: StoredRep,
    frames: readonly BodyFrame[],
    calibration: string | null,
  ): { readonly set: number; readonly rep: ReportRep } {
    const rep = completeRep(stored, frames);
    const index = this.#numbers.of(rep.number) - 1;
    this.#sets[index] ??= { calibration, reps: [] };
    const told = this.#reportRep(rep, frames);
    this.#sets[index].reps.push(told);
    return { set: index + 1, rep: told };
  }

  /** @param site its own figures of what repeats; null takes the defaults */
  sets(site: SiteRepeatability | null): ReportSet[] {
    return this.#sets.map(({ calibration, reps }, i) => ({
      number: i + 1,
      calibration,
      reps,
      summary: summariseSet(reps, { site }),
    }));
  }

  #reportRep(rep: Rep, frames: readonly BodyFrame[]): ReportRep {
    const at = (timeUs: number): number => (timeUs - this.#startedUs) / 1e6;
    return {
      ...rep,
      startS: at(rep.startUs),
      bottomS: at(rep.bottomUs),
      endS: at(rep.endUs),
      whyNot: rep.counted ? null : whyNotCounted(rep.legs),
      legs: rep.legs.map((leg) => repLeg(rep, leg, frames, this.#headline)),
    };
  }
}

function repLeg(
  rep: Rep,
  leg: RepLeg,
  frames: readonly BodyFrame[],
  { measure, unit }: Headline,
): ReportRepLeg {
  const scale = unit === 'cm' ? 100 : 1;
  const value = leg.headlineAtPeakFlexion;
  const sd = sdOf(leg, measure);
  return {
    ...leg,
    judged: rep.stance === null || rep.stance === leg.side,
    headline: value === null ? null : { value, sd: sd === null ? null : sd * scale },
    course: repCourse(frames, leg.side, measure, rep, scale),
  };
}

function sdOf({ metrics }: RepLeg, measure: Headline['measure']): number | null {
  const quantity = REP_QUANTITIES.find((each) => each === measure);
  return (quantity && metrics[quantity]?.sdAtPeakFlexion) ?? null;
}
