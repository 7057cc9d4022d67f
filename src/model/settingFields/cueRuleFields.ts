import { fieldsBelow, type SettingField } from './settingField.ts';

const ABOVE = ['thresholds', 'cue'];
const MS = { unit: 'ms', low: 0, high: 10_000 } as const;
const DEG = { unit: '°', low: 0, high: 180 } as const;
const PERCENT = { unit: '%', low: 0, high: 100 } as const;

export const CUE_RULE_FIELDS: readonly SettingField[] = [
  ...fieldsBelow('cueRule', ABOVE, {
    armFlexDeg: {
      ...DEG,
      label: 'Least knee bend',
      meaning: 'No cue before the knee is bent by this much beyond standing.',
      effect: 'More keeps the beginning of the way down silent.',
    },
  }),
  ...fieldsBelow('cueRule', [...ABOVE, 'onHoldMs'], {
    'sigmaLe1.0': {
      ...MS,
      label: 'Beyond the line for, quiet signal',
      meaning:
        'How long the knee is beyond the line before a cue, where the signal in standing varies by 1.0° or less.',
      effect: 'More gives fewer false cues and later ones.',
    },
    'sigmaLe1.3': {
      ...MS,
      label: 'Beyond the line for, some noise',
      meaning: 'The same where the signal in standing varies by 1.0° to 1.3°.',
      effect: 'More gives fewer false cues and later ones.',
    },
    else: {
      ...MS,
      label: 'Beyond the line for, much noise',
      meaning: 'The same where the signal in standing varies by more than 1.3°.',
      effect: 'More gives fewer false cues and later ones.',
    },
  }),
  ...fieldsBelow('cueRule', ABOVE, {
    thetaRaiseIfNoisyDeg: {
      ...DEG,
      label: 'Line raised when noisy',
      meaning:
        'How much further out the line lies where the signal in standing varies by more than 1.3°.',
      effect: 'More gives fewer false cues on noisy data, and misses smaller deviations there.',
    },
    offHystDeg: {
      ...DEG,
      label: 'Cue ends below the line by',
      meaning: 'How far back below the line the knee must be for the cue to end.',
      effect: 'More makes cues longer; less lets them flicker.',
    },
    offHoldMs: {
      ...MS,
      label: 'Cue ends after',
      meaning: 'How long the knee must stay back for the cue to end.',
      effect: 'More makes cues longer; less lets them flicker.',
    },
    maxDurMs: {
      ...MS,
      label: 'Longest cue',
      meaning: 'A cue ends after this long in any case.',
      effect: 'More keeps it on while the knee stays in.',
    },
    refractoryMs: {
      ...MS,
      label: 'Silence after a cue',
      meaning: 'No other cue begins for this long after one has ended.',
      effect: 'More gives time to answer a cue; less repeats it sooner.',
    },
    maxPerRep: {
      low: 0,
      high: 100,
      unit: 'cues',
      label: 'Most cues in a repetition',
      meaning: 'What is due beyond this is held back.',
      effect: 'Fewer is easier to follow; 0 gives none.',
    },
    maxPerMin: {
      low: 0,
      high: 600,
      unit: 'cues',
      label: 'Most cues in a minute',
      meaning: 'What is due beyond this is held back.',
      effect: 'Fewer is easier to follow; 0 gives none.',
    },
    latencyP95Ms: {
      ...MS,
      label: 'Oldest data for a cue',
      meaning: 'No cue on data that needed longer than this from the sensor to the hub.',
      effect: 'More gives cues over a slow radio too, which then come late.',
    },
    latencySuppressMs: {
      ...MS,
      label: 'Called delayed from',
      meaning: 'Beyond this the connection is called delayed where a cue is held back.',
      effect: 'It changes the reason that is told, and no cue.',
    },
    fade: {
      kind: 'numbers',
      low: 0,
      high: 1,
      order: 'falling',
      label: 'Shares of a faded schedule',
      meaning:
        'The share of repetitions that get feedback at each step of fading, 1 to 20 falling numbers from 1 to 0.',
      effect: 'Smaller steps fade more slowly.',
    },
    fadeAdvancePct: {
      ...PERCENT,
      label: 'A step less feedback from',
      meaning:
        'The share of repetitions at most slightly in, in two sets in turn, from which less feedback is advised.',
      effect: 'More asks for better sets before feedback becomes less.',
    },
    fadeBackPct: {
      ...PERCENT,
      label: 'A step more feedback below',
      meaning:
        'The share of repetitions at most slightly in, in two sets in turn, below which more feedback is advised.',
      effect: 'More brings feedback back sooner.',
    },
  }),
];
