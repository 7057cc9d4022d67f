import { BODY } from '../../../../src/influx/schema/bodyMeasurement.ts';
import { QUANTITY_GROUPS } from '../../../../src/model/bodyFrame.ts';
import type { Loose } from '../panels/grid.ts';
import { stateTimeline } from '../panels/panels.ts';
import { on } from '../query/names.ts';
import { EACH_POINT, select } from '../query/select.ts';
import { QUALITY_WORDS } from './words.ts';

const body = on(BODY);

/** What to think of the figures, per leg and group of measures. */
export function qualityPanel(where: readonly string[], interval: string): Loose {
  return stateTimeline({
    title: 'Quality',
    description:
      'The worst word of each moment, per leg: knee, ankle and what is seen from the front. "ok" is a figure to trust. No bar is no data.',
    size: { w: 24, h: 8 },
    interval,
    asked: QUANTITY_GROUPS.map((group) => ({
      query: select({
        columns: { [group]: `max(${body.field(`${group}_quality`)})` },
        from: body.table,
        where,
        groupBy: [EACH_POINT, body.tag('side')],
        fill: 'none',
      }),
      alias: '$tag_side $col',
    })),
    defaults: { mappings: QUALITY_WORDS },
  });
}
