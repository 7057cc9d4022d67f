import type { Override } from '../format/panel.ts';

/**
 * Okabe and Ito's colours, told apart with every kind of colour vision. Words go with them: no panel
 * says anything by colour alone.
 */
export const COLOURS = {
  blue: '#0072B2',
  orange: '#E69F00',
  sky: '#56B4E9',
  green: '#009E73',
  yellow: '#F0E442',
  vermilion: '#D55E00',
  purple: '#CC79A7',
  grey: '#999999',
} as const;

/** Right blue, left orange, on every dashboard. */
export const LEG_COLOURS: readonly Override[] = [
  legColour('right', COLOURS.blue),
  legColour('left', COLOURS.orange),
];

function legColour(side: 'right' | 'left', fixedColor: string): Override {
  return {
    matcher: { id: 'byRegexp', options: `/\\b${side}\\b/` },
    properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
  };
}
