import type { PipelineEvent } from '../../src/model/events.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../src/model/settings.ts';
import { withSettings } from '../../src/model/settingsSchema.ts';
import { inHeadlineUnit } from '../../src/movement/band.ts';
import { effectiveSettings, headlineOf, thresholdsOf } from '../../src/movement/thresholds.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import type { SquatOptions } from '../../src/simulator/squatOptions.ts';
import { type SquatSession, simulateSquatSession } from '../../src/simulator/squatSession.ts';

export const CUE_HEADLINES = ['kneeMedialDeviation', 'fppa'] as const;
export type CueHeadline = (typeof CUE_HEADLINES)[number];

/** How far from the threshold the truth of a rep is, degrees, or the same in centimetres. */
const OFF_DEG = 3;
const CM_PER_DEG = 0.4;
/** What the truth stays beyond the threshold for, where a cue must come. */
const HELD_S = 0.3;
const STEP_S = 0.01;
const START_US = Date.UTC(2026, 0, 1) * 1000;
const HOLD_FPPA_DEG = [6, 12] as const;

/** One squat, by its truth, and the cues in it. */
export interface CueRep {
  readonly kind: 'neutral' | 'due';
  readonly cues: number;
  /** From the truth crossing the threshold to the frame that fired the rule, ms. */
  readonly ruleMs: number | null;
  /** From that frame to the arrival of the packet that completed it, ms. */
  readonly transportMs: number | null;
  /** What was told instead of a cue. */
  readonly reasons: readonly string[];
}

export interface CueRun {
  /** Without the first rep after the calibration. */
  readonly reps: readonly CueRep[];
  readonly stray: number;
}

/**
 * One person who squats with the knees alternately 3° below the threshold of the cue and as much
 * above it at the peak, by the truth; sensors and radio as of nominal sessions.
 */
export function cueRun(seed: number, headline: CueHeadline, reps: number): CueRun {
  const settings = settingsOf(headline);
  const { measure, unit, bandEdges } = headlineOf(settings.task, thresholdsOf(settings));
  const threshold = bandEdges[settings.cue.fromBand - 1];
  const off = OFF_DEG * (unit === 'cm' ? CM_PER_DEG : 1);
  const valueAt = (session: SquatSession, timeS: number): number[] =>
    session.truthAt(timeS).map(({ measures }) => inHeadlineUnit(measures[measure], unit));
  const peakOf = (session: SquatSession, index: number, heldS: number): number => {
    const { startS, endS } = session.reps[index];
    const worst = instants(startS, endS).map((timeS) => Math.max(...valueAt(session, timeS)));
    const frames = Math.round(heldS / STEP_S);
    return Math.max(
      ...worst
        .map((_, i) => Math.min(...worst.slice(i, i + frames + 1)))
        .slice(0, -frames || undefined),
    );
  };
  const options: Partial<SquatOptions> = { seed, reps, shankTiltDeg: 28, thighTiltDeg: 55 };
  // Two trial sessions tell what projection angle gives which truth; between them it is near a line.
  const trial = simulateSquatSession({ ...options, reps: 2, fppaDeg: HOLD_FPPA_DEG });
  const fppaFor = (wanted: number, heldS: number): number => {
    const [low, high] = [0, 1].map((index) => peakOf(trial, index, heldS));
    const slope = (high - low) / (HOLD_FPPA_DEG[1] - HOLD_FPPA_DEG[0]);
    return HOLD_FPPA_DEG[0] + (wanted - low) / slope;
  };
  const session = simulateSquatSession({
    ...options,
    fppaDeg: [fppaFor(threshold - off, 0), fppaFor(threshold + off, HELD_S)],
  });
  const events = eventsOf(session, settings);
  const isIn = (index: number, timeUs: number): boolean => {
    const atS = (timeUs - START_US) / 1e6;
    return atS >= session.reps[index].startS && atS <= session.reps[index].endS;
  };
  const found = session.reps.map((_, index): CueRep => {
    const { startS, endS } = session.reps[index];
    const on = events.flatMap((event) =>
      event.type === 'cueOn' && isIn(index, event.timeUs) ? [event] : [],
    );
    const reasons = events.flatMap((event) =>
      event.type === 'cueSuppressed' && isIn(index, event.timeUs) ? [event.reason] : [],
    );
    const crossedS = instants(startS, endS).find((timeS) =>
      valueAt(session, timeS).some((value) => value >= threshold),
    );
    const first = on[0];
    return {
      kind: index % 2 === 0 ? 'neutral' : 'due',
      cues: on.length,
      ruleMs:
        first && crossedS !== undefined ? (first.timeUs - START_US) / 1000 - 1000 * crossedS : null,
      transportMs: first ? (first.decidedUs - first.timeUs) / 1000 : null,
      reasons,
    };
  });
  const stray = events.filter(
    (event) =>
      event.type === 'cueOn' && !session.reps.some((_, index) => isIn(index, event.timeUs)),
  );
  return { reps: found.slice(1), stray: stray.length };
}

function settingsOf(headline: CueHeadline): PipelineSettings {
  return withSettings(effectiveSettings(DEFAULT_SETTINGS), {
    thresholds: { headline: { bilateralSquat: headline } },
  });
}

function eventsOf(session: SquatSession, settings: PipelineSettings): PipelineEvent[] {
  const { person, options } = session;
  const { shankLengthM, thighLengthM } = person;
  const subject = { shankLengthM, thighLengthM, toeOutDeg: options.toeOutDeg };
  const pipeline = new Pipeline({ ...settings, subject });
  const events: PipelineEvent[] = [];
  for (const input of simulatedInputs(session.feeds, START_US, session.durationS)) {
    events.push(...pipeline.push(input).events);
  }
  return events;
}

function instants(fromS: number, toS: number): number[] {
  const count = Math.floor((toS - fromS) / STEP_S);
  return Array.from({ length: count + 1 }, (_, i) => fromS + i * STEP_S);
}
