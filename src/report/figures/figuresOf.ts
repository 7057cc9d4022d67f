import { SIDES, type Side } from '../../model/placement.ts';
import { mean } from '../../signal/statistics.ts';
import type { Report, ReportFigure, StatedValue } from '../report.ts';
import { FIGURE_KINDS, type FigureKey, type FigureSide } from './figureKinds.ts';
import { frontalOf } from './frontalOf.ts';
import { valueAtBottom } from './valueAtBottom.ts';

type Told = Pick<Report, 'sets' | 'landings' | 'strides' | 'holds'>;
/** A value, or with one standard deviation of its measurement. */
type Values = Partial<Record<FigureKey, number | StatedValue | null>>;

/** The figures over all that is valid, in the order of `FIGURE_KINDS`, right first. */
export function figuresOf(told: Told): ReportFigure[] {
  const sides: readonly FigureSide[] = [...SIDES, 'both'];
  return FIGURE_KINDS.flatMap(({ key }) =>
    sides.flatMap((side) => {
      const values = valuesOf(told, side).flatMap((each) => {
        const value = stated(each[key]);
        return value === null ? [] : [value];
      });
      return values.length === 0 ? [] : [figureOf(key, side, values)];
    }),
  );
}

function stated(value: number | StatedValue | null | undefined): StatedValue | null {
  if (value === undefined || value === null) return null;
  const full = typeof value === 'number' ? { value, sd: null } : value;
  return Number.isFinite(full.value) ? full : null;
}

function figureOf(key: FigureKey, side: FigureSide, from: readonly StatedValue[]): ReportFigure {
  const values = from.map(({ value }) => value);
  const errors = from.flatMap(({ sd }) => sd ?? []);
  const average = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
  return {
    key,
    side,
    n: values.length,
    mean: average,
    sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null,
    errorSd: errors.length > 0 ? mean(errors) : null,
    smallest: values.reduce((a, b) => Math.min(a, b)),
    largest: values.reduce((a, b) => Math.max(a, b)),
  };
}

function valuesOf(told: Told, side: FigureSide): Values[] {
  if (side === 'both') return timesOfBoth(told);
  return [
    ...ofReps(told, side),
    ...ofLandings(told, side),
    ...ofStrides(told, side),
    ...ofHolds(told, side),
  ];
}

/** Where both legs bend together their times are the same ones. */
function timesOfBoth({ sets }: Told): Values[] {
  const reps = sets.flatMap((set) => set.reps);
  return reps
    .filter(({ counted, legs }) => counted && legs.filter(({ judged }) => judged).length > 1)
    .map(({ eccentricS, holdS, concentricS }) => ({ eccentricS, holdS, concentricS }));
}

function ofReps({ sets }: Told, side: Side): Values[] {
  return sets.flatMap(({ reps }) =>
    reps.flatMap((rep) => {
      const leg = rep.legs.find((each) => each.side === side);
      if (!leg?.judged || leg.quality !== 'ok') return [];
      const atBottom: Values = {};
      for (const { key } of FIGURE_KINDS) atBottom[key] = valueAtBottom(leg, key);
      const { eccentricS, holdS, concentricS } = rep;
      const ownTime = rep.counted && rep.legs.filter(({ judged }) => judged).length === 1;
      const tempo = ownTime ? { eccentricS, holdS, concentricS } : {};
      return [{ ...atBottom, ...tempo, peakFlexionDeg: leg.peakFlexionDeg }];
    }),
  );
}

function ofLandings({ landings }: Told, side: Side): Values[] {
  return landings.flatMap(({ landing }) => {
    const leg = landing.counted ? landing.legs.find((each) => each.side === side) : undefined;
    if (leg?.quality !== 'ok') return [];
    const { headlineAtContact, headlinePeak, headlinePeak100Ms } = leg;
    const { flexionAtContactDeg, peakFlexionDeg, peakShankG } = leg;
    return [
      {
        headlineAtContact,
        headlinePeak,
        headlinePeak100Ms,
        flexionAtContactDeg,
        peakFlexionDeg,
        peakShankG,
      },
    ];
  });
}

function ofStrides({ strides }: Told, side: Side): Values[] {
  return strides.flatMap(({ stride }) => {
    if (stride.side !== side || stride.quality !== 'ok') return [];
    const { strideS, stancePct, loadingFlexionDeg, swingFlexionDeg } = stride;
    const times = { strideS, stancePct, loadingFlexionDeg, swingFlexionDeg };
    return [{ ...times, ...frontalOf(stride) }];
  });
}

function ofHolds({ holds }: Told, side: Side): Values[] {
  return holds.flatMap(({ hold }): Values[] => {
    if (hold.side !== side || hold.quality !== 'ok') return [];
    const { kind, holdS, peakShankTiltDeg } = hold;
    if (kind === 'kneeToWall') return [{ peakShankTiltDeg }];
    const { shankLeanRmsDeg, shankTiltRmsDeg, ellipseDeg2, inZonePct, meanKneeValgusDeg } = hold;
    return [
      {
        balanceHoldS: holdS,
        shankLeanRmsDeg,
        shankTiltRmsDeg,
        ellipseDeg2,
        inZonePct,
        meanKneeValgusDeg,
      },
    ];
  });
}
