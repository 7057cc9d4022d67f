/** Sent in every hello; a client shows it where a person sees results. */
export const DISCLAIMER =
  'Training aid. Shows how you move; it does not diagnose, treat or predict injury. Stop if it hurts. If you have pain, swelling or your knee gives way, see a health professional.';
