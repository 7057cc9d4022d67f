import type { Loose } from '../panels/grid.ts';
import { SHOWN, select } from '../query/select.ts';
import { EACH_SENSOR, NAMED, ofSensors, reported, SHOWN_OF_SESSION, sensor } from './ofSensors.ts';

const MINUTE = 'time(1m)';

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
    description:
      'Samples that came again, or with a time that cannot be, and were left out, per minute.',
  },
];

export const COUNT_PANELS: Loose[] = COUNTS.map(({ title, event, description }) =>
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

export const SHARE: Loose = ofSensors({
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

export const RATE: Loose = ofSensors({
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
