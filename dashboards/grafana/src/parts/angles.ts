import { BODY } from '../../../../src/influx/schema/bodyMeasurement.ts';
import type { FieldName } from '../../../../src/influx/schema/measurement.ts';
import type { Loose } from '../panels/grid.ts';
import { timeSeries } from '../panels/panels.ts';
import { on } from '../query/names.ts';
import { EACH_POINT, select } from '../query/select.ts';

const body = on(BODY);

interface Angle {
  readonly title: string;
  readonly column: FieldName<typeof BODY>;
  readonly description: string;
}

/** The angles a person looks at first; the signs are those of docs/conventions.md. */
const ANGLES: readonly Angle[] = [
  {
    title: 'Knee flexion',
    column: 'knee_flexion_deg',
    description: 'Knee flexion; + is flexion.',
  },
  {
    title: 'Knee angle from the front',
    column: 'fppa_deg',
    description:
      'Frontal plane projection angle; + is the knee medial of the line from hip to ankle. A gap where the knee is bent too far, or the heading too old, for it to be stated.',
  },
  {
    title: 'Knee valgus (joint)',
    column: 'knee_valgus_deg',
    description: 'Knee abduction of the joint coordinate system; + is valgus.',
  },
  {
    title: 'Shank lean',
    column: 'shank_lean_deg',
    description:
      'Shank against vertical in the frontal plane of the person; + is the knee medial to the ankle.',
  },
  {
    title: 'Knee over toe',
    column: 'knee_over_toe_deg',
    description: 'Shank over foot: shank lean in the heading of the foot; + is medial.',
  },
];

/** A graph of each. */
export function anglePanels(where: readonly string[], interval: string): Loose[] {
  return ANGLES.map(({ title, column, description }) =>
    timeSeries({
      title,
      description,
      size: { w: 12, h: 7 },
      interval,
      asked: [
        {
          query: select({
            columns: { [title]: `mean(${body.field(column)})` },
            from: body.table,
            where,
            groupBy: [EACH_POINT, body.tag('side')],
            fill: 'none',
          }),
        },
      ],
      defaults: { unit: 'degree', decimals: 1 },
    }),
  );
}
