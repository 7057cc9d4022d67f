import type { Calibration } from '../../model/calibration.ts';
import { QUALITY_FLAGS } from '../../model/quality.ts';
import { QUALITY_TEXT } from '../../model/qualityText.ts';
import { type FadeAdvice, fadeText } from '../../movement/cues/fadeAdvice.ts';
import { unknownText } from '../../recording/unknownMessages.ts';
import type {
  LegQualitySummary,
  RecordingSummary,
} from '../../reprocess/summary/recordingSummary.ts';
import { judgedQuality } from '../figures/judgedSides.ts';
import type { Report, ReportAdvice } from '../report.ts';

/** Less than this of the frames ok is worth a word. */
const GOOD_SHARE = 0.9;
const FEW_REPS = 5;

type Known = Pick<
  Report,
  | 'session'
  | 'calibrations'
  | 'quality'
  | 'sets'
  | 'landings'
  | 'strides'
  | 'holds'
  | 'sensors'
  | 'damagedChunks'
  | 'rejected'
> &
  Pick<RecordingSummary, 'unknownMessages' | 'fade'>;

/** What to know before the figures are read, the gravest first. */
export function adviceOf(known: Known): ReportAdvice[] {
  return [
    ...ofCalibration(known.calibrations),
    ...ofQuality(judgedQuality(known)),
    ...ofReps(known),
    ...ofFile(known),
    ...ofFade(known.fade),
  ].sort((a, b) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight));
}

const WEIGHTS: readonly ReportAdvice['weight'][] = ['stop', 'mind', 'note'];

function ofCalibration(calibrations: readonly Calibration[]): ReportAdvice[] {
  if (calibrations.length === 0) {
    return [
      {
        weight: 'stop',
        sentence:
          'Never calibrated: no angle here can be relied on. Stand still for 3 s and squat five times before a set.',
      },
    ];
  }
  return calibrations.flatMap(({ id, verdict, reasons }) => {
    if (verdict === 'good') return [];
    const weight = verdict === 'redo' ? 'stop' : 'mind';
    const [first = 'its checks say so', ...others] = reasons;
    const more = others.length === 0 ? '' : ` (and ${others.length} more, under Calibration)`;
    return [{ weight, sentence: `Calibration ${id} is ${verdict}: ${first}${more}.` }];
  });
}

function ofQuality(legs: readonly LegQualitySummary[]): ReportAdvice[] {
  return legs.flatMap(({ side, frames, words }) => {
    const share = (words.projection.ok ?? 0) / frames;
    if (share >= GOOD_SHARE) return [];
    const worst = QUALITY_FLAGS.filter((flag) => words.projection[flag]).sort(
      (a, b) => (words.projection[b] ?? 0) - (words.projection[a] ?? 0),
    );
    const why = worst.slice(0, 2).map((flag) => QUALITY_TEXT[flag]);
    return [
      {
        weight: share < GOOD_SHARE / 2 ? 'stop' : 'mind',
        sentence: `Of the ${side} leg ${(100 * share).toFixed(0)} % of the frames are ok: ${why.join(', ')}.`,
      },
    ];
  });
}

function ofReps({ sets, rejected }: Known): ReportAdvice[] {
  const reps = sets.flatMap((set) => set.reps);
  const counted = reps.filter((rep) => rep.counted).length;
  const found: ReportAdvice[] = [];
  if (reps.length > counted) {
    found.push({
      weight: 'mind',
      sentence: `${reps.length - counted} of ${reps.length} repetitions are not counted, and no mean has them: the data of a leg were not ok.`,
    });
  }
  if (counted > 0 && counted < FEW_REPS) {
    found.push({
      weight: 'note',
      sentence: `${counted} counted ${counted === 1 ? 'repetition says' : 'repetitions say'} little: valid comparisons rest on five or more.`,
    });
  }
  if (rejected.length > 0) {
    found.push({
      weight: 'note',
      sentence: `${rejected.length === 1 ? 'One movement was' : `${rejected.length} movements were`} not taken for what ${rejected.length === 1 ? 'it' : 'they'} began like: the list says why.`,
    });
  }
  return found;
}

function ofFile({ damagedChunks, unknownMessages, sensors, session }: Known): ReportAdvice[] {
  const found: ReportAdvice[] = [];
  if (damagedChunks > 0) {
    found.push({
      weight: 'mind',
      sentence: `The file is damaged: what ${damagedChunks} of its chunks held is missing here.`,
    });
  }
  const unknown = unknownText(unknownMessages);
  if (unknown !== null) {
    found.push({
      weight: 'mind',
      sentence: `A later version wrote the file: ${unknown} are left out.`,
    });
  }
  const lost = sensors.filter(({ linksLost }) => linksLost > 0);
  if (lost.length > 0) {
    found.push({
      weight: 'note',
      sentence: `The link was lost to ${lost.map(({ sensor }) => sensor.id).join(', ')}.`,
    });
  }
  if (session.method !== 'offline' && !session.simulated) {
    found.push({
      weight: 'note',
      sentence:
        'Reckoned as samples came. "plumbline process --offline" judges every frame from both sides, which is surer.',
    });
  }
  return found;
}

function ofFade(fade: FadeAdvice | null): ReportAdvice[] {
  return fade === null ? [] : [{ weight: 'note', sentence: `Faded feedback: ${fadeText(fade)}.` }];
}
