import { fieldsBelow, type SettingField } from './settingField.ts';

const DEG = { unit: '°', low: 0, high: 180 } as const;
const UNKNOWN = { optional: true, open: 'not known, so nothing is judged by it' } as const;

const within = (label: string, what: string) => ({
  ...DEG,
  label: `Within a session: ${label}`,
  meaning: `Smallest difference in ${what} that one mounting of the sensors can tell from noise.`,
  effect: 'More calls fewer differences real, and warns of bands that are narrower.',
});

const between = (label: string, what: string) => ({
  ...DEG,
  label: `Between sessions: ${label}`,
  meaning: `Smallest difference in ${what} that can be told from noise when the sensors were put on anew.`,
  effect: 'More calls fewer changes real, in trends, comparisons and the programme.',
});

export const CHANGE_FIELDS: readonly SettingField[] = [
  ...fieldsBelow('change', ['thresholds', 'mdc95', 'withinSession'], {
    kneeValgus: within('knee valgus', 'knee valgus of the joint'),
    fppa: within('knee angle from the front', 'the knee angle from the front'),
    kneeOverToe: within('shank over foot', 'the lean of the shank over the foot'),
    footRoll: { ...within('foot roll', 'the roll of the foot'), ...UNKNOWN },
  }),
  ...fieldsBelow('change', ['thresholds', 'mdc95', 'betweenSession'], {
    kneeValgus: between('knee valgus', 'knee valgus of the joint'),
    fppa: between('knee angle from the front', 'the knee angle from the front'),
    kneeOverToe: between('shank over foot', 'the lean of the shank over the foot'),
    footRoll: { ...between('foot roll', 'the roll of the foot'), ...UNKNOWN },
  }),
];
