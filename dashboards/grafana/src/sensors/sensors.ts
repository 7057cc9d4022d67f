import type { FieldName } from '../../../../src/influx/schema/measurement.ts';
import type { SENSOR } from '../../../../src/influx/schema/sensorMeasurement.ts';
import type { Loose } from '../panels/grid.ts';
import { table } from '../panels/panels.ts';
import { dashboard } from '../parts/dashboard.ts';
import { DATASOURCE_VARIABLE, HUB_VARIABLE, SESSION_VARIABLE } from '../parts/variables.ts';
import { select } from '../query/select.ts';
import { EACH_SENSOR, NAMED, ofSensors, reported, SHOWN_OF_SESSION, sensor } from './ofSensors.ts';
import { COUNT_PANELS, RATE, SHARE } from './samplePanels.ts';

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
