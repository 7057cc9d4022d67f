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

/** Those that a recording has itself; what is said of them goes before. */
export const RECORDED_FACTS: readonly FactName[] = ['subject', 'protocol', 'notes'];
