import type { DATASOURCE } from './datasource.ts';

export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** One InfluxQL statement of a panel. */
export interface Target {
  readonly refId: string;
  readonly datasource: typeof DATASOURCE;
  readonly query: string;
  readonly rawQuery: true;
  readonly resultFormat: 'time_series' | 'table';
  /** Name of a series; `$tag_side` and `$col` stand for its tag and column. */
  readonly alias: string;
}

export interface Threshold {
  /** null: from minus infinity. */
  readonly value: number | null;
  readonly color: string;
}

export interface MappedText {
  readonly text: string;
  readonly color?: string;
  readonly index: number;
}

export type ValueMapping =
  | { readonly type: 'value'; readonly options: Readonly<Record<string, MappedText>> }
  | {
      readonly type: 'range';
      readonly options: {
        readonly from: number | null;
        readonly to: number | null;
        readonly result: MappedText;
      };
    };

export interface DataLink {
  readonly title: string;
  readonly url: string;
  readonly targetBlank: boolean;
}

export interface FieldDefaults {
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly noValue?: string;
  readonly displayName?: string;
  readonly color?: { readonly mode: string; readonly fixedColor?: string };
  readonly thresholds?: { readonly mode: 'absolute'; readonly steps: readonly Threshold[] };
  readonly mappings?: readonly ValueMapping[];
  readonly links?: readonly DataLink[];
  readonly custom?: Readonly<Record<string, unknown>>;
}

export interface Override {
  readonly matcher: {
    readonly id: 'byName' | 'byRegexp' | 'byFrameRefID';
    readonly options: string;
  };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

export interface DataPanel {
  readonly id: number;
  readonly type: 'timeseries' | 'stat' | 'table' | 'state-timeline' | 'histogram';
  readonly title: string;
  readonly description: string;
  readonly gridPos: GridPos;
  readonly datasource: typeof DATASOURCE;
  readonly targets: readonly Target[];
  readonly fieldConfig: {
    readonly defaults: FieldDefaults;
    readonly overrides: readonly Override[];
  };
  readonly options: Readonly<Record<string, unknown>>;
  readonly transformations?: readonly { readonly id: string; readonly options: unknown }[];
  /** Least width of a window. */
  readonly interval?: string;
  /** A time range of its own, up to now. */
  readonly timeFrom?: string;
}

export interface TextPanel {
  readonly id: number;
  readonly type: 'text';
  readonly title: string;
  readonly description: string;
  readonly gridPos: GridPos;
  readonly options: { readonly mode: 'markdown'; readonly content: string };
}

export interface RowPanel {
  readonly id: number;
  readonly type: 'row';
  readonly title: string;
  readonly gridPos: GridPos;
  readonly collapsed: false;
  readonly panels: readonly [];
}

export type Panel = DataPanel | TextPanel | RowPanel;
