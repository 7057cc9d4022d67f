export type FieldType = 'float' | 'integer' | 'text' | 'boolean';

/** A column of values: what stands in it, and what for. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** `deg`, `m`, `cm or deg` of a headline; `1` of a count or a share, empty of text. */
  readonly unit: string;
  readonly meaning: string;
}

export interface Tag {
  readonly name: string;
  readonly meaning: string;
  /** Why it is a tag and no field. */
  readonly reason: string;
}

/** A measurement of the database: a table in InfluxDB 3. */
export interface Measurement {
  readonly name: string;
  /** One line of it is … */
  readonly line: string;
  /** Besides the common ones. Never changed: the tags of a table are immutable in InfluxDB 3. */
  readonly tags: readonly Tag[];
  readonly fields: readonly Field[];
}

/** Names of the fields of a measurement. */
export type FieldName<M extends Measurement> = M['fields'][number]['name'];
/** Names of its own tags. */
export type TagName<M extends Measurement> = M['tags'][number]['name'];

export function float(name: string, unit: string, meaning: string): Field {
  return { name, type: 'float', unit, meaning };
}

export function integer(name: string, unit: string, meaning: string): Field {
  return { name, type: 'integer', unit, meaning };
}

export function text(name: string, meaning: string): Field {
  return { name, type: 'text', unit: '', meaning };
}

export function truth(name: string, meaning: string): Field {
  return { name, type: 'boolean', unit: '', meaning };
}
