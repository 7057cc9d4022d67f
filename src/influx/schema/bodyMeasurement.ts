import { LEG_MEASURES, QUANTITY_GROUPS } from '../../model/bodyFrame.ts';
import { QUALITY_FLAGS } from '../../model/quality.ts';
import { SIDE_TAG } from './commonTags.ts';
import { float, integer, type Measurement } from './measurement.ts';

const FLAGS = QUALITY_FLAGS.map((flag) => `\`${flag}\``).join(', ');

const MEASURES = LEG_MEASURES.map(({ column, unit, meaning }) =>
  float(column, unit, meaning.replace('NaN outside', 'absent outside')),
);

const QUALITY = QUANTITY_GROUPS.map((group) =>
  integer(
    `${group}_quality`,
    'bits',
    `quality of the ${group} measures; 0 is \`ok\`. From bit 0: ${FLAGS}; at a lower rate all that any frame of the window had`,
  ),
);

/** Measures of which a lower rate keeps the extremes: all but the standard deviations. */
export const WITH_EXTREMES = LEG_MEASURES.filter(({ key }) => !/Sd(Deg|M)$/.test(key));

const EXTREMES = WITH_EXTREMES.flatMap(({ column, unit }) => [
  float(`${column}_min`, unit, `at a lower rate: least \`${column}\` of the window`),
  float(`${column}_max`, unit, `at a lower rate: largest \`${column}\` of the window`),
]);

/**
 * At the full rate one line per leg and frame. At a lower rate one per leg and window, at the middle of
 * the window: plain fields are means over its frames, so that the same query serves both.
 */
export const BODY = {
  name: 'body',
  line: 'one leg at one frame; at a lower rate, one leg over one window',
  tags: [SIDE_TAG],
  fields: [
    ...MEASURES,
    ...QUALITY,
    integer(
      'latency_us',
      'µs',
      'from the instant of the frame to the arrival of the packet that completed it; at a lower rate the longest',
    ),
    ...EXTREMES,
    integer('frames', '1', 'at a lower rate: frames of the window; absent at the full rate'),
  ],
} as const satisfies Measurement;
