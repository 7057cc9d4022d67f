import { fieldsBelow, type SettingField } from './settingField.ts';

const BANDS = ['thresholds', 'bands'];
const EDGES = {
  kind: 'numbers',
  unit: '°',
  low: 0,
  high: 60,
  order: 'rising',
  parts: ['slightly in', 'in', 'far in'],
  effect:
    'Higher edges say in line for longer; a band narrower than the detectable change may change its word by chance.',
} as const;

const UNUSED = 'It is kept with recordings and says no word in this version.';

const front = (words: string, what: string) => ({
  ...EDGES,
  label: `Knee angle from the front: ${words}`,
  meaning: `Lower edges of the three words for the angle of hip, knee and ankle as seen from the front, in ${what}.`,
});

export const BAND_FIELDS: readonly SettingField[] = [
  ...fieldsBelow('bands', [...BANDS, 'kneeMedialDeviationCm'], {
    planted: {
      ...EDGES,
      unit: 'cm',
      high: 30,
      label: 'Knee in',
      meaning:
        'Lower edges of the three words for how far the knee is inward of the line from hip to ankle.',
    },
  }),
  ...fieldsBelow('bands', [...BANDS, 'fppaAtPeakFlexion'], {
    bilateralSquat: front('squat', 'squats on both legs'),
    rntSquat: front('squat against a band', 'squats against a band'),
    lunge: front('lunge', 'lunges'),
    singleLegSquat: front('single-leg squat', 'single-leg squats and balance'),
    stepDown: front('step-down', 'step-downs and step-ups'),
    landing: front('landing', 'landings'),
  }),
  ...fieldsBelow('bands', [...BANDS, 'kneeValgusExcursion'], {
    all: {
      ...EDGES,
      label: 'Knee valgus of the joint',
      meaning:
        'Lower edges of the three words for how much knee valgus a movement adds to that at its start.',
    },
  }),
  ...fieldsBelow('bands', [...BANDS, 'kneeOverToeDeg'], {
    planted: {
      ...EDGES,
      label: 'Shank over foot',
      meaning: 'Lower edges of the three words for how far the shank leans inward over the foot.',
    },
  }),
  ...fieldsBelow('bands', [...BANDS, 'shankLeanDeg'], {
    planted: {
      ...EDGES,
      label: 'Shank lean',
      meaning: 'Lower edges of the three words for how far the shank leans inward of the vertical.',
    },
  }),
  ...fieldsBelow('bands', [...BANDS, 'footRollDeg'], {
    planted: {
      ...EDGES,
      label: 'Foot roll',
      meaning:
        'Lower edges of the three words for how far the foot rolls in; it needs a foot sensor.',
    },
  }),
  ...fieldsBelow('bands', [...BANDS, 'balanceRmsShankLeanDeg'], {
    hold: {
      ...EDGES,
      label: 'Sway of a hold',
      effect: UNUSED,
      meaning:
        'Lower edges of the three words for how much the lean of the shank varies in a hold on one leg.',
    },
  }),
  ...fieldsBelow('bands', [...BANDS, 'asymmetryDeg'], {
    all: {
      ...EDGES,
      label: 'Right less left',
      effect: UNUSED,
      meaning: 'Lower edges of the three words for the difference between the legs.',
    },
  }),
  ...fieldsBelow('bands', [...BANDS, 'varusDeg'], {
    all: {
      ...EDGES,
      low: -60,
      high: 0,
      order: 'falling',
      parts: ['knees wide', 'far wide'],
      label: 'Knees wide',
      meaning:
        'From where on, outward of the line, the words knees wide and far wide are said; 0.4 cm stand for 1°.',
      effect: 'Closer to 0 says knees wide sooner.',
    },
  }),
  ...fieldsBelow('bands', ['thresholds', 'hysteresis'], {
    deg: {
      unit: '°',
      low: 0,
      high: 10,
      label: 'A band is left below its edge by, angles',
      meaning: 'How far below its edge an angle must fall for the live band to be left.',
      effect: 'More keeps the word steady near an edge; 0 lets it flicker.',
    },
    cm: {
      unit: 'cm',
      low: 0,
      high: 5,
      label: 'A band is left below its edge by, centimetres',
      meaning: 'How far below its edge a distance must fall for the live band to be left.',
      effect: 'More keeps the word steady near an edge; 0 lets it flicker.',
    },
  }),
];

const HEADLINES = [
  { value: 'kneeMedialDeviation', label: 'Knee in (cm)' },
  { value: 'fppa', label: 'Knee angle from the front' },
  { value: 'shankLean', label: 'Shank lean' },
  { value: 'kneeValgus', label: 'Knee valgus of the joint' },
] as const;

const headline = (label: string) => ({
  label,
  kind: 'choice' as const,
  choices: HEADLINES,
  meaning: 'The figure that is shown largest in this task, and that its band and cues go by.',
  effect:
    'Another figure has bands of its own; trends of the programme cannot be compared across the change.',
});

export const HEADLINE_FIELDS: readonly SettingField[] = fieldsBelow(
  'headline',
  ['thresholds', 'headline'],
  {
    bilateralSquat: headline('Squat on both legs, hinge'),
    rntSquat: headline('Squat against a band'),
    lunge: headline('Lunge, knee to the wall'),
    singleLegSquat: headline('Single-leg squat'),
    stepDown: headline('Step-down, step-up'),
    landing: headline('Landing'),
    balance: headline('Balance, half-kneeling'),
    gait: headline('Walking'),
  },
);
