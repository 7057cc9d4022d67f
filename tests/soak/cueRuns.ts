import type { PipelineEvent } from '../../src/model/events.ts';
import type { Side } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../src/model/settings.ts';
import { withSettings } from '../../src/model/settingsSchema.ts';
import { inHeadlineUnit } from '../../src/movement/bands/band.ts';
import { effectiveSettings, headlineOf, thresholdsOf } from '../../src/movement/thresholds.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import type { SquatOptions } from '../../src/simulator/squatOptions.ts';
import { type SquatSession, simulateSquatSession } from '../../src/simulator/squatSession.ts';

export const CUE_HEADLINES = ['kneeMedialDeviation', 'fppa'] as const;
export type CueHeadline = (typeof CUE_HEADLINES)[number];

/** How far from the threshold the peak of a rep is, degrees, or the same in centimetres. */
const OFF_DEG = 3;
const CM_PER_DEG = 0.4;
/** What a rep stays beyond the threshold for, where a cue must come. */
const HELD_S = 0.3;
const STEP_S = 0.01;
/** Half the window of the mean that takes the noise out of what was measured, frames. */
const HALF_WINDOW = 10;
const START_US = Date.UTC(2026, 0, 1) * 1000;
const TRIAL_FPPA_DEG = [4, 12] as const;

/** One squat and its cues. */
export interface CueRep {
  readonly kind: 'neutral' | 'due';
  readonly cues: number;
  /** From the headline without its noise crossing the threshold to the frame that fired, ms. */
  readonly ruleMs: number | null;
  /** From the true headline crossing it to the same frame, ms; negative where it reads high. */
  readonly fromTruthMs: number | null;
  /** From that frame to the arrival of the packet that completed it, ms. */
  readonly transportMs: number | null;
  /** What was told instead of a cue. */
  readonly reasons: readonly string[];
}

export interface CueRun {
  /** Without the first rep after the calibration. */
  readonly reps: readonly CueRep[];
  readonly stray: number;
  /** By how much the headline is off at the bottom of reps, mean of the worse leg, in its unit. */
  readonly offset: number;
}

interface Heard {
  readonly events: readonly PipelineEvent[];
  readonly timesS: readonly number[];
  /** Headline of the worse leg in its unit, noise taken out by a mean over 0.2 s. */
  readonly worse: readonly number[];
}

interface Judged {
  readonly settings: PipelineSettings;
  headlineIn(measures: SquatMeasures): number;
  readonly threshold: number;
  readonly off: number;
}

type SquatMeasures = ReturnType<SquatSession['truthAt']>[number]['measures'];

/**
 * One person who squats with the knees alternately 3° below the threshold of the cue and as much
 * above it; sensors and radio as of nominal sessions.
 * @param against `truth`: the angles of the simulator. `bias`: the same with what this wearing is
 *   off by, for axes that a calibration misjudged shift every rep alike, and no rule can know.
 */
export function cueRun(
  seed: number,
  headline: CueHeadline,
  reps: number,
  against: 'truth' | 'bias',
): CueRun {
  const judged = judgedBy(headline);
  const options: Partial<SquatOptions> = { seed, shankTiltDeg: 28, thighTiltDeg: 55 };
  // The reps of a trial tell which projection angle gives which peak; in between it is near a line.
  const trial = simulateSquatSession({ ...options, reps: 6, fppaDeg: TRIAL_FPPA_DEG });
  const shown = against === 'bias' ? heard(trial, judged) : truthOf(trial, judged);
  const fppaFor = (wanted: number, heldS: number): number => {
    const [low, high] = [0, 1].map((kind) => {
      const peaks = [kind, kind + 2, kind + 4].map((i) => heldPeak(trial, i, shown, heldS));
      return peaks.reduce((sum, each) => sum + each, 0) / peaks.length;
    });
    const [from, to] = TRIAL_FPPA_DEG;
    return from + ((wanted - low) * (to - from)) / (high - low);
  };
  const { threshold, off } = judged;
  const session = simulateSquatSession({
    ...options,
    reps,
    fppaDeg: [fppaFor(threshold - off, 0), fppaFor(threshold + off, HELD_S)],
  });
  return runOf(session, heard(session, judged), judged);
}

function runOf(session: SquatSession, run: Heard, judged: Judged): CueRun {
  const { events } = run;
  const truth = truthOf(session, judged);
  const indexOf = (timeUs: number): number =>
    session.reps.findIndex(({ startS, endS }) => {
      const atS = secondsOf(timeUs);
      return atS >= startS && atS <= endS;
    });
  const found = session.reps.map(({ startS, endS }, index): CueRep => {
    const on = events.flatMap((each) =>
      each.type === 'cueOn' && indexOf(each.timeUs) === index ? [each] : [],
    );
    const reasons = events.flatMap((each) =>
      each.type === 'cueSuppressed' && indexOf(each.timeUs) === index ? [each.reason] : [],
    );
    const [first] = on;
    const sinceCrossing = ({ timesS, worse }: Omit<Heard, 'events'>): number | null => {
      const crossed = timesS.findIndex(
        (timeS, i) => timeS >= startS && timeS <= endS && worse[i] >= judged.threshold,
      );
      return first && crossed >= 0 ? 1000 * (secondsOf(first.timeUs) - timesS[crossed]) : null;
    };
    return {
      kind: index % 2 === 0 ? 'neutral' : 'due',
      cues: on.length,
      ruleMs: sinceCrossing(run),
      fromTruthMs: sinceCrossing(truth),
      transportMs: first ? (first.decidedUs - first.timeUs) / 1000 : null,
      reasons,
    };
  });
  const offsets = session.reps.map(
    (_, i) => heldPeak(session, i, run, 0) - heldPeak(session, i, truth, 0),
  );
  return {
    reps: found.slice(1),
    stray: events.filter((each) => each.type === 'cueOn' && indexOf(each.timeUs) < 0).length,
    offset: offsets.reduce((sum, each) => sum + each, 0) / offsets.length,
  };
}

function judgedBy(headline: CueHeadline): Judged {
  const settings = withSettings(effectiveSettings(DEFAULT_SETTINGS), {
    thresholds: { headline: { bilateralSquat: headline } },
  });
  const { measure, unit, bandEdges } = headlineOf(settings.task, thresholdsOf(settings));
  return {
    settings,
    headlineIn: (measures) => inHeadlineUnit(measures[measure], unit),
    threshold: bandEdges[settings.cue.fromBand - 1],
    off: OFF_DEG * (unit === 'cm' ? CM_PER_DEG : 1),
  };
}

/** The session through the pipeline, by the settings of somebody who measured the person right. */
function heard(session: SquatSession, { settings, headlineIn }: Judged): Heard {
  const { person, options } = session;
  const { shankLengthM, thighLengthM } = person;
  const subject = { shankLengthM, thighLengthM, toeOutDeg: options.toeOutDeg };
  const pipeline = new Pipeline({ ...settings, subject });
  const events: PipelineEvent[] = [];
  const timesS: number[] = [];
  const legs: Record<Side, number[]> = { right: [], left: [] };
  for (const input of simulatedInputs(session.feeds, START_US, session.durationS)) {
    const output = pipeline.push(input);
    events.push(...output.events);
    for (const frame of output.frames) {
      timesS.push(secondsOf(frame.timeUs));
      for (const { side, measures } of frame.legs) legs[side].push(headlineIn(measures));
    }
  }
  const [right, left] = [smooth(legs.right), smooth(legs.left)];
  return { events, timesS, worse: right.map((value, i) => Math.max(value, left[i])) };
}

function truthOf(session: SquatSession, { headlineIn }: Judged): Omit<Heard, 'events'> {
  const timesS = Array.from(
    { length: Math.floor(session.durationS / STEP_S) },
    (_, i) => i * STEP_S,
  );
  const worse = timesS.map((timeS) =>
    Math.max(...session.truthAt(timeS).map(({ measures }) => headlineIn(measures))),
  );
  return { timesS, worse };
}

/** The largest value that a rep stays at or above for `heldS`. */
function heldPeak(
  session: SquatSession,
  index: number,
  { timesS, worse }: Omit<Heard, 'events'>,
  heldS: number,
): number {
  const { startS, endS } = session.reps[index];
  const frames = Math.round(heldS / STEP_S) + 1;
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i + frames <= timesS.length; i++) {
    if (timesS[i] < startS || timesS[i + frames - 1] > endS) continue;
    best = Math.max(best, Math.min(...worse.slice(i, i + frames)));
  }
  return best;
}

function smooth(values: readonly number[]): number[] {
  return values.map((_, i) => {
    const near = values.slice(Math.max(0, i - HALF_WINDOW), i + HALF_WINDOW + 1);
    return near.reduce((sum, each) => sum + each, 0) / near.length;
  });
}

function secondsOf(timeUs: number): number {
  return (timeUs - START_US) / 1e6;
}
