import { HUB as REPORT } from '../../../../src/influx/schema/hubMeasurement.ts';
import type { FieldName } from '../../../../src/influx/schema/measurement.ts';
import type { FieldDefaults } from '../format/panel.ts';
import type { Loose } from '../panels/grid.ts';
import { table, timeSeries } from '../panels/panels.ts';
import { COLOURS } from '../parts/colours.ts';
import { dashboard } from '../parts/dashboard.ts';
import { DATASOURCE_VARIABLE, HUB_VARIABLE } from '../parts/variables.ts';
import { on } from '../query/names.ts';
import { EACH_POINT, SHOWN, select } from '../query/select.ts';
import { FRAMES } from './framePanels.ts';
import { BREAK_AFTER_MS, FINEST, SHOWN_OF_SESSION, session } from './shown.ts';

export const report = on(REPORT);

const MACHINE: Loose[] = [
  reported('Processor', 'cpu_pct', 'Of one core, in the last ten seconds.', {
    unit: 'percent',
    min: 0,
  }),
  reported('Memory', 'memory_mb', 'Resident memory of the process of the hub.', {
    unit: 'decmbytes',
    min: 0,
  }),
  reported(
    'Delay of the event loop',
    'loop_delay_p99_ms',
    'By how much the event loop was late, 99th percentile; all that a hub does waits for it.',
    { unit: 'ms', min: 0 },
  ),
  reported('Disk free', 'disk_free_mb', 'Where recordings are written.', {
    unit: 'decmbytes',
    min: 0,
  }),
  reported('Clients', 'clients', 'Pages and programs that listen.', { min: 0, decimals: 0 }),
  reported(
    'Lag of the upload',
    'upload_lag_s',
    'By how much this database was behind. It is seen only once the upload has come this far.',
    { unit: 's', min: 0 },
  ),
];

const EVENTS: Loose[] = [
  table({
    title: 'Faults',
    description: 'What was wrong with the hub or its radio, in a sentence.',
    size: { w: 12, h: 8 },
    asked: [
      {
        query: `${select({
          columns: {
            hub: session.tag('hub'),
            session: session.tag('session'),
            sentence: session.field('sentence'),
          },
          from: session.table,
          where: [session.is('event', 'fault'), ...SHOWN_OF_SESSION],
        })} ORDER BY time DESC LIMIT 200`,
      },
    ],
  }),
  table({
    title: 'Jumps of the clock',
    description:
      'Where the clock of the computer went forward while it recorded, as after sleep: by how much.',
    size: { w: 12, h: 8 },
    asked: [
      {
        query: `${select({
          columns: {
            hub: session.tag('hub'),
            session: session.tag('session'),
            'by s': `${session.field('by_us')} / 1000000`,
          },
          from: session.table,
          where: [session.is('event', 'clockJump'), ...SHOWN_OF_SESSION],
        })} ORDER BY time DESC LIMIT 200`,
      },
    ],
  }),
  timeSeries({
    title: 'Sessions begun each day',
    description: 'Of each hub; a hub without a bar recorded nothing, or has yet to upload it.',
    size: { w: 24, h: 7 },
    draw: 'bars',
    stacked: true,
    asked: [
      {
        query: select({
          columns: { sessions: `count(${session.field('frame_rate_hz')})` },
          from: session.table,
          where: [session.is('event', 'start'), ...SHOWN_OF_SESSION],
          groupBy: ['time(1d)', session.tag('hub')],
          fill: 'none',
        }),
        alias: '$tag_hub',
      },
    ],
    defaults: { min: 0, decimals: 0 },
  }),
];

function reported(
  title: string,
  field: FieldName<typeof REPORT>,
  description: string,
  defaults: FieldDefaults,
): Loose {
  return timeSeries({
    title,
    description,
    size: { w: 8, h: 7 },
    interval: FINEST,
    breakAfterMs: BREAK_AFTER_MS,
    asked: [
      {
        query: select({
          columns: { [field]: `max(${report.field(field)})` },
          from: report.table,
          where: [report.chosen('hub'), SHOWN],
          groupBy: [EACH_POINT, report.tag('hub')],
          fill: 'none',
        }),
        alias: '$tag_hub',
      },
    ],
    // One hue in lighter and darker shades, for nobody knows the names of hubs before.
    defaults: { color: { mode: 'shades', fixedColor: COLOURS.blue }, ...defaults },
  });
}

/** How the hubs fare. */
export const HUBS = dashboard({
  uid: 'plumbline-hubs',
  title: 'Plumbline: hubs',
  description: 'How the machines fare that record: latency, load, disk, upload.',
  from: 'now-6h',
  refresh: '30s',
  variables: [DATASOURCE_VARIABLE, HUB_VARIABLE],
  annotations: [],
  sections: [
    { title: 'Frames', panels: FRAMES },
    { title: 'The machine', panels: MACHINE },
    { title: 'What happened', panels: EVENTS },
  ],
});
