import { fieldsBelow, type SettingField, type SettingGroup } from './settingField.ts';

const DEG = { unit: '°', low: 0, high: 180 } as const;
const MS = { unit: 'ms', low: 0, high: 10_000 } as const;
const SECONDS = { unit: 's', low: 0, high: 600 } as const;

const REP = {
  onsetDeg: {
    ...DEG,
    label: 'Begins above',
    meaning: 'Knee bend beyond standing above which the way down begins.',
    effect: 'More passes over small bends; less finds the beginning of shallow ones.',
  },
  onsetRateDegS: {
    unit: '°/s',
    low: 0,
    high: 2000,
    label: 'Begins faster than',
    meaning:
      'How fast the knee must bend for the way down to begin, and below which it is the bottom.',
    effect: 'Less finds very slow repetitions, and sways taken for one.',
  },
  onsetHoldMs: {
    ...MS,
    label: 'Begins after',
    meaning: 'How long bend and rate must hold for the way down to begin.',
    effect: 'More passes over twitches and tells the beginning later.',
  },
  backDateDeg: {
    ...DEG,
    label: 'Dated back to',
    meaning: 'The beginning is dated back to the last instant below this bend.',
    effect: 'More lets repetitions begin later and makes the way down shorter.',
  },
  bottomDropDeg: {
    ...DEG,
    label: 'Way up from',
    meaning: 'How far the knee must straighten from its deepest bend for the way up to begin.',
    effect: 'More ignores a bounce at the bottom.',
  },
  endDeg: {
    ...DEG,
    label: 'Ends below',
    meaning: 'Knee bend below which the repetition ends.',
    effect: 'More lets those end who do not straighten fully.',
  },
  endFrac: {
    low: 0,
    high: 1,
    label: 'Ends below, share of the peak',
    meaning:
      'Where this share of the deepest bend is more than the angle above, it ends below that.',
    effect: 'More ends deep repetitions earlier.',
  },
  endHoldMs: {
    ...MS,
    label: 'Ends after',
    meaning: 'How long the knee must stay straight for the repetition to end.',
    effect: 'More joins repetitions without a pause; less tells the end sooner.',
  },
  minPeakDeg: {
    ...DEG,
    label: 'Least depth',
    meaning: 'Deepest knee bend that a repetition must reach at least.',
    effect: 'More counts deep ones only; what is shallower is told as rejected.',
  },
  minDurS: {
    ...SECONDS,
    label: 'Shortest',
    meaning: 'A repetition takes at least this long.',
    effect: 'More rejects bounces.',
  },
  maxDurS: {
    ...SECONDS,
    label: 'Longest',
    meaning: 'A repetition takes at most this long; then it is ended and rejected.',
    effect: 'More allows a very slow tempo and long pauses at the bottom.',
  },
  refractoryMs: {
    ...MS,
    label: 'Pause before the next',
    meaning: 'The next repetition begins at the earliest this long after the last.',
    effect: 'More keeps a wobble at the top from counting.',
  },
} as const;

/** Those of one kind of movement may each be left open: then Repetitions hold. */
function own(group: SettingGroup, name: string): SettingField[] {
  return fieldsBelow(group, ['thresholds', 'rep', name], REP).map((field) => ({
    ...field,
    optional: true,
  }));
}

export const REP_FIELDS: readonly SettingField[] = [
  ...fieldsBelow('repetitions', ['thresholds', 'rep', 'default'], REP),
  ...own('singleLegReps', 'singleLeg'),
  ...own('hingeReps', 'hinge'),
];
