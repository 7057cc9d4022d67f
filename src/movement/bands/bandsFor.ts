import type { RepQuantity } from '../../model/movement.ts';
import type { Task } from '../../model/task.ts';
import type { Thresholds } from '../../model/thresholds.ts';
import { groupOf } from '../thresholds.ts';

/** Lower edges of `slightly in`, `in`, `far in`. */
export type Edges = readonly [number, number, number];

export interface QuantityBand {
  readonly label: string;
  /** What the person sees; the quantity itself stays in SI. */
  readonly unit: 'cm' | 'deg';
  /** In `unit`. */
  readonly edges: Edges;
  /** Which value of a rep the edges are for; the other is set against them with care. */
  readonly of: 'atPeakFlexion' | 'excursion';
}

export type RepBands = Readonly<Record<RepQuantity, QuantityBand | null>>;

/**
 * The bands of every quantity of a rep in a task, null where none is set ([movement] §2.4): what
 * is judged over a flat foot has none in landings and gait, and projection angles have none in
 * balance and gait.
 */
export function bandsFor(task: Task, { bands }: Thresholds): RepBands {
  const group = groupOf(task);
  const isPlanted = group !== 'landing' && group !== 'gait';
  const planted = (band: QuantityBand): QuantityBand | null => (isPlanted ? band : null);
  return {
    fppaDeg:
      group === 'balance' || group === 'gait'
        ? null
        : degrees('Knee angle from the front', bands.fppaAtPeakFlexion[group]),
    kneeValgusDeg: {
      ...degrees('Knee valgus (joint)', bands.kneeValgusExcursion.all),
      of: 'excursion',
    },
    kneeMedialDeviationM: planted({
      label: 'Knee in',
      unit: 'cm',
      edges: bands.kneeMedialDeviationCm.planted,
      of: 'atPeakFlexion',
    }),
    kneeOverToeDeg: planted(degrees('Shank over foot', bands.kneeOverToeDeg.planted)),
    shankLeanDeg: planted(degrees('Shank lean', bands.shankLeanDeg.planted)),
    footRollDeg: planted(degrees('Foot roll', bands.footRollDeg.planted)),
    thighLeanDeg: null,
    kneeInternalRotationDeg: null,
    shankInternalRotationDeg: null,
    thighInternalRotationDeg: null,
    ankleDorsiflexionDeg: null,
    ankleEversionDeg: null,
  };
}

function degrees(label: string, edges: QuantityBand['edges']): QuantityBand {
  return { label, unit: 'deg', edges, of: 'atPeakFlexion' };
}
