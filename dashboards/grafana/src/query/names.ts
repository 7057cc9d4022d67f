import type { CommonTag } from '../../../../src/influx/schema/commonTags.ts';
import type { FieldName, Measurement, TagName } from '../../../../src/influx/schema/measurement.ts';
import type { REP, RepColumn, RepFigure } from '../../../../src/influx/schema/repMeasurement.ts';
import type { LEG_MEASURES } from '../../../../src/model/bodyFrame.ts';
import type { RepQuantity } from '../../../../src/model/movement.ts';

type Described = Extract<(typeof LEG_MEASURES)[number], { readonly key: RepQuantity }>;
type Suffix = Record<RepFigure, string> & {
  readonly atPeakFlexion: 'at_peak_flexion';
  readonly peak: 'peak';
  readonly excursion: 'excursion';
};

/** The schema knows the figures of a repetition by a pattern; here they are named one by one. */
type RepFigureName = {
  [D in Described as D['column']]: D['column'] extends `${infer Stem}_${D['unit']}`
    ? `${Stem}_${Suffix[RepFigure]}_${D['unit']}`
    : never;
}[Described['column']];

/** The fields that a measurement has. */
export type KnownField<M extends Measurement> = M extends typeof REP
  ? Exclude<FieldName<M>, RepColumn> | RepFigureName
  : FieldName<M>;

/**
 * The names of one measurement as InfluxQL writes them. One that the schema does not have does not
 * compile: `on(BODY).field('fppa_degrees')`.
 */
export function on<M extends Measurement>(measurement: M) {
  type Tag = CommonTag | TagName<M>;
  const tag = (name: Tag) => `"${name}"`;
  return {
    table: `"${measurement.name}"`,
    field: (name: KnownField<M>) => `"${name}"`,
    tag,
    /** The tag has this value. */
    is: (name: Tag, value: string) => `"${name}" = '${value}'`,
    /** The tag has one of these values. */
    oneOf: (name: Tag, values: readonly string[]) => `"${name}" =~ /^(${values.join('|')})$/`,
    /**
     * The tag has a value chosen in the variable of the dashboard. A regular expression serves one
     * value, several and all alike.
     */
    chosen: (name: Tag, variable: string = name) => `"${name}" =~ /^$${variable}$/`,
  };
}
