import { fieldsBelow, type SettingField } from './settingField.ts';

export const CUE_FIELDS: readonly SettingField[] = fieldsBelow('cues', ['cue'], {
  enabled: {
    label: 'Cues',
    kind: 'flag',
    meaning: 'Whether the hub gives cues at all.',
    effect: 'Off keeps every screen and sensor silent; repetitions and bands go on.',
  },
  fromBand: {
    label: 'Cue from',
    kind: 'choice',
    choices: [
      { value: 1, label: 'slightly in' },
      { value: 2, label: 'in' },
      { value: 3, label: 'far in' },
    ],
    meaning: 'The band whose lower edge is the line a cue is given beyond.',
    effect: 'A lower band cues smaller deviations, so more often; a novice mostly wants fewer.',
  },
  words: {
    label: 'Words of the cue',
    kind: 'text',
    low: 1,
    high: 80,
    meaning: 'What is shown when a cue is given.',
    effect:
      'One short image of something outside the body is easiest to follow, such as Spread the floor.',
  },
  schedule: {
    label: 'Schedule',
    kind: 'schedule',
    optional: true,
    meaning: 'On which repetitions feedback is given, and whether during or after them.',
    effect:
      'Less feedback is harder today and is kept better later; fading goes there step by step.',
  },
  marginDeg: {
    label: 'Margin above the edge',
    unit: '°',
    low: 0,
    high: 20,
    optional: true,
    open: 'none',
    meaning: 'How far beyond the edge of the band the line for cues lies; 0.4 cm stand for 1°.',
    effect:
      'More gives fewer cues without moving the band; 2° suits a novice cued from slightly in.',
  },
  predict: {
    label: 'Cue ahead',
    kind: 'flag',
    optional: true,
    meaning:
      'Whether a cue comes already when the knee moves in so fast that it will soon be beyond the line.',
    effect: 'On brings cues about a tenth of a second earlier, and a few that were not needed.',
  },
  inLine: {
    label: 'Tell a good repetition',
    kind: 'flag',
    optional: true,
    meaning: 'Whether the end of a repetition that stayed in line is told.',
    effect: 'On confirms every good one; off leaves silence as the good sign.',
  },
});
