import { Preference } from './preferences.ts';

/** Who the live view is for: whoever looks on, or whoever moves. */
export const LIVE_MODE = new Preference('liveMode', ['coach', 'athlete']);

/** Which leg the gauge of the athlete shows. */
export const GAUGE_LEG = new Preference('gaugeLeg', ['worse', 'left', 'right']);

/** Reps aimed at: those of the assessment that is chosen, a number, or none. */
export const REP_TARGET = new Preference('repTarget', [
  'assessment',
  'none',
  '5',
  '8',
  '10',
  '12',
  '15',
  '20',
]);
export type RepTargetChoice = typeof REP_TARGET.value.value;
