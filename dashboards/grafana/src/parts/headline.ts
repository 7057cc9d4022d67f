import { BODY } from '../../../../src/influx/schema/bodyMeasurement.ts';
import { LEG_MEASURES } from '../../../../src/model/bodyFrame.ts';
import { BAND_WORDS, type Headline } from '../../../../src/model/movement.ts';
import type { Override, ValueMapping } from '../format/panel.ts';
import { type Asked, refIdOf } from '../panels/panels.ts';
import { on } from '../query/names.ts';
import { select } from '../query/select.ts';
import { bandSteps, HEADLINE_GROUPS } from './bands.ts';

const body = on(BODY);

export const HEADLINE_UNIT = { cm: 'lengthcm', deg: 'degree' } as const;

/**
 * One statement for every group of tasks: only that of the session's task has an answer, in the unit
 * that a person sees.
 */
export function headlineAsked(
  aggregate: 'mean' | 'last',
  where: readonly string[],
  windows: readonly string[],
): Asked[] {
  return HEADLINE_GROUPS.map(({ headline, tasks }) => ({
    query: select({
      columns: { [headline.label]: `${aggregate}(${columnOf(headline)})${scaleOf(headline)}` },
      from: body.table,
      where: [body.oneOf('task', tasks), ...where],
      groupBy: [...windows, body.tag('side')],
      ...(windows.length > 0 ? { fill: 'none' as const } : {}),
    }),
    alias: '$tag_side: $col',
  }));
}

/** Unit and bands of each group. */
export const HEADLINE_LOOKS: readonly Override[] = HEADLINE_GROUPS.map(({ headline }, index) => ({
  matcher: { id: 'byFrameRefID', options: refIdOf(index) },
  properties: [
    { id: 'unit', value: HEADLINE_UNIT[headline.unit] },
    { id: 'thresholds', value: { mode: 'absolute', steps: bandSteps(headline) } },
  ],
}));

/** As before, with the word of the band in place of the figure. */
export const BAND_LOOKS: readonly Override[] = HEADLINE_GROUPS.map(({ headline }, index) => ({
  matcher: { id: 'byFrameRefID', options: refIdOf(index) },
  properties: [
    { id: 'thresholds', value: { mode: 'absolute', steps: bandSteps(headline) } },
    { id: 'mappings', value: wordsOf(headline) },
  ],
}));

/** What each band is called, and which tasks it serves. */
export const HEADLINE_WORDS = HEADLINE_GROUPS.map(
  ({ headline: { label, bandEdges, unit }, tasks }) =>
    `${label}: ${bandEdges.join(', ')} ${unit} (${tasks.join(', ')})`,
).join('; ');

function wordsOf(headline: Headline): ValueMapping[] {
  return bandSteps(headline).map(({ value, color }, index, steps) => ({
    type: 'range',
    options: {
      from: value,
      to: steps[index + 1]?.value ?? null,
      result: { text: BAND_WORDS[index], color, index },
    },
  }));
}

function columnOf({ measure }: Headline): string {
  const found = LEG_MEASURES.find(({ key }) => key === measure);
  if (found === undefined) throw new TypeError(`${measure} is no measure of a leg`);
  return body.field(found.column);
}

/** The database is in SI, people read centimetres. */
function scaleOf({ unit }: Headline): string {
  return unit === 'cm' ? ' * 100' : '';
}
