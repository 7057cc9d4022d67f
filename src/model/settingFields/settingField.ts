/** The groups that settings stand in, in the order they are shown. */
export const SETTING_GROUPS = [
  {
    id: 'session',
    label: 'Session',
    about: 'What is done, and how fast frames are computed.',
  },
  {
    id: 'cues',
    label: 'Cues',
    about: 'When feedback is given, and with which words.',
  },
  {
    id: 'bands',
    label: 'Bands',
    about:
      'From which value on the words slightly in, in and far in are said. They are training targets you can change.',
  },
  {
    id: 'headline',
    label: 'Headline',
    about: 'Which figure of a task drives the large number, its band, cues and the programme.',
  },
  {
    id: 'measures',
    label: 'Custom measures',
    about: 'Formulas of your own over the measures of a leg.',
  },
  {
    id: 'person',
    label: 'Body',
    about:
      'The body of whoever is not described otherwise. Say that of one participant in Record instead.',
  },
  {
    id: 'cueRule',
    label: 'Cue rule',
    about: 'How long and how far beyond the line before a cue, and how many cues are enough.',
  },
  {
    id: 'repetitions',
    label: 'Repetitions',
    about:
      'From when on a bend of the knee is a repetition. Squats, lunges and all without rules of their own.',
  },
  {
    id: 'singleLegReps',
    label: 'Repetitions on one leg',
    about: 'Of single-leg squats, step-downs and step-ups, where they differ from Repetitions.',
  },
  {
    id: 'hingeReps',
    label: 'Repetitions of a hinge',
    about: 'Of the hip hinge, where it differs from Repetitions.',
  },
  {
    id: 'landings',
    label: 'Landings',
    about: 'How flight, contact and push-off are found in the forces that the sensors feel.',
  },
  {
    id: 'walking',
    label: 'Walking',
    about: 'How steps are found in the rate of the shank.',
  },
  {
    id: 'balance',
    label: 'Balance',
    about: 'When a hold on one leg begins, what of it is measured, and what ends it.',
  },
  {
    id: 'change',
    label: 'Detectable change',
    about:
      'Which differences are larger than the noise of measuring. They judge; they change no angle.',
  },
] as const;

export type SettingGroup = (typeof SETTING_GROUPS)[number]['id'];

/**
 * What a value is: `number`, `flag`, `text`; `choice`, one of `choices`; `numbers`, several in
 * order, as edges of bands are; `schedule` and `measures`, which have editors of their own.
 */
export type SettingKind =
  | 'number'
  | 'flag'
  | 'text'
  | 'choice'
  | 'numbers'
  | 'schedule'
  | 'measures';

/** How the numbers of a list go on. */
export type NumberOrder = 'rising' | 'falling';

/** One setting, as a person is told of it: what it means, in which unit, and what it changes. */
export interface SettingField {
  /** Where it stands in the settings: `['cue', 'fromBand']`. */
  readonly path: readonly string[];
  readonly group: SettingGroup;
  readonly label: string;
  /** One sentence. */
  readonly meaning: string;
  /** What changes when it is more or less, one sentence. */
  readonly effect: string;
  /** As shown beside the value; empty where there is none. */
  readonly unit: string;
  readonly kind: SettingKind;
  /** Smallest and largest valid number; null where it is none. */
  readonly low: number | null;
  readonly high: number | null;
  /** Valid values of a `choice`, in order; empty of the others. */
  readonly choices: readonly SettingOption[];
  /** Of a `numbers`: what each of them is, and how they go on; empty where their count is free. */
  readonly parts: readonly string[];
  readonly order: NumberOrder | null;
  /** Whether it may be left open. */
  readonly optional: boolean;
  /** What holds where it is left open, in words; empty where another field or the kind says it. */
  readonly open: string;
}

export interface SettingOption {
  readonly value: string | number;
  readonly label: string;
}

/** What a group of fields has in common, and what each says of itself. */
type Said = Pick<SettingField, 'label' | 'meaning' | 'effect'> & Partial<SettingField>;

/** Fields that stand below the same place in the settings. */
export function fieldsBelow(
  group: SettingGroup,
  above: readonly string[],
  said: Readonly<Record<string, Said>>,
): SettingField[] {
  return Object.entries(said).map(([name, each]) => ({
    path: [...above, name],
    group,
    unit: '',
    kind: 'number',
    low: null,
    high: null,
    choices: [],
    parts: [],
    order: null,
    optional: false,
    open: '',
    ...each,
  }));
}
