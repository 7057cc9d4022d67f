import { QUALITY_FLAGS } from '../../../../src/model/quality.ts';
import { QUALITY_TEXT } from '../../../../src/model/qualityText.ts';
import type { ValueMapping } from '../format/panel.ts';
import { COLOURS } from './colours.ts';

/** Stands in the description of every dashboard with figures of a person. */
export const NOTICE = 'Training aid. It does not diagnose, treat or predict injury.';

const SEVERITY = [COLOURS.sky, COLOURS.yellow, COLOURS.orange, COLOURS.vermilion] as const;

/**
 * The number of the quality flags as the word of the worst: flags stand from mildest to worst, so the
 * highest bit decides, and every word is one range of numbers.
 */
export const QUALITY_WORDS: readonly ValueMapping[] = [
  { type: 'value', options: { '0': { text: 'ok', color: COLOURS.blue, index: 0 } } },
  ...QUALITY_FLAGS.map((flag, bit): ValueMapping => {
    const color = SEVERITY[Math.floor((bit * SEVERITY.length) / QUALITY_FLAGS.length)];
    return {
      type: 'range',
      options: {
        from: 2 ** bit,
        to: 2 ** (bit + 1) - 1,
        result: { text: QUALITY_TEXT[flag], color, index: bit + 1 },
      },
    };
  }),
];

/** Of a change divided by the detectable change. */
export const CHANGE_WORDS: readonly ValueMapping[] = [
  {
    type: 'value',
    options: {
      '0': {
        text: 'nothing to tell: the same session, or no detectable change is stated',
        color: COLOURS.grey,
        index: 0,
      },
    },
  },
  range(null, -1, 'less by more than the detectable change', COLOURS.purple, 1),
  range(-1, 1, 'within the detectable change', COLOURS.grey, 2),
  range(1, null, 'more by more than the detectable change', COLOURS.sky, 3),
];

function range(
  from: number | null,
  to: number | null,
  text: string,
  color: string,
  index: number,
): ValueMapping {
  return { type: 'range', options: { from, to, result: { text, color, index } } };
}
