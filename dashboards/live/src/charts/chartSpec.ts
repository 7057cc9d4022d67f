import type { Headline } from '../../../../src/model/movement.ts';
import type { HistoryQuantity } from '../store/frameState.ts';

/** What one strip chart shows of both legs. */
export interface ChartSpec {
  readonly quantity: HistoryQuantity;
  readonly title: string;
  readonly unit: string;
  /** Range always shown; it grows when a value leaves it. */
  readonly range: readonly [number, number];
  /** Horizontal lines: band edges. */
  readonly edges: readonly number[];
}

export function headlineChart(headline: Headline): ChartSpec {
  const top = headline.bandEdges[2];
  return {
    quantity: 'headline',
    title: headline.label,
    unit: headline.unit === 'cm' ? 'cm' : '°',
    range: [-top / 2, top * 1.25],
    edges: headline.bandEdges,
  };
}

export const FLEXION_CHART: ChartSpec = {
  quantity: 'kneeFlexion',
  title: 'Knee flexion',
  unit: '°',
  range: [-5, 110],
  edges: [],
};

export const VALGUS_CHART: ChartSpec = {
  quantity: 'kneeValgus',
  title: 'Knee valgus (joint coordinate system)',
  unit: '°',
  range: [-10, 10],
  edges: [],
};
