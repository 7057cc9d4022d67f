import type { Thresholds } from '../model/thresholds.ts';

type Edges = readonly [number, number, number];

/** A band that is narrower than the change it is held against. */
export interface NarrowBand {
  /** As in the settings: `['thresholds', 'bands', 'footRollDeg', 'planted']`. */
  readonly path: readonly string[];
  /** Degrees. */
  readonly narrowest: number;
  readonly change: number;
}

/** Bands narrower than the smallest change that one session can tell, a sentence each. */
export function thresholdWarnings(thresholds: Thresholds): string[] {
  return narrowBands(thresholds).map(
    ({ path, narrowest, change }) =>
      `${path.join('.')} has a band of ${narrowest}°, less than the ${change}° that one session can tell apart; the word may change by chance`,
  );
}

/**
 * Between two reps the word of such a band may differ by nothing but noise ([movement] §2.4).
 * Quantities without a stated change are not judged.
 */
export function narrowBands({ bands, mdc95 }: Thresholds): NarrowBand[] {
  const { fppa, kneeValgus, kneeOverToe, footRoll } = mdc95.withinSession;
  const judged: [string[], Edges, number | undefined][] = [
    ...Object.entries(bands.fppaAtPeakFlexion).map(([group, edges]): [string[], Edges, number] => [
      ['fppaAtPeakFlexion', group],
      edges,
      fppa,
    ]),
    [['kneeValgusExcursion', 'all'], bands.kneeValgusExcursion.all, kneeValgus],
    [['kneeOverToeDeg', 'planted'], bands.kneeOverToeDeg.planted, kneeOverToe],
    [['footRollDeg', 'planted'], bands.footRollDeg.planted, footRoll],
  ];
  return judged.flatMap(([name, edges, change]) => {
    const narrowest = Math.min(edges[1] - edges[0], edges[2] - edges[1]);
    if (change === undefined || narrowest >= change) return [];
    return [{ path: ['thresholds', 'bands', ...name], narrowest: round(narrowest), change }];
  });
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
