import type { FieldName } from '../../../../src/influx/schema/measurement.ts';
import { SENSOR } from '../../../../src/influx/schema/sensorMeasurement.ts';
import { PLACEMENTS } from '../../../../src/model/placement.ts';
import type { Override } from '../format/panel.ts';
import type { Loose } from '../panels/grid.ts';
import { type Drawn, timeSeries } from '../panels/panels.ts';
import { COLOURS } from '../parts/colours.ts';
import { on } from '../query/names.ts';
import { EACH_POINT, SHOWN, select } from '../query/select.ts';

export const sensor = on(SENSOR);

export const SHOWN_OF_SESSION = [sensor.chosen('hub'), sensor.chosen('session'), SHOWN];

export const EACH_SENSOR = [sensor.tag('place'), sensor.tag('sensor')];

export const NAMED = '$tag_place $tag_sensor';

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

export function ofSensors(words: Omit<Drawn, 'size'>): Loose {
  const { overrides = [], ...rest } = words;
  return timeSeries({
    breakAfterMs: BREAK_AFTER_MS,
    interval: '10s',
    ...rest,
    size: { w: 12, h: 8 },
    overrides: [...PLACE_COLOURS, ...overrides],
  });
}

export function reported(field: FieldName<typeof SENSOR>, alias: string) {
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
