import { BAND_WORDS, REP_QUANTITIES } from '../../model/movement.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import type { Symmetry } from '../../model/setSummary.ts';
import { type WideEdges, wideWord } from '../../model/wideBand.ts';
import { mean } from '../../signal/statistics.ts';
import { bandIndex } from '../bands/band.ts';
import { bandsFor, type QuantityBand } from '../bands/bandsFor.ts';
import { headlineOf, type Thresholds, wideEdgesOf } from '../thresholds.ts';
import type { Assessment } from './assessments.ts';
import { type FigureDescription, figureOf, resultKindOf } from './figures.ts';
import type { CardDifference, CardFigure, CardValue } from './resultCard.ts';
import { isSound } from './soundTrials.ts';
import type { Trial, TrialValue } from './trials.ts';

export interface FigureContext {
  readonly assessment: Assessment;
  /** Trials of the legs that are assessed. */
  readonly trials: ReadonlyMap<Side, readonly Trial[]>;
  readonly symmetry: readonly Symmetry[];
  readonly thresholds: Thresholds;
}

type Band = Pick<QuantityBand, 'edges' | 'of'> & { readonly wideEdges: WideEdges };

/** One group of the card: knee, ankle or the movement as a whole. */
export function cardFigures(keys: readonly string[], context: FigureContext): CardFigure[] {
  const kind = resultKindOf(context.assessment.task);
  return keys.flatMap((key) => {
    const figure = figureOf(kind, key);
    return figure === undefined ? [] : [cardFigure(figure, context)];
  });
}

function cardFigure(figure: FigureDescription, context: FigureContext): CardFigure {
  const { trials } = context;
  const { key, label, unit, decimals } = figure;
  const band = bandFor(key, context);
  const valueAt = (side: Side): CardValue | null =>
    cardValue(valuesOf(trials.get(side) ?? [], figure), band);
  if (figure.ofBoth) {
    // The same number stands with either leg.
    const first = SIDES.find((side) => (trials.get(side) ?? []).length > 0);
    const both = first === undefined ? null : valueAt(first);
    return { key, label, unit, decimals, right: null, left: null, both, difference: null };
  }
  const [right, left] = SIDES.map(valueAt);
  const difference = right && left ? differenceOf(figure, right, left, context.symmetry) : null;
  return { key, label, unit, decimals, right, left, both: null, difference };
}

function valuesOf(trials: readonly Trial[], figure: FigureDescription): TrialValue[] {
  return trials
    .filter((trial) => isSound(trial, figure))
    .flatMap((trial) => trial.value(figure) ?? []);
}

function cardValue(values: readonly TrialValue[], band: Band | null): CardValue | null {
  if (values.length === 0) return null;
  const centre = mean(values.map(({ value }) => value));
  const spread = spreadOf(values.map(({ value }) => value));
  const grown = values.flatMap(({ excursion }) => excursion ?? []);
  const excursion = band?.of === 'excursion' && grown.length > 0 ? mean(grown) : null;
  return {
    mean: centre,
    sd: sdOfMean(values, spread),
    spread,
    trials: values.length,
    band: band === null ? null : wordOf(centre, excursion, band),
    excursion,
  };
}

/** Where a knee stands decides whether it is wide, whatever its band is of. */
function wordOf(
  centre: number,
  excursion: number | null,
  { edges, of, wideEdges }: Band,
): CardValue['band'] {
  const judged = of === 'excursion' ? excursion : centre;
  if (judged === null) return null;
  const index = bandIndex(judged, edges);
  return (index === 0 ? wideWord(centre, wideEdges) : null) ?? BAND_WORDS[index];
}

function spreadOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const centre = mean(values);
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1),
  );
}

/** Axes and heading err alike in all trials, so that part does not shrink with their number. */
function sdOfMean(values: readonly TrialValue[], spread: number | null): number | null {
  const stated = values.flatMap(({ sd }) => sd ?? []);
  if (stated.length < values.length) return null;
  const common = mean(stated.map((sd) => sd * sd));
  return Math.sqrt(common + (spread ?? 0) ** 2 / values.length);
}

/** Of reps with the least detectable change; of other results none is known. */
function differenceOf(
  { key, unit }: FigureDescription,
  right: CardValue,
  left: CardValue,
  symmetry: readonly Symmetry[],
): CardDifference {
  const name = key === 'peakFlexionDeg' ? 'kneeFlexionDeg' : key;
  const found = symmetry.find(({ quantity }) => quantity === name);
  const scale = unit === 'cm' ? 100 : 1;
  return {
    value: right.mean - left.mean,
    mdc95: found?.mdc95 == null ? null : scale * found.mdc95,
    flagged: found?.flagged ?? null,
  };
}

/** Landings are judged by the peak of their headline; holds and strides have no words of this kind. */
function bandFor(key: string, { assessment, thresholds }: FigureContext): Band | null {
  const { task } = assessment;
  if (resultKindOf(task) === 'landings') {
    return key === 'headlinePeak'
      ? {
          edges: headlineOf(task, thresholds).bandEdges,
          of: 'atPeakFlexion',
          wideEdges: wideEdgesOf('deg', thresholds),
        }
      : null;
  }
  if (resultKindOf(task) !== 'reps') return null;
  const quantity = REP_QUANTITIES.find((each) => each === key);
  const band = quantity === undefined ? null : bandsFor(task, thresholds)[quantity];
  return band === null ? null : { ...band, wideEdges: wideEdgesOf(band.unit, thresholds) };
}
