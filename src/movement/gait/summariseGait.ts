import type { GaitFigure, GaitSide, GaitSteps, GaitSummary, Stride } from '../../model/gait.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import { mean } from '../../signal/statistics.ts';

/** As many strides of a leg make its figures steady. */
const WANTED_STRIDES = 20;
/** A step longer than this share of the other foot's stride has a step missing in it. */
const LONGEST_STEP_SHARE = 0.8;

/**
 * A walk in figures, from its strides in any order. Those whose data were not `ok` are counted apart
 * and enter no figure.
 * @returns null where no stride is `ok`
 */
export function summariseGait(all: readonly Stride[]): GaitSummary | null {
  const strides = all.filter(({ quality }) => quality === 'ok');
  const sides = SIDES.flatMap((side) => {
    const own = strides.filter((stride) => stride.side === side);
    return own.length === 0 ? [] : [sideOf(side, own)];
  });
  if (sides.length === 0) return null;
  const stepsPerStride = 2;
  return {
    cadencePerMin: (60 * stepsPerStride) / mean(strides.map(({ strideS }) => strideS)),
    sides,
    stepS: stepsOf(strides),
    notOk: all.length - strides.length,
    isShort: sides.some(({ strideS }) => strideS.n < WANTED_STRIDES),
  };
}

function sideOf(side: Side, strides: readonly Stride[]): GaitSide {
  const strideS = figureOf(strides.map((stride) => stride.strideS));
  const frontal = strides.filter(({ frontalQuality }) => frontalQuality === 'ok');
  return {
    side,
    strideS,
    strideCvPct: strideS.sd === null ? null : (100 * strideS.sd) / strideS.mean,
    stancePct: figureOf(strides.map(({ stancePct }) => stancePct)),
    loadingFlexionDeg: known(strides.map(({ loadingFlexionDeg }) => loadingFlexionDeg)),
    swingFlexionDeg: known(strides.map(({ swingFlexionDeg }) => swingFlexionDeg)),
    frontal: 'exploratory',
    valgusPeakStanceDeg: known(frontal.map((each) => each.valgusPeakStanceDeg)),
    valgusRangeStanceDeg: known(frontal.map((each) => each.valgusRangeStanceDeg)),
    shankLeanMidStanceDeg: known(frontal.map((each) => each.shankLeanMidStanceDeg)),
  };
}

/** A contact of one foot within a stride of the other ends a step. */
function stepsOf(strides: readonly Stride[]): GaitSteps | null {
  const right: number[] = [];
  const left: number[] = [];
  for (const { side, initialContactUs, strideS } of strides) {
    const inside = strides.find(
      (other) =>
        other.side !== side &&
        other.initialContactUs > initialContactUs &&
        other.initialContactUs < initialContactUs + LONGEST_STEP_SHARE * 1e6 * strideS,
    );
    if (!inside) continue;
    const stepS = (inside.initialContactUs - initialContactUs) / 1e6;
    (side === 'right' ? left : right).push(stepS);
  }
  if (right.length === 0 || left.length === 0) return null;
  const [r, l] = [figureOf(right), figureOf(left)];
  return { right: r, left: l, symmetryPct: (200 * (r.mean - l.mean)) / (r.mean + l.mean) };
}

function known(values: readonly (number | null)[]): GaitFigure | null {
  const stated = values.filter((value) => value !== null);
  return stated.length === 0 ? null : figureOf(stated);
}

function figureOf(values: readonly number[]): GaitFigure {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const sd = values.length < 2 ? null : Math.sqrt(squares / (values.length - 1));
  return { n: values.length, mean: centre, sd };
}
