import { LEG_MEASURES, QUANTITY_GROUPS } from '../../model/bodyFrame.ts';
import { type CustomMeasure, customColumn } from '../../model/customMeasures.ts';
import { WITH_EXTREMES } from '../schema/bodyMeasurement.ts';

/** The fields of a leg as a line begins each: `knee_flexion_deg=`. */
export interface LegColumns {
  /** The measures of a leg, then the custom ones. */
  readonly plain: readonly string[];
  /** Of the same columns; null where only the mean is kept. */
  readonly min: readonly (string | null)[];
  readonly max: readonly (string | null)[];
}

export const QUALITY_COLUMNS: readonly string[] = QUANTITY_GROUPS.map(
  (group) => `${group}_quality=`,
);

const EXTREMES: ReadonlySet<string> = new Set(WITH_EXTREMES.map(({ column }) => column));

/** @param custom the custom measures of the recording */
export function legColumns(custom: readonly CustomMeasure[]): LegColumns {
  const names = [...LEG_MEASURES.map(({ column }) => column), ...custom.map(customColumn)];
  const all: ReadonlySet<string> = new Set(names);
  const extreme = (name: string, end: string) => {
    const isKept = EXTREMES.has(name) || !LEG_MEASURES.some(({ column }) => column === name);
    // A custom measure xMin has the column that the least x would have.
    return isKept && !all.has(name + end) ? `${name}${end}=` : null;
  };
  return {
    plain: names.map((name) => `${name}=`),
    min: names.map((name) => extreme(name, '_min')),
    max: names.map((name) => extreme(name, '_max')),
  };
}
