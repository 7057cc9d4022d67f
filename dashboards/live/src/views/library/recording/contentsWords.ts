import type {
  CountedResults,
  RecordingContents,
  TrialContents,
} from '../../../../../../src/stream/answers/contents.ts';
import type { StateName } from '../../record/StateShape.tsx';

const KINDS = [
  ['reps', 'rep'],
  ['landings', 'landing'],
  ['strides', 'stride'],
  ['holds', 'hold'],
] as const;

/** `5 reps`, `2 landings, 1 hold`; what began in a trial. */
export function resultWords(trial: Pick<TrialContents, (typeof KINDS)[number][0]>): string {
  const words = KINDS.flatMap(([name, word]) =>
    trial[name] > 0 ? [countWords(trial[name], word)] : [],
  );
  return words.join(', ') || 'nothing counted in it';
}

function countWords(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

export interface QualityLine {
  readonly state: StateName;
  readonly words: string;
}

/** Of all that was counted, the share that must be sound for the data to pass as good. */
const SOUND_SHARE = 0.8;

const CALIBRATION_WORDS = {
  good: 'calibration good',
  usable: 'calibration usable',
  redo: 'calibration not good enough: read no angle as exact',
} as const;

/** What the recording is worth, in one line. */
export function qualityLine(contents: RecordingContents): QualityLine {
  if (!contents.hasResults) {
    return { state: 'bad', words: 'Packets alone: there are no angles until it is processed.' };
  }
  const { calibrations, samplesLost, samplesRefilled, damagedChunks } = contents;
  const verdict = calibrations.at(-1)?.verdict ?? null;
  const missing = samplesLost - samplesRefilled;
  const counted = (['reps', 'landings', 'strides'] as const)
    .map((name) => contents[name])
    .reduce((sum, { all, sound }) => ({ all: sum.all + all, sound: sum.sound + sound }));
  const isSound = counted.all === 0 || counted.sound >= SOUND_SHARE * counted.all;
  const words = [
    workWords(contents),
    verdict === null ? 'never calibrated: no angle can be trusted' : CALIBRATION_WORDS[verdict],
    missing > 0 ? `${countWords(missing, 'sample')} missing` : 'no sample missing',
    ...(damagedChunks > 0 ? ['parts of the file cannot be read'] : []),
  ];
  const isBad = verdict === null || verdict === 'redo' || !isSound || damagedChunks > 0;
  const state = isBad ? 'bad' : verdict === 'usable' ? 'fair' : 'good';
  return { state, words: `${words.join('; ')}.` };
}

function workWords({ reps, landings, strides, holds, cues }: RecordingContents): string {
  const work = [
    soundWords(reps, 'rep'),
    soundWords(landings, 'landing'),
    soundWords(strides, 'stride'),
    holds > 0 ? countWords(holds, 'hold') : '',
  ].filter(Boolean);
  const given = cues > 0 ? `, ${countWords(cues, 'cue')}` : '';
  return work.length === 0 ? `No movement was counted${given}` : `${work.join(', ')}${given}`;
}

function soundWords({ all, sound }: CountedResults, word: string): string {
  if (all === 0) return '';
  const of = sound === all ? 'all on good data' : `${sound} on good data`;
  return `${countWords(all, word)}, ${of}`;
}
