import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { Headline, Rep, RepLeg } from '../../model/movement.ts';
import { QUALITY_TEXT } from '../../model/qualityText.ts';
import { FIGURE_KINDS, type FigureKey } from '../figures/figureKinds.ts';
import type { ReportRep, ReportRepLeg, ReportSet, StatedValue } from '../report.ts';
import { atBottom } from './atBottom.ts';
import { repCourse } from './repCourse.ts';
import { SetByNumber } from './setByNumber.ts';

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
   */
  rep(rep: Rep, frames: readonly BodyFrame[], calibration: string | null): void {
    const index = this.#numbers.of(rep.number) - 1;
    this.#sets[index] ??= { calibration, reps: [] };
    this.#sets[index].reps.push(this.#reportRep(rep, frames));
  }

  get sets(): ReportSet[] {
    return this.#sets.map(({ calibration, reps }, i) => ({ number: i + 1, calibration, reps }));
  }

  #reportRep(rep: Rep, frames: readonly BodyFrame[]): ReportRep {
    const at = (timeUs: number): number => (timeUs - this.#startedUs) / 1e6;
    const { number, eccentricS, holdS, concentricS, counted, cued } = rep;
    return {
      number,
      startS: at(rep.startUs),
      bottomS: at(rep.bottomUs),
      endS: at(rep.endUs),
      eccentricS,
      holdS,
      concentricS,
      counted,
      whyNot: counted ? null : whyNot(rep),
      cued,
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
  const values: Partial<Record<FigureKey, StatedValue>> = {};
  for (const kind of FIGURE_KINDS) {
    if (kind.measure === null) continue;
    const scale = kind.unit === 'cm' ? 100 : 1;
    const value = atBottom(frames, leg.side, kind.measure, rep.bottomUs, scale);
    if (value) values[kind.key] = value;
  }
  const scale = unit === 'cm' ? 100 : 1;
  const headlineSd = atBottom(frames, leg.side, measure, rep.bottomUs, scale)?.sd ?? null;
  return {
    side: leg.side,
    judged: true,
    peakFlexionDeg: leg.peakFlexionDeg,
    depthClass: null,
    band: leg.band,
    quality: leg.quality,
    headline:
      leg.headlineAtPeakFlexion === null
        ? null
        : { value: leg.headlineAtPeakFlexion, sd: headlineSd },
    headlinePeak: leg.headlinePeak,
    values,
    course: repCourse(frames, leg.side, measure, rep, scale),
  };
}

/** `right leg: heading unsure`. */
function whyNot({ legs }: Rep): string {
  const reasons = legs.flatMap(({ side, quality }) =>
    quality === 'ok' ? [] : [`${side} leg: ${QUALITY_TEXT[quality]}`],
  );
  return reasons.join('; ') || 'the data do not allow it';
}
