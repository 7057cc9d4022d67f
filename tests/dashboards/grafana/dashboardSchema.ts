import { z } from 'zod';

/** What we rely on of Grafana's dashboard JSON; a key that is not named here is a mistake. */

const datasource = z.strictObject({
  type: z.literal('influxdb'),
  uid: z.literal('$datasource'),
});

const said = z.string().min(1);
const gridPos = z.strictObject({
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  w: z.int().min(1).max(24),
  h: z.int().min(1),
});

const target = z.strictObject({
  refId: z.string().regex(/^[A-Z]$/),
  datasource,
  query: said,
  rawQuery: z.literal(true),
  resultFormat: z.enum(['time_series', 'table']),
  alias: z.string(),
});

const colour = z.string().regex(/^#[0-9A-F]{6}$/);
const result = z.strictObject({ text: said, color: colour, index: z.int().min(0) });
const mapping = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('value'), options: z.record(z.string(), result) }),
  z.strictObject({
    type: z.literal('range'),
    options: z.strictObject({
      from: z.number().nullable(),
      to: z.number().nullable(),
      result,
    }),
  }),
]);

const thresholds = z.strictObject({
  mode: z.literal('absolute'),
  steps: z
    .array(z.strictObject({ value: z.number().nullable(), color: colour }))
    .min(1)
    .refine((steps) => steps.every(({ value }, i) => (value === null) === (i === 0)), {
      message: 'only the first step is from minus infinity',
    }),
});

const UNITS = [
  'degree',
  'lengthcm',
  's',
  'ms',
  'µs',
  'percent',
  'hertz',
  'ppm',
  'dBm',
  'decmbytes',
  'dateTimeFromNow',
] as const;

const fixedColour = z.union([
  z.strictObject({ mode: z.enum(['fixed', 'shades']), fixedColor: colour }),
  z.strictObject({ mode: z.literal('thresholds') }),
]);

const property = z.discriminatedUnion('id', [
  z.strictObject({ id: z.literal('color'), value: fixedColour }),
  z.strictObject({ id: z.literal('unit'), value: z.enum(UNITS) }),
  z.strictObject({ id: z.literal('thresholds'), value: thresholds }),
  z.strictObject({ id: z.literal('mappings'), value: z.array(mapping).min(1) }),
  z.strictObject({
    id: z.literal('links'),
    value: z.array(
      z.strictObject({ title: said, url: z.string().startsWith('/d/'), targetBlank: z.boolean() }),
    ),
  }),
  z.strictObject({ id: z.literal('custom.drawStyle'), value: z.enum(['line', 'bars', 'points']) }),
  z.strictObject({ id: z.literal('custom.pointSize'), value: z.int().min(1) }),
  z.strictObject({ id: z.literal('custom.lineWidth'), value: z.int().min(0) }),
  z.strictObject({
    id: z.literal('custom.lineStyle'),
    value: z.strictObject({ fill: z.literal('dash'), dash: z.array(z.int()) }),
  }),
  z.strictObject({
    id: z.literal('custom.cellOptions'),
    value: z.strictObject({ type: z.literal('color-background'), mode: z.literal('basic') }),
  }),
  z.strictObject({
    id: z.literal('custom.showPoints'),
    value: z.enum(['auto', 'always', 'never']),
  }),
]);

const fieldConfig = z.strictObject({
  defaults: z.strictObject({
    unit: z.enum(UNITS).optional(),
    decimals: z.int().min(0).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    noValue: said.optional(),
    color: fixedColour.optional(),
    thresholds: thresholds.optional(),
    mappings: z.array(mapping).optional(),
    custom: z.looseObject({
      // Nulls are gaps; bridging one would draw what nobody measured.
      spanNulls: z.literal(false).optional(),
    }),
  }),
  overrides: z.array(
    z.strictObject({
      matcher: z.strictObject({
        id: z.enum(['byName', 'byRegexp', 'byFrameRefID']),
        options: said,
      }),
      properties: z.array(property).min(1),
    }),
  ),
});

const dataPanel = z.strictObject({
  id: z.int().min(1),
  type: z.enum(['timeseries', 'stat', 'table', 'state-timeline', 'histogram']),
  title: said,
  description: z.string().min(20),
  gridPos,
  datasource,
  targets: z.array(target).min(1),
  fieldConfig,
  options: z.looseObject({}),
  transformations: z
    .tuple([
      z.strictObject({
        id: z.literal('organize'),
        options: z.strictObject({ excludeByName: z.record(said, z.literal(true)) }),
      }),
    ])
    .optional(),
  interval: z
    .string()
    .regex(/^\d+(ms|s)$/)
    .optional(),
  timeFrom: z
    .string()
    .regex(/^\d+[hdMy]$/)
    .optional(),
});

const textPanel = z.strictObject({
  id: z.int().min(1),
  type: z.literal('text'),
  title: said,
  description: said,
  gridPos,
  options: z.strictObject({ mode: z.literal('markdown'), content: said }),
});

const rowPanel = z.strictObject({
  id: z.int().min(1),
  type: z.literal('row'),
  title: said,
  gridPos,
  collapsed: z.literal(false),
  panels: z.array(z.never()),
});

const variableBase = {
  name: z.string().regex(/^[A-Za-z]\w*$/),
  label: said,
  description: said,
  hide: z.literal(0),
  skipUrlSync: z.boolean(),
};
const option = z.strictObject({ text: said, value: said, selected: z.boolean() });
const none = z.strictObject({});

const variable = z.discriminatedUnion('type', [
  z.strictObject({
    ...variableBase,
    type: z.literal('datasource'),
    query: z.literal('influxdb'),
    refresh: z.literal(1),
    regex: z.literal(''),
    multi: z.literal(false),
    includeAll: z.literal(false),
    options: z.array(z.never()),
    current: none,
  }),
  z.strictObject({
    ...variableBase,
    type: z.literal('query'),
    datasource,
    query: said,
    definition: said,
    refresh: z.union([z.literal(1), z.literal(2)]),
    sort: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    regex: z.literal(''),
    multi: z.boolean(),
    includeAll: z.boolean(),
    allValue: z.string().nullable(),
    options: z.array(z.never()),
    current: z.union([none, option]),
  }),
  z.strictObject({
    ...variableBase,
    type: z.literal('custom'),
    query: said,
    multi: z.literal(false),
    includeAll: z.literal(false),
    options: z.array(option).min(2),
    current: option,
  }),
  z.strictObject({
    ...variableBase,
    type: z.literal('textbox'),
    query: z.string().regex(/^\d+(\.\d+)?$/),
    options: z.array(option).length(1),
    current: option,
  }),
]);

const annotationMapping = z.union([
  z.strictObject({ source: z.literal('field'), value: z.enum(['time', 'timeEnd']) }),
  z.strictObject({ source: z.literal('skip') }),
]);

const annotation = z.strictObject({
  name: said,
  enable: z.boolean(),
  hide: z.literal(false),
  iconColor: colour,
  datasource,
  target: z.strictObject({
    refId: z.literal('Anno'),
    query: said,
    rawQuery: z.literal(true),
    fromAnnotations: z.literal(true),
    textEditor: z.literal(true),
    textColumn: said,
    tagsColumn: z.string(),
    timeEndColumn: z.string(),
  }),
  mappings: z.strictObject({
    time: annotationMapping.optional(),
    timeEnd: annotationMapping.optional(),
    title: annotationMapping,
  }),
});

export const dashboardSchema = z.strictObject({
  id: z.null(),
  uid: z.string().regex(/^plumbline-[a-z]+$/),
  title: z.string().startsWith('Plumbline: '),
  description: said,
  tags: z.tuple([z.literal('plumbline')]),
  schemaVersion: z.literal(41),
  version: z.int(),
  editable: z.boolean(),
  graphTooltip: z.literal(1),
  timezone: z.literal('browser'),
  time: z.strictObject({ from: z.string().regex(/^now-\d+[mhdM]$/), to: z.literal('now') }),
  refresh: z.enum(['', '5s', '30s']),
  timepicker: z.strictObject({ refresh_intervals: z.array(said) }),
  links: z.array(
    z.strictObject({
      title: said,
      type: z.enum(['dashboards', 'link']),
      tags: z.array(said),
      asDropdown: z.boolean(),
      includeVars: z.boolean(),
      keepTime: z.boolean(),
      icon: said,
      targetBlank: z.boolean(),
      tooltip: said,
      url: z.string(),
    }),
  ),
  annotations: z.strictObject({ list: z.array(annotation) }),
  templating: z.strictObject({ list: z.array(variable).min(2) }),
  panels: z.array(z.discriminatedUnion('type', [dataPanel, textPanel, rowPanel])).min(2),
});
