import type { Thresholds } from '../model/thresholds.ts';

type Edges = readonly [number, number, number];

/**
 * Bands narrower than the smallest change that one session can tell, a sentence each: between two
 * reps such a word may differ by nothing but noise ([movement] §2.4). Quantities without a stated
 * change are not judged.
 */
export function thresholdWarnings({ bands, mdc95 }: Thresholds): string[] {
  const { fppa, kneeValgus, kneeOverToe, footRoll } = mdc95.withinSession;
  const judged: [string, Edges, number | undefined][] = [
    ...Object.entries(bands.fppaAtPeakFlexion).map(([group, edges]): [string, Edges, number] => [
      `fppaAtPeakFlexion.${group}`,
      edges,
      fppa,
    ]),
    ['kneeValgusExcursion.all', bands.kneeValgusExcursion.all, kneeValgus],
    ['kneeOverToeDeg.planted', bands.kneeOverToeDeg.planted, kneeOverToe],
    ['footRollDeg.planted', bands.footRollDeg.planted, footRoll],
  ];
  return judged.flatMap(([name, edges, change]) => {
    const narrowest = Math.min(edges[1] - edges[0], edges[2] - edges[1]);
    if (change === undefined || narrowest >= change) return [];
    return [
      `thresholds.bands.${name} has a band of ${round(narrowest)}°, less than the ${change}° that one session can tell apart; the word may change by chance`,
    ];
  });
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
