/** Facts of a session that a person may say; what each takes stands in `sessionFacts.ts`. */
export const FACT_NAMES = [
  'subject',
  'protocol',
  'trial',
  'conditions',
  'notes',
  'dominantSide',
  'rightLegLengthM',
  'leftLegLengthM',
  'rightToeOutDeg',
  'leftToeOutDeg',
  'footwear',
  'loadKg',
  'band',
  'boxHeightCm',
  'painBefore',
  'painDuring',
  'painAfter',
  'consent',
  'consentDay',
] as const;

export type FactName = (typeof FACT_NAMES)[number];
