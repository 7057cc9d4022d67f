import { LEG_MEASURES, QUANTITY_GROUPS, type QuantityGroup } from './bodyFrame.ts';
import type { Side } from './placement.ts';
import type { QualityBits } from './quality.ts';

/** A measure that a researcher defines: a formula over the measures of one leg. */
export interface CustomMeasure {
  /** camelCase, 1 to 40 letters and digits; unique, and no name of `LEG_MEASURES`. */
  readonly name: string;
  /** Over the keys of `LEG_MEASURES`, at most 200 characters: docs/custom-measures.md. */
  readonly formula: string;
  /** As it is to be shown; without one the measure has no unit. */
  readonly unit?: string;
}

export const MAX_CUSTOM_MEASURES = 16;
export const MAX_FORMULA_LENGTH = 200;

/** The values of a leg where the settings name no formula. */
export const NO_CUSTOM_VALUES: readonly number[] = Object.freeze([]);

const GROUP_OF = new Map<string, QuantityGroup>(LEG_MEASURES.map(({ key, group }) => [key, group]));

/** Name in files and on the wire, after `<side>_`: `kneeSum` is `custom_knee_sum`. */
export function customColumn({ name }: CustomMeasure): string {
  return `custom_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
}

/**
 * The groups of the fields that a formula names, in the order of `QUANTITY_GROUPS`. Every name in a
 * valid formula is a field or a function, so this needs no parser.
 */
export function customGroups({ formula }: CustomMeasure): readonly QuantityGroup[] {
  const named = new Set((formula.match(/[A-Za-z_]\w*/g) ?? []).map((word) => GROUP_OF.get(word)));
  return QUANTITY_GROUPS.filter((group) => named.has(group));
}

/** The quality column that speaks for values of these groups: `right_ankle_projection_quality`. */
export function qualityColumn(side: Side, groups: readonly QuantityGroup[]): string {
  return [side, ...(groups.length > 0 ? groups : QUANTITY_GROUPS), 'quality'].join('_');
}

/** The union of the flags of these groups; of all three where none is named. */
export function qualityOver(
  quality: Readonly<Record<QuantityGroup, QualityBits>>,
  groups: readonly QuantityGroup[],
): QualityBits {
  return (groups.length > 0 ? groups : QUANTITY_GROUPS).reduce(
    (bits, group) => bits | quality[group],
    0,
  );
}

/**
 * The sets of more than one group that measures rest on, each once. A leg gets a quality column
 * for each in tables and on the wire, so that one column speaks for every value.
 */
export function mixedGroups(measures: readonly CustomMeasure[]): (readonly QuantityGroup[])[] {
  const sets = new Map<string, readonly QuantityGroup[]>();
  for (const measure of measures) {
    const groups = customGroups(measure);
    const mixed = groups.length > 0 ? groups : QUANTITY_GROUPS;
    if (mixed.length > 1) sets.set(mixed.join(), mixed);
  }
  return [...sets.values()];
}
