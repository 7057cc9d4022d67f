import type { CommonTag } from '../../../../src/influx/schema/commonTags.ts';
import type { FieldName, Measurement, TagName } from '../../../../src/influx/schema/measurement.ts';

/**
 * The names of one measurement as InfluxQL writes them. One that the schema does not have does not
 * compile: `on(BODY).field('fppa_degrees')`.
 */
export function on<M extends Measurement>(measurement: M) {
  type Tag = CommonTag | TagName<M>;
  const tag = (name: Tag) => `"${name}"`;
  return {
    table: `"${measurement.name}"`,
    field: (name: FieldName<M>) => `"${name}"`,
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
