import { SENSOR_TAGS } from './commonTags.ts';
import { float, integer, type Measurement, text, truth } from './measurement.ts';

export const SENSOR = {
  name: 'sensor',
  line: 'what happened to one sensor, or how it fares',
  tags: [
    {
      name: 'event',
      meaning:
        '`linked`, `lost`, `placed`, `samplesLost`, `samplesRefilled`, `samplesLate`, `samplesGone`, `clock`, `report`, `haptic`, `fault`',
      reason: 'two of them at one instant would overwrite each other as a field',
    },
    ...SENSOR_TAGS,
  ],
  fields: [
    text('place_before', 'with `placed`: where it was worn until then; `none` when it was not'),
    text('driver', 'with `linked`: its make'),
    text('firmware', 'with `linked`: its version'),
    float('rate_hz', 'Hz', 'with `linked`: samples per second it was told; with `report`: had'),
    text('reason', 'with `lost`: why the link ended; with `haptic`: why it was not done'),
    integer(
      'count',
      '1',
      'samples, with `samplesLost`, `samplesRefilled`, `samplesLate` and `samplesGone`',
    ),
    integer('first_index', '1', 'of these samples'),
    truth('estimated', 'with `samplesLost`: the sensor counts nothing, so the number is reckoned'),
    text('basis', 'with `clock`: what the times of its samples rest on'),
    float('skew_ppm', 'ppm', 'with `clock`: by how much its clock runs fast'),
    float('residual_us', 'µs', 'with `clock`: how late its packets are, root mean square'),
    float('bound_us', 'µs', 'with `clock`: the instant of sampling is known within ± this'),
    float('battery_pct', '%', 'with `report`: charge of its battery'),
    float('rssi_dbm', 'dBm', 'with `report`: strength of its signal'),
    integer(
      'delay_us',
      'µs',
      'with `haptic`: from the packet behind the cue to the acknowledgement',
    ),
    text('sentence', 'with `fault`: what is wrong'),
  ],
} as const satisfies Measurement;
