/** Shown wherever a person sees results. */
export const DISCLAIMER =
  'Training aid. Shows how you move; it does not diagnose, treat or predict injury. Stop if it hurts. If you have pain, swelling or your knee gives way, see a health professional.';

/** Stands beside every table and plot that has bands. */
export const BANDS_CAPTION =
  'Bands are training targets you can change. They are not medical limits and do not predict injury.';
