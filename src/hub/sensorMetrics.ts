import type { SensorStatus } from '../stream/messages.ts';
import type { MetricFamily } from './prometheusText.ts';

interface Column {
  readonly name: string;
  readonly type: MetricFamily['type'];
  readonly help: string;
  /** null where it is not known. */
  readonly of: (sensor: SensorStatus) => number | null;
}

const COLUMNS: readonly Column[] = [
  {
    name: 'plumbline_sensor_streaming',
    type: 'gauge',
    help: '1 while samples come from the sensor',
    of: ({ link }) => (link === 'streaming' ? 1 : 0),
  },
  {
    name: 'plumbline_sensor_rate_hertz',
    type: 'gauge',
    help: 'Samples that came in the last second',
    of: ({ rateHz }) => rateHz,
  },
  {
    name: 'plumbline_sensor_samples_lost_total',
    type: 'counter',
    help: 'Samples lost on the way, also those that were had again',
    of: ({ lostSamples, refilledSamples }) => lostSamples + refilledSamples,
  },
  {
    name: 'plumbline_sensor_samples_refilled_total',
    type: 'counter',
    help: 'Lost samples that were had again',
    of: ({ refilledSamples }) => refilledSamples,
  },
  {
    name: 'plumbline_sensor_samples_late_total',
    type: 'counter',
    help: 'Samples that were delivered again and left out',
    of: ({ lateSamples }) => lateSamples,
  },
  {
    name: 'plumbline_sensor_reconnects_total',
    type: 'counter',
    help: 'How often the link was lost and built anew',
    of: ({ reconnects }) => reconnects,
  },
  {
    name: 'plumbline_sensor_battery_ratio',
    type: 'gauge',
    help: 'Charge of its battery, 0 to 1',
    of: ({ batteryPercent }) => (batteryPercent === null ? null : batteryPercent / 100),
  },
  {
    name: 'plumbline_sensor_signal_dbm',
    type: 'gauge',
    help: 'Strength of its signal',
    of: ({ rssiDbm }) => rssiDbm,
  },
];

/** How every sensor fares that was linked once; those that only advertise may be anybody's. */
export function sensorMetrics(sensors: readonly SensorStatus[]): MetricFamily[] {
  const linked = sensors.filter(({ link }) => link !== 'found');
  return COLUMNS.map(({ name, type, help, of }) => ({
    name,
    type,
    help,
    samples: linked.flatMap((sensor) => {
      const value = of(sensor);
      const labels = { sensor: sensor.id, place: sensor.placement ?? 'none' };
      return value === null ? [] : [{ labels, value }];
    }),
  }));
}
