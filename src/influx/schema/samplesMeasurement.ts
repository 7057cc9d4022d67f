import { SENSOR_TAGS } from './commonTags.ts';
import { float, integer, type Measurement } from './measurement.ts';

const AXES = ['x', 'y', 'z'] as const;

/** What sensors measured; only with INFLUX_SAMPLES=on, for it is most of all there is. */
export const SAMPLES = {
  name: 'samples',
  line: 'one sample of one sensor, at the instant it was taken; with `INFLUX_SAMPLES=on`',
  tags: SENSOR_TAGS,
  fields: [
    ...AXES.map((axis) =>
      float(`acceleration_${axis}_mps2`, 'm/s²', `specific force along sensor ${axis}`),
    ),
    ...AXES.map((axis) =>
      float(`angular_rate_${axis}_radps`, 'rad/s', `angular rate about sensor ${axis}`),
    ),
    ...AXES.map((axis) =>
      float(
        `magnetic_field_${axis}_ut`,
        'µT',
        `magnetic flux density along sensor ${axis}; absent where there is no new reading`,
      ),
    ),
    integer('sample_index', '1', 'since the stream of the sensor began'),
  ],
} as const satisfies Measurement;
