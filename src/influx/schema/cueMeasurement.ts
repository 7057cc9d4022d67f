import { float, integer, type Measurement, text } from './measurement.ts';

export const CUE = {
  name: 'cue',
  line: 'what was said to the person, or held back',
  tags: [
    { name: 'side', meaning: '`right`, `left` or `both`', reason: 'each leg has cues of its own' },
    {
      name: 'state',
      meaning: '`on`, `off`, `suppressed`, `inLine`',
      reason: 'two of them at one instant would overwrite each other as a field',
    },
  ],
  fields: [
    integer('number', '1', 'the same number ends the cue; with `inLine` that of the repetition'),
    text('measure', 'the measure that fired it'),
    float('value', 'cm or deg', 'of the headline'),
    float('threshold', 'cm or deg', 'of the headline'),
    float('intensity', '1', '0 to 1, by how far the threshold is exceeded'),
    text('words', 'what was said'),
    integer(
      'decision_us',
      'µs',
      'with `on`: from the instant of the frame to the arrival of the packet that completed it',
    ),
    text('reason', 'with `suppressed`: why nothing was said'),
  ],
} as const satisfies Measurement;
