import { fieldsBelow, type SettingField } from './settingField.ts';

const SECONDS = { unit: 's', low: 0, high: 600 } as const;
const DEG = { unit: '°', low: 0, high: 180 } as const;

export const BALANCE_FIELDS: readonly SettingField[] = fieldsBelow(
  'balance',
  ['thresholds', 'balance'],
  {
    otherKneeDeg: {
      ...DEG,
      label: 'Lifted leg: knee bend',
      meaning: 'Kept with recordings; holds are found by the height of the lifted foot.',
      effect: 'It changes nothing in this version.',
    },
    otherThighDeg: {
      ...DEG,
      label: 'Lifted leg: thigh tilt',
      meaning: 'Kept with recordings; holds are found by the height of the lifted foot.',
      effect: 'It changes nothing in this version.',
    },
    settleS: {
      ...SECONDS,
      label: 'Settles for',
      meaning: 'How long the foot must be up and the leg quiet for a hold to begin.',
      effect: 'More passes over short lifts.',
    },
    endLeanDeg: {
      ...DEG,
      label: 'Ends beyond a lean of',
      meaning: 'A hold ends where the shank leans this far off its mean.',
      effect: 'More lets a person catch the balance; less ends sooner.',
    },
    endRateDegS: {
      unit: '°/s',
      low: 0,
      high: 2000,
      label: 'Ends faster than',
      meaning: 'A hold ends where the shank turns faster than this, as in a hop.',
      effect: 'More lets quick corrections pass.',
    },
    discardS: {
      ...SECONDS,
      label: 'Left out at the start',
      meaning: 'How much of the beginning of a hold is left out of its figures.',
      effect: 'More measures the steady part alone; short holds then have no figures.',
    },
  },
);
