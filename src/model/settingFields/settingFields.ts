import { MAX_CUSTOM_MEASURES } from '../customMeasures.ts';
import { BALANCE_FIELDS } from './balanceFields.ts';
import { BAND_FIELDS, HEADLINE_FIELDS } from './bandFields.ts';
import { CHANGE_FIELDS } from './changeFields.ts';
import { CUE_FIELDS } from './cueFields.ts';
import { CUE_RULE_FIELDS } from './cueRuleFields.ts';
import { LANDING_FIELDS } from './landingFields.ts';
import { PERSON_FIELDS } from './personFields.ts';
import { REP_FIELDS } from './repFields.ts';
import { SESSION_FIELDS } from './sessionFields.ts';
import { fieldsBelow, type SettingField } from './settingField.ts';
import { WALKING_FIELDS } from './walkingFields.ts';

const MEASURE_FIELDS = fieldsBelow('measures', [], {
  customMeasures: {
    label: 'Custom measures',
    kind: 'measures',
    low: 0,
    high: MAX_CUSTOM_MEASURES,
    meaning: 'Formulas over the measures of a leg, computed for every frame and leg.',
    effect: 'Each is shown live, recorded, exported and uploaded like the other measures.',
  },
});

/** Every setting there is, one field for each value that a person can give. */
export const SETTING_FIELDS: readonly SettingField[] = [
  ...SESSION_FIELDS,
  ...CUE_FIELDS,
  ...BAND_FIELDS,
  ...HEADLINE_FIELDS,
  ...MEASURE_FIELDS,
  ...PERSON_FIELDS,
  ...CUE_RULE_FIELDS,
  ...REP_FIELDS,
  ...LANDING_FIELDS,
  ...WALKING_FIELDS,
  ...BALANCE_FIELDS,
  ...CHANGE_FIELDS,
];
