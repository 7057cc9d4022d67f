import type { DATASOURCE } from './datasource.ts';

interface VariableBase {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** 0: shown; 2: hidden. */
  readonly hide: 0 | 2;
  readonly skipUrlSync: boolean;
}

export interface DatasourceVariable extends VariableBase {
  readonly type: 'datasource';
  readonly query: 'influxdb';
  readonly refresh: 1;
  readonly regex: string;
  readonly multi: false;
  readonly includeAll: false;
  readonly options: readonly [];
  readonly current: Record<string, never>;
}

export interface QueryVariable extends VariableBase {
  readonly type: 'query';
  readonly datasource: typeof DATASOURCE;
  readonly query: string;
  readonly definition: string;
  /** 1: when the dashboard is opened; 2: when its time range changes. */
  readonly refresh: 1 | 2;
  /** 0: as it comes; 1 and 2: by the alphabet, up and down. */
  readonly sort: 0 | 1 | 2;
  readonly regex: string;
  readonly multi: boolean;
  readonly includeAll: boolean;
  readonly allValue: string | null;
  readonly options: readonly [];
  readonly current: Record<string, never> | Option;
}

export interface Option {
  readonly text: string;
  readonly value: string;
  readonly selected: boolean;
}

export interface CustomVariable extends VariableBase {
  readonly type: 'custom';
  readonly query: string;
  readonly multi: false;
  readonly includeAll: false;
  readonly options: readonly Option[];
  readonly current: Option;
}

export interface TextVariable extends VariableBase {
  readonly type: 'textbox';
  readonly query: string;
  readonly options: readonly Option[];
  readonly current: Option;
}

export type Variable = DatasourceVariable | QueryVariable | CustomVariable | TextVariable;

/** Where a part of an annotation is taken from: a field of the event, or nowhere. */
export type Mapping =
  | { readonly source: 'field'; readonly value: string }
  | { readonly source: 'skip' };

export interface Annotation {
  readonly name: string;
  readonly enable: boolean;
  readonly hide: boolean;
  readonly iconColor: string;
  readonly datasource: typeof DATASOURCE;
  readonly target: {
    readonly refId: string;
    readonly query: string;
    readonly rawQuery: true;
    readonly fromAnnotations: true;
    readonly textEditor: true;
    readonly textColumn: string;
    readonly tagsColumn: string;
    readonly timeEndColumn: string;
  };
  readonly mappings: Readonly<Record<string, Mapping>>;
}
