import { BAND_WORDS, type BandWord, DEPTH_CLASSES, type DepthClass } from '../../model/movement.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import { mean } from '../../signal/statistics.ts';
import type { SiteRepeatability } from '../detectableChange.ts';
import { isValid, type LegRep, repsOf, statedBy } from '../metrics/legReps.ts';
import { type GateResult, gateOf, notAssessed, type SessionJudgement } from './gateResult.ts';
import { headlineChange, inUnit, shown } from './headlineChange.ts';
import type { SessionPart } from './history.ts';
import { BAND_OF, type RepGates } from './programme.ts';

/** As many valid reps a side as a difference may be told from. */
const LEAST_REPS_A_SIDE = 5;

export interface RepGateContext {
  readonly gates: RepGates;
  readonly depth: DepthClass | undefined;
  /** The leg that is trained, or both. */
  readonly judged: readonly Side[];
  readonly site: SiteRepeatability | null;
}

/**
 * What a session's reps say of a step. Too few reps with sound data make every gate `notAssessed`:
 * bad data never pass, and never fail.
 */
export function judgeReps(part: SessionPart, context: RepGateContext): SessionJudgement {
  const { gates, judged } = context;
  const bySide = new Map(SIDES.map((side) => [side, legRepsOf(part, side)]));
  const unsound = unsoundness(bySide, context);
  if (unsound !== null) {
    const keys = ['repsMin', 'pctRepsNeutralOrMild', 'worstBandMax', 'asymmetryDegMax'];
    const all = context.depth === undefined ? keys : [...keys, 'pctDepthReached'];
    return { gates: all.map((gate) => notAssessed(gate, unsound)), passPct: null, easy: false };
  }
  const valid = judged.map((side) => (bySide.get(side) ?? []).filter(isValid));
  const fewest = Math.min(...valid.map((reps) => reps.length));
  const goodPct = Math.min(...valid.map((reps) => shareWithin(reps, 'mild')));
  return {
    gates: [
      gateOf(
        'repsMin',
        fewest >= gates.repsMin,
        `${fewest} reps, wanted ${gates.repsMin} (better ${gates.repsTarget})`,
      ),
      ...bandGates(valid.flat(), goodPct, gates),
      ...depthGate(valid, context),
      asymmetryGate(bySide, part, context),
    ],
    passPct: goodPct,
    easy: isEasy(part, context),
  };
}

function legRepsOf({ sets }: SessionPart, side: Side): LegRep[] {
  return sets.flatMap(({ reps }) => repsOf(reps, side));
}

/** Why the reps cannot be judged; null where they can. */
function unsoundness(
  bySide: ReadonlyMap<Side, readonly LegRep[]>,
  { judged, gates }: RepGateContext,
): string | null {
  for (const side of judged) {
    const reps = bySide.get(side) ?? [];
    if (reps.length === 0) return `no reps of the ${side} leg were recorded`;
    const sound = reps.filter(isValid);
    if (100 * sound.length < gates.qualityOkPctMin * reps.length) {
      return `${side}: ${sound.length} of ${reps.length} reps had sound data; ${gates.qualityOkPctMin} % are needed`;
    }
    const banded = sound.filter(({ leg }) => leg.band !== null);
    if (100 * banded.length < gates.qualityOkPctMin * sound.length) {
      return `${side}: the figure could be stated in ${banded.length} of ${sound.length} reps; ${gates.qualityOkPctMin} % are needed`;
    }
  }
  return null;
}

/** Percent of the reps that have a band up to this one. */
function shareWithin(reps: readonly LegRep[], most: keyof typeof BAND_OF): number {
  const bands = reps.flatMap(({ leg }) => leg.band ?? []);
  return (100 * bands.filter((band) => rank(band) <= rank(BAND_OF[most])).length) / bands.length;
}

function rank(band: BandWord): number {
  return BAND_WORDS.indexOf(band);
}

function bandGates(valid: readonly LegRep[], goodPct: number, gates: RepGates): GateResult[] {
  const worst = valid.reduce((most, { leg }) => Math.max(most, leg.band ? rank(leg.band) : 0), 0);
  const { pctRepsNeutralOrMild, worstBandMax } = gates;
  return [
    gateOf(
      'pctRepsNeutralOrMild',
      goodPct >= pctRepsNeutralOrMild,
      `${goodPct.toFixed(0)} % of the reps in line or slightly in, wanted ${pctRepsNeutralOrMild} %`,
    ),
    gateOf(
      'worstBandMax',
      worst <= rank(BAND_OF[worstBandMax]),
      `the worst rep was ${BAND_WORDS[worst]}, wanted no worse than ${BAND_OF[worstBandMax]}`,
    ),
  ];
}

function depthGate(
  valid: readonly (readonly LegRep[])[],
  { gates, depth }: RepGateContext,
): GateResult[] {
  if (depth === undefined) return [];
  const wanted = DEPTH_CLASSES.indexOf(depth);
  const reached = Math.min(
    ...valid.map((reps) => {
      const deep = reps.filter(({ leg }) => DEPTH_CLASSES.indexOf(leg.depthClass) >= wanted);
      return (100 * deep.length) / reps.length;
    }),
  );
  const sentence = `${reached.toFixed(0)} % of the reps reached ${depth}, wanted ${gates.pctDepthReached} %`;
  return [gateOf('pctDepthReached', reached >= gates.pctDepthReached, sentence)];
}

/** Between the limit and what can be told at all there is neither pass nor fail. */
function asymmetryGate(
  bySide: ReadonlyMap<Side, readonly LegRep[]>,
  { headline }: SessionPart,
  { gates, site }: RepGateContext,
): GateResult {
  const key = 'asymmetryDegMax';
  const means = SIDES.map((side) => {
    const values = statedBy(bySide.get(side) ?? [], ({ leg }) => leg.headlineAtPeakFlexion);
    return { side, n: values.length, mean: mean(values.map(({ value }) => value)) };
  });
  const few = means.find(({ n }) => n < LEAST_REPS_A_SIDE);
  if (few) {
    return notAssessed(
      key,
      `left against right needs ${LEAST_REPS_A_SIDE} reps a side; of the ${few.side} there were ${few.n}`,
    );
  }
  const size = Math.abs(means[0].mean - means[1].mean);
  const limit = inUnit(gates.asymmetryDegMax, headline);
  const told = `right and left were ${shown(size, headline)} apart, wanted less than ${shown(limit, headline)}`;
  const mdc = headlineChange(headline, site)?.mdc95 ?? limit;
  if (size >= limit && size < mdc) {
    return notAssessed(
      key,
      `${told}; less than ${shown(mdc, headline)} cannot be told from scatter`,
    );
  }
  return gateOf(key, size < limit, told);
}

/** The rule for a skip: all reps of the first set neutral, and as many as are wanted. */
function isEasy({ sets }: SessionPart, { judged, gates }: RepGateContext): boolean {
  const first = sets.find(({ reps }) => reps.length > 0)?.reps ?? [];
  return judged.every((side) => {
    const reps = repsOf(first, side);
    return (
      reps.length >= gates.repsMin &&
      reps.every((each) => isValid(each) && each.leg.band === BAND_OF.neutral)
    );
  });
}
