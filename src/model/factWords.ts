import type { FactName } from './factNames.ts';

export const FACT_LABELS: Readonly<Record<FactName, string>> = {
  subject: 'Participant',
  protocol: 'Protocol',
  trial: 'Which of several alike',
  conditions: 'Other conditions',
  notes: 'Notes',
  dominantSide: 'Dominant side',
  rightLegLengthM: 'Right leg length',
  leftLegLengthM: 'Left leg length',
  rightToeOutDeg: 'Right toes out',
  leftToeOutDeg: 'Left toes out',
  footwear: 'Footwear',
  loadKg: 'Load',
  band: 'Band',
  boxHeightCm: 'Box height',
  painBefore: 'Pain before',
  painDuring: 'Pain during',
  painAfter: 'Pain after',
  consent: 'Agreed to be recorded',
  consentDay: 'Agreed on',
};

export const FACT_UNITS: Readonly<Partial<Record<FactName, string>>> = {
  rightLegLengthM: 'm',
  leftLegLengthM: 'm',
  rightToeOutDeg: '°',
  leftToeOutDeg: '°',
  loadKg: 'kg',
  boxHeightCm: 'cm',
};

const OF_TEN: readonly FactName[] = ['painBefore', 'painDuring', 'painAfter'];

/** What was said of a fact, with its unit: `20 kg`, `−5°`, `4 of 10`, `Yes`. */
export function factText(name: FactName, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (OF_TEN.includes(name)) return `${value} of 10`;
  if (name === 'dominantSide') return value === 'right' ? 'Right' : 'Left';
  const text = typeof value === 'number' ? String(value).replace('-', '−') : value;
  const unit = FACT_UNITS[name] ?? '';
  return unit === '' || unit === '°' ? `${text}${unit}` : `${text} ${unit}`;
}
