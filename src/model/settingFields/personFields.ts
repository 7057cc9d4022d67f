import type { Side } from '../placement.ts';
import { fieldsBelow, type SettingField } from './settingField.ts';

const LENGTH = { unit: 'm', low: 0.2, high: 0.7 } as const;
const TOE_OUT = { unit: '°', low: -20, high: 40 } as const;
const LEAN = { unit: '°', low: -20, high: 20, optional: true, open: 'not measured' } as const;

const toeOut = (leg: string) => ({
  ...TOE_OUT,
  label: `Toe-out, ${leg} foot`,
  meaning: `How far the ${leg} foot points outward of straight ahead while calibrating.`,
  effect:
    'A value that is 5° off turns what is sideways for this leg by 5°: knee figures share it.',
});

const measuredOf = (side: Side) =>
  fieldsBelow('person', ['subject', 'measured', side], {
    thighLeanDeg: {
      ...LEAN,
      label: `Measured thigh lean, ${side}`,
      meaning:
        'Hip centre to knee centre against the vertical in the calibration stance, + knee inward of the hip; open where nobody measured.',
      effect:
        'Standing then counts with this lean instead of none; all lean of the thigh moves by it.',
    },
    shankLeanDeg: {
      ...LEAN,
      label: `Measured shank lean, ${side}`,
      meaning:
        'Knee centre to ankle centre against the vertical in the calibration stance, + knee inward of the ankle; open where nobody measured.',
      effect:
        'Standing then counts with this lean instead of none; all lean of the shank moves by it.',
    },
    condylesInwardDeg: {
      ...LEAN,
      low: -40,
      high: 40,
      label: `Measured turn of the knee, ${side}`,
      meaning:
        'How far the knee faces inward of the toes, square to the line through its condyles; open where nobody measured.',
      effect:
        'More turns the axis the knee bends about inward, and knee valgus in a deep bend with it.',
    },
  });

export const PERSON_FIELDS: readonly SettingField[] = [
  ...fieldsBelow('person', ['subject'], {
    shankLengthM: {
      ...LENGTH,
      label: 'Shank length',
      meaning: 'From the centre of the ankle to the centre of the knee.',
      effect: 'Centimetres at the knee grow with it; angles do not change.',
    },
    thighLengthM: {
      ...LENGTH,
      label: 'Thigh length',
      meaning: 'From the centre of the knee to the centre of the hip.',
      effect: 'Centimetres at the knee grow with it; angles do not change.',
    },
  }),
  ...fieldsBelow('person', ['subject', 'toeOutDeg'], {
    right: toeOut('right'),
    left: toeOut('left'),
  }),
  ...measuredOf('right'),
  ...measuredOf('left'),
];
