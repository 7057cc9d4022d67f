import type { FieldName } from '../../../src/influx/schema/measurement.ts';
import { SENSOR } from '../../../src/influx/schema/sensorMeasurement.ts';
import { PLACEMENTS } from '../../../src/model/placement.ts';
import type { Override } from './format/panel.ts';
import type { Loose } from './panels/grid.ts';
import { type Drawn, table, timeSeries } from './panels/panels.ts';
import { COLOURS } from './parts/colours.ts';
import { dashboard } from './parts/dashboard.ts';
import { DATASOURCE_VARIABLE, HUB_VARIABLE, SESSION_VARIABLE } from './parts/variables.ts';
import { on } from './query/names.ts';
import { EACH_POINT, SHOWN, select } from './query/select.ts';

const sensor = on(SENSOR);

const MINUTE = 'time(1m)';
const SHOWN_OF_SESSION = [sensor.chosen('hub'), sensor.chosen('session'), SHOWN];
const EACH_SENSOR = [sensor.tag('place'), sensor.tag('sensor')];
const NAMED = '$tag_place $tag_sensor';
/** Reports come every ten seconds. */
const BREAK_AFTER_MS = 25_000;

const PALETTE = [
  COLOURS.grey,
  COLOURS.blue,
  COLOURS.sky,
  COLOURS.green,
  COLOURS.orange,
  COLOURS.vermilion,
  COLOURS.purple,
] as const;

const PLACE_COLOURS: readonly Override[] = PLACEMENTS.map((place, index) => ({
  matcher: { id: 'byRegexp', options: `/^${place} /` },
  properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: PALETTE[index] } }],
}));

interface Counted {
  readonly title: string;
  readonly event: string;
  readonly description: string;
}

const COUNTS: readonly Counted[] = [
  {
    title: 'Samples lost',
    event: 'samplesLost',
    description:
      'Samples that did not come, per minute; some may have come later, see "had again".',
  },
  {
    title: 'Samples had again',
    event: 'samplesRefilled',
    description: 'Lost samples that the sensor still had and sent later, per minute.',
  },
  {
    title: 'Samples gone',
    event: 'samplesGone',
    description: 'Lost samples that the sensor no longer had when it was asked, per minute.',
  },
  {
    title: 'Samples late',
    event: 'samplesLate',
    description: 'Samples that came after their frame was made, per minute.',
  },
];

const COUNT_PANELS: Loose[] = COUNTS.map(({ title, event, description }) =>
  ofSensors({
    title: `${title} per minute`,
    description,
    draw: 'bars',
    asked: [
      {
        query: select({
          columns: { samples: `sum(${sensor.field('count')})` },
          from: sensor.table,
          where: [sensor.is('event', event), ...SHOWN_OF_SESSION],
          groupBy: [MINUTE, ...EACH_SENSOR],
          fill: 'none',
        }),
        alias: NAMED,
      },
    ],
    defaults: { min: 0, decimals: 0, noValue: 'none' },
  }),
);

const SHARE: Loose = ofSensors({
  title: 'Share lost',
  description:
    'Of the samples of each minute, how many did not come; minutes without a loss have no bar.',
  draw: 'bars',
  asked: [
    {
      query: select({
        columns: { lost: '100 * sum("lost") / (sum("lost") + mean("had") * 60)' },
        from: [
          select({
            columns: { lost: sensor.field('count') },
            from: sensor.table,
            where: [sensor.is('event', 'samplesLost'), ...SHOWN_OF_SESSION],
          }),
          select({
            columns: { had: sensor.field('rate_hz') },
            from: sensor.table,
            where: [sensor.is('event', 'report'), ...SHOWN_OF_SESSION],
          }),
        ],
        where: [SHOWN],
        groupBy: [MINUTE, ...EACH_SENSOR],
        fill: 'none',
      }),
      alias: NAMED,
    },
  ],
  defaults: { unit: 'percent', min: 0, decimals: 2, noValue: 'none' },
});

const RATE: Loose = ofSensors({
  title: 'Samples per second, had and told',
  description: 'The line is what came; the points are what the sensor was told when it was linked.',
  asked: [
    reported('rate_hz', NAMED),
    {
      query: select({
        columns: { told: sensor.field('rate_hz') },
        from: sensor.table,
        where: [sensor.is('event', 'linked'), ...SHOWN_OF_SESSION],
        groupBy: [sensor.tag('sensor')],
      }),
      // When it is linked it may not have a place yet.
      alias: '$tag_sensor, told',
    },
  ],
  defaults: { unit: 'hertz', min: 0 },
  overrides: [
    {
      matcher: { id: 'byFrameRefID', options: 'B' },
      properties: [
        { id: 'custom.drawStyle', value: 'points' },
        { id: 'custom.pointSize', value: 9 },
      ],
    },
  ],
});

const STATES: Loose[] = [
  ofSensors({
    title: 'Battery',
    description: 'Charge of its battery; absent where a sensor does not tell it.',
    asked: [reported('battery_pct', NAMED)],
    defaults: { unit: 'percent', min: 0, max: 100, decimals: 0 },
  }),
  ofSensors({
    title: 'Signal',
    description: 'Strength of its signal at the hub; nearer to zero is stronger.',
    asked: [reported('rssi_dbm', NAMED)],
    defaults: { unit: 'dBm', decimals: 0 },
  }),
  ofSensors({
    title: 'Clock skew',
    description: 'By how much its clock runs fast against that of the hub, + is fast.',
    draw: 'points',
    asked: [clocked('skew_ppm')],
    defaults: { unit: 'ppm', decimals: 1 },
  }),
  ofSensors({
    title: 'Clock residual',
    description: 'How late its packets are against its clock, root mean square.',
    draw: 'points',
    asked: [clocked('residual_us')],
    defaults: { unit: 'µs', min: 0, decimals: 0 },
  }),
];

const EVENTS: Loose[] = [
  table({
    title: 'Links lost',
    description: 'When a link ended, and why.',
    size: { w: 12, h: 8 },
    asked: [happened('lost', { reason: sensor.field('reason') })],
  }),
  table({
    title: 'Faults',
    description: 'What was wrong with a sensor, in a sentence.',
    size: { w: 12, h: 8 },
    asked: [happened('fault', { sentence: sensor.field('sentence') })],
  }),
  table({
    title: 'Links made',
    description: 'When a sensor was linked, what it is and what it was told.',
    size: { w: 12, h: 8 },
    asked: [
      happened('linked', {
        driver: sensor.field('driver'),
        firmware: sensor.field('firmware'),
        'rate Hz': sensor.field('rate_hz'),
      }),
    ],
  }),
  table({
    title: 'Cues felt',
    description:
      'Cues that a sensor let the limb feel: how long after the packet behind the cue it said so, or why it did not.',
    size: { w: 12, h: 8 },
    asked: [
      happened('haptic', {
        'delay µs': sensor.field('delay_us'),
        reason: sensor.field('reason'),
      }),
    ],
  }),
];

function ofSensors(words: Omit<Drawn, 'size'>): Loose {
  const { overrides = [], ...rest } = words;
  return timeSeries({
    breakAfterMs: BREAK_AFTER_MS,
    interval: '10s',
    ...rest,
    size: { w: 12, h: 8 },
    overrides: [...PLACE_COLOURS, ...overrides],
  });
}

function reported(field: FieldName<typeof SENSOR>, alias: string) {
  return {
    query: select({
      columns: { [field]: `mean(${sensor.field(field)})` },
      from: sensor.table,
      where: [sensor.is('event', 'report'), ...SHOWN_OF_SESSION],
      groupBy: [EACH_POINT, ...EACH_SENSOR],
      fill: 'none',
    }),
    alias,
  };
}

function clocked(field: FieldName<typeof SENSOR>) {
  return {
    query: select({
      columns: { [field]: sensor.field(field) },
      from: sensor.table,
      where: [sensor.is('event', 'clock'), ...SHOWN_OF_SESSION],
      groupBy: EACH_SENSOR,
    }),
    alias: NAMED,
  };
}

function happened(event: string, columns: Readonly<Record<string, string>>) {
  return {
    query: `${select({
      columns: { place: sensor.tag('place'), sensor: sensor.tag('sensor'), ...columns },
      from: sensor.table,
      where: [sensor.is('event', event), ...SHOWN_OF_SESSION],
    })} ORDER BY time DESC LIMIT 200`,
  };
}

/** How the sensors fare. */
export const SENSORS = dashboard({
  uid: 'plumbline-sensors',
  title: 'Plumbline: sensors',
  description: 'How the sensors of a session fare: samples, clocks, links, batteries.',
  from: 'now-1h',
  refresh: '',
  variables: [DATASOURCE_VARIABLE, HUB_VARIABLE, SESSION_VARIABLE],
  annotations: [],
  sections: [
    { title: 'Samples', panels: [...COUNT_PANELS, SHARE, RATE] },
    { title: 'State', panels: STATES },
    { title: 'What happened', panels: EVENTS },
  ],
});
