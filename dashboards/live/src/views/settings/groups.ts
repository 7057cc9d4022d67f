import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';

/** A group of the list; those of this screen and of the hub have no fields of the settings. */
export interface ListedGroup {
  readonly id: string;
  readonly label: string;
  readonly about: string;
}

export const SCREEN_GROUP: ListedGroup = {
  id: 'screen',
  label: 'This screen',
  about:
    'Kept in this browser: colours, how cues come out here, keys, and who Live is for. No other screen and no recording changes.',
};

export const HUB_GROUP: ListedGroup = {
  id: 'hub',
  label: 'This hub',
  about:
    'Kept on the hub: how long recordings are meant to be kept, what change this site can tell, and the database.',
};

/** Rules of the detectors, which few people need. */
const RULES = [
  'cueRule',
  'repetitions',
  'singleLegReps',
  'hingeReps',
  'landings',
  'walking',
  'balance',
];

export interface GroupList {
  readonly heading: string;
  readonly groups: readonly ListedGroup[];
}

/** All groups, those that many people need first. */
export function groupLists({ groups }: Pick<SettingsAnswer, 'groups'>): readonly GroupList[] {
  const isRule = ({ id }: ListedGroup) => RULES.includes(id);
  return [
    { heading: 'For this browser alone', groups: [SCREEN_GROUP] },
    { heading: 'For everybody', groups: [HUB_GROUP] },
    { heading: 'Of the sessions to come', groups: groups.filter((group) => !isRule(group)) },
    { heading: 'Rules of the detectors', groups: groups.filter(isRule) },
  ];
}

/** Words under which a group is looked for, besides its own. */
const ALSO: Readonly<Record<string, string>> = {
  measures: 'formula calculation own field expression',
  [SCREEN_GROUP.id]: 'vibration haptic volume',
};

/** Groups that are called so: what stands in them may have no row of its own. */
export function groupsCalled(
  query: string,
  answer: Pick<SettingsAnswer, 'groups'>,
): readonly ListedGroup[] {
  const words = searchWords(query);
  const all = groupLists(answer).flatMap(({ groups }) => groups);
  return all.filter(({ id, label }) => {
    const known = `${label} ${ALSO[id] ?? ''}`.toLowerCase().split(' ');
    return words.every((word) => known.some((each) => each.startsWith(word)));
  });
}

/** Where what is searched for is said, though it is no setting. */
const ELSEWHERE: readonly { readonly words: string; readonly says: string }[] = [
  {
    words: 'pain hurt',
    says: 'Pain is no setting: say it with the button Pain in Live, before and after a session in Record, and in Programme.',
  },
  {
    words: 'tempo speed metronome',
    says: 'The tempo is no setting: Live shows how long each way took.',
  },
  {
    words: 'participant subject person name height',
    says: 'Who takes part, and how tall, is said in Record for each session.',
  },
  {
    words: 'dark light contrast theme colour color keys sound coach athlete',
    says: 'Colours, sound, keys and who Live is for stand in This screen.',
  },
  {
    words: 'influx database upload retention delete repeatability',
    says: 'The database, retention and repeatability stand in This hub.',
  },
];

/** Sentences about what stands elsewhere, for the words that are searched for. */
export function elsewhere(query: string): readonly string[] {
  const words = searchWords(query);
  return ELSEWHERE.filter(({ words: known }) =>
    words.some((word) => word.length > 2 && known.split(' ').some((each) => each.startsWith(word))),
  ).map(({ says }) => says);
}

export function searchWords(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
