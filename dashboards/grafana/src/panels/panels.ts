import { DATASOURCE } from '../format/datasource.ts';
import type { DataPanel, FieldDefaults, Override, Target } from '../format/panel.ts';
import { COLOURS, LEG_COLOURS } from '../parts/colours.ts';
import type { Loose } from './grid.ts';

/** A statement and what its series are called; by default by the leg. */
export interface Asked {
  readonly query: string;
  readonly alias?: string;
}

export interface PanelWords {
  readonly title: string;
  /** What is shown and what its sign means. */
  readonly description: string;
  readonly size: { readonly w: number; readonly h: number };
  readonly asked: readonly Asked[];
  readonly defaults?: FieldDefaults;
  readonly overrides?: readonly Override[];
  readonly interval?: string;
  readonly timeFrom?: string;
  /** Columns that say nothing here. */
  readonly without?: readonly string[];
}

export interface Drawn extends PanelWords {
  readonly draw?: 'line' | 'bars' | 'points';
  readonly stacked?: boolean;
  /** Draws the thresholds into the graph. */
  readonly showThresholds?: boolean;
  /** A longer time without a value breaks the line. */
  readonly breakAfterMs?: number | false;
}

const LEGEND = { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] };
const TOOLTIP = { mode: 'multi', sort: 'none' };
const NO_DATA_BREAK_MS = 2500;

/** The letter by which a panel knows its statement. */
export function refIdOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

/** Values over time. What is missing is a gap and never bridged. */
export function timeSeries(words: Drawn): Loose {
  const { draw = 'line', stacked = false, showThresholds = false } = words;
  const { breakAfterMs = NO_DATA_BREAK_MS } = words;
  const custom = {
    drawStyle: draw,
    lineInterpolation: 'linear',
    lineWidth: draw === 'line' ? 2 : 1,
    fillOpacity: draw === 'bars' ? 60 : 0,
    pointSize: draw === 'points' ? 9 : 5,
    showPoints: draw === 'points' ? 'always' : 'auto',
    spanNulls: false,
    insertNulls: draw === 'line' ? breakAfterMs : false,
    stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
    thresholdsStyle: { mode: showThresholds ? 'dashed' : 'off' },
  };
  const looks = byLeg(words);
  return panel(looks, 'timeseries', { legend: LEGEND, tooltip: TOOLTIP }, custom);
}

export interface Stated extends PanelWords {
  /** Which fields to state; all but times by default. */
  readonly fields?: string;
  readonly background?: boolean;
}

/** One figure, large; its colour is that of its threshold or of its word. */
export function stat(words: Stated): Loose {
  const steps = [{ value: null, color: COLOURS.blue }];
  const thresholds = { mode: 'absolute', steps } as const;
  const defaults = { color: { mode: 'thresholds' }, thresholds, ...words.defaults };
  return panel({ ...words, defaults }, 'stat', {
    reduceOptions: { calcs: ['lastNotNull'], fields: words.fields ?? '', values: false },
    orientation: 'auto',
    textMode: 'auto',
    colorMode: words.background ? 'background' : 'value',
    graphMode: 'none',
    justifyMode: 'auto',
    wideLayout: true,
  });
}

/** Rows as they are in the database. */
export function table(words: PanelWords): Loose {
  const options = {
    showHeader: true,
    cellHeight: 'sm',
    footer: { show: false, reducer: ['sum'], countRows: false, fields: '' },
  };
  return panel(words, 'table', options, { align: 'auto', filterable: true }, 'table');
}

/** States over time as coloured bars with words. */
export function stateTimeline(words: PanelWords): Loose {
  const options = {
    mergeValues: true,
    showValue: 'auto',
    alignValue: 'left',
    rowHeight: 0.9,
    legend: LEGEND,
    tooltip: TOOLTIP,
  };
  const custom = { lineWidth: 0, fillOpacity: 80, spanNulls: false, insertNulls: NO_DATA_BREAK_MS };
  return panel(words, 'state-timeline', options, custom);
}

/** How often which value came. */
export function histogram(words: PanelWords): Loose {
  const options = { combine: false, bucketOffset: 0, legend: LEGEND, tooltip: TOOLTIP };
  const custom = { lineWidth: 1, fillOpacity: 40, gradientMode: 'none' };
  return panel(byLeg(words), 'histogram', options, custom);
}

/** Words on a page of their own. */
export function note(title: string, content: string, size: Loose['size']): Loose {
  return { type: 'text', title, description: title, options: { mode: 'markdown', content }, size };
}

/** With the colours of the legs, which others may overrule. */
function byLeg(words: PanelWords): PanelWords {
  return { ...words, overrides: [...LEG_COLOURS, ...(words.overrides ?? [])] };
}

function panel(
  words: PanelWords,
  type: DataPanel['type'],
  options: DataPanel['options'],
  custom: Readonly<Record<string, unknown>> = {},
  resultFormat: Target['resultFormat'] = 'time_series',
): Loose {
  const { title, description, size, asked, defaults, overrides = [] } = words;
  const { interval, timeFrom, without = [] } = words;
  return {
    type,
    title,
    description,
    size,
    datasource: DATASOURCE,
    targets: asked.map(({ query, alias = '$tag_side' }, index) => ({
      refId: refIdOf(index),
      datasource: DATASOURCE,
      query,
      rawQuery: true,
      resultFormat,
      alias: resultFormat === 'table' ? '' : alias,
    })),
    fieldConfig: {
      defaults: { ...defaults, custom: { ...custom, ...defaults?.custom } },
      overrides,
    },
    options,
    ...(without.length === 0 ? {} : { transformations: [hiding(without)] }),
    ...(interval === undefined ? {} : { interval }),
    ...(timeFrom === undefined ? {} : { timeFrom }),
  };
}

function hiding(columns: readonly string[]) {
  const excludeByName = Object.fromEntries(columns.map((name) => [name, true]));
  return { id: 'organize', options: { excludeByName } };
}
