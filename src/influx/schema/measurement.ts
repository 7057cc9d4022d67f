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

/** A field whose name and type the compiler knows. */
type FieldOf<N extends string, T extends FieldType> = Field & {
  readonly name: N;
  readonly type: T;
};

interface ValueOf {
  readonly float: number;
  readonly integer: number;
  readonly text: string;
  readonly boolean: boolean;
}

/** A value for every field, null where there is none; a number that is not finite is none either. */
export type FieldValues<M extends Measurement> = {
  readonly [F in M['fields'][number] as F['name']]: ValueOf[F['type']] | null;
};
/** A value for every tag of its own. */
export type TagValues<M extends Measurement> = Readonly<Record<TagName<M>, string>>;

export function float<N extends string>(
  name: N,
  unit: string,
  meaning: string,
): FieldOf<N, 'float'> {
  return { name, type: 'float', unit, meaning };
}

export function integer<N extends string>(
  name: N,
  unit: string,
  meaning: string,
): FieldOf<N, 'integer'> {
  return { name, type: 'integer', unit, meaning };
}

export function text<N extends string>(name: N, meaning: string): FieldOf<N, 'text'> {
  return { name, type: 'text', unit: '', meaning };
}

export function truth<N extends string>(name: N, meaning: string): FieldOf<N, 'boolean'> {
  return { name, type: 'boolean', unit: '', meaning };
}
