import type { Report, ReportRep } from '../../report/report.ts';
import { matched } from '../../reprocess/compare/resultsChange.ts';
import type { PairedLeg, PairedRep, PairedRepPlace } from '../../stream/answers/comparison.ts';

interface Placed extends Pick<ReportRep, 'startUs' | 'endUs'> {
  readonly side: null;
  readonly set: number;
  readonly rep: ReportRep;
}

/** Each repetition as two processings of one session have it, matched by their overlap in time. */
export function pairedReps(first: Report, second: Report): PairedRep[] {
  const { both, onlyA, onlyB } = matched(placed(first), placed(second));
  const alike = first.headline.measure === second.headline.measure;
  return [
    ...both.map(([a, b]) => pair(a, b, alike)),
    ...onlyA.map((a) => pair(a, null, alike)),
    ...onlyB.map((b) => pair(null, b, alike)),
  ].sort((a, b) => a.startS - b.startS);
}

function placed({ sets }: Report): Placed[] {
  return sets.flatMap(({ number, reps }) =>
    reps.map((rep) => {
      const { startUs, endUs } = rep;
      return { startUs, endUs, side: null, set: number, rep };
    }),
  );
}

/** @param alike whether both judge the same measure */
function pair(a: Placed | null, b: Placed | null, alike: boolean): PairedRep {
  return {
    startS: (a ?? b)?.rep.startS ?? 0,
    first: a && placeOf(a),
    second: b && placeOf(b),
    legs: alike ? legsOf(a, b) : [],
  };
}

function placeOf({ set, rep: { number, counted } }: Placed): PairedRepPlace {
  return { set, number, counted };
}

function legsOf(a: Placed | null, b: Placed | null): PairedLeg[] {
  const judged = (a ?? b)?.rep.legs.filter((leg) => leg.judged) ?? [];
  return judged.map(({ side }) => {
    const [first, second] = [a, b].map((each) => each?.rep.legs.find((leg) => leg.side === side));
    return {
      side,
      first: first?.headline?.value ?? null,
      second: second?.headline?.value ?? null,
      firstSd: first?.headline?.sd ?? null,
      secondSd: second?.headline?.sd ?? null,
      firstBand: first?.band ?? null,
      secondBand: second?.band ?? null,
    };
  });
}
