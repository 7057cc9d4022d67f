import type { CalibrationWindows } from '../../../src/model/calibration.ts';
import { SIDES } from '../../../src/model/placement.ts';
import type { MeasuredLeg } from '../../../src/model/settings.ts';
import { mean } from '../../../src/signal/statistics.ts';
import type { BodyPose } from '../../../src/simulator/bodyPose.ts';
import { Random } from '../../../src/simulator/random.ts';
import type { Figure } from '../../tools/figures/row.ts';
import { finitePercentile } from '../statistics.ts';
import { HEEL_RISES_END_S, withHeelRises } from './heelRises.ts';
import { mocapBody } from './mocapBody.ts';
import type { MocapTrial } from './mocapTrial.ts';
import { type LegTruth, mocapTruth, type TrueMeasure } from './mocapTruth.ts';
import { Playback } from './playback.ts';
import { playedReps, type RunScore, scoreRun } from './runScore.ts';
import { standingRow } from './standingRow.ts';
import { type MocapSubject, measurableAxes, subjectOf } from './subject.ts';
import { hubTimeUs, runWorn } from './wornRun.ts';

const STANDING_S = 8;
const PLAYED_S = 60;
/** The filters settle in the first of the standing. */
const STANDING_FROM_S = 1;
/** What lies just before the movement sways with it, s. */
const GUARD_S = 0.5;
/** One standard deviation of what somebody measures of a leg. */
const LEAN_READING_SD_DEG = 1.5;
const PALPATION_SD_DEG = 3;

/** Figures a trial is scored by: a measure of the product, or the change of valgus between reps. */
export type ScoredMeasure = TrueMeasure | 'valgusChangeDeg';

/** Largest good median over the runs, in the unit of the measure. */
export type MocapTargets = Readonly<Partial<Record<ScoredMeasure, number>>>;

export interface MocapOptions {
  readonly mountings: number;
  /** What this trial is scored by; the optics of some trials do not tell every angle. */
  readonly measures: readonly ScoredMeasure[];
  readonly targets: MocapTargets;
  /** Whether the movement is made of repetitions that the product counts. */
  readonly reps: boolean;
  /** The product calibrates on the standing and this many reps; null leaves it to it to find them. */
  readonly calibrationReps: number | null;
  /** Whether it is also scored with the leg's lean and condyles measured. */
  readonly measuredAxes: boolean;
  /** The person rises onto the toes before the standing, so that foot sensors know their forward. */
  readonly heelRises: boolean;
}

/** Names of the figures, with what turns the product's unit into the one shown. */
export const SHOWN: Readonly<
  Record<ScoredMeasure, { name: string; unit: string; factor: number }>
> = {
  kneeFlexionDeg: { name: 'knee flexion', unit: 'deg', factor: 1 },
  kneeValgusDeg: { name: 'knee valgus', unit: 'deg', factor: 1 },
  valgusChangeDeg: { name: 'knee valgus, change between reps', unit: 'deg', factor: 1 },
  kneeInternalRotationDeg: { name: 'knee internal rotation', unit: 'deg', factor: 1 },
  fppaDeg: { name: 'FPPA where valid', unit: 'deg', factor: 1 },
  kneeMedialDeviationM: { name: 'knee medial deviation', unit: 'cm', factor: 100 },
  shankLeanDeg: { name: 'shank lean', unit: 'deg', factor: 1 },
  ankleDorsiflexionDeg: { name: 'ankle dorsiflexion', unit: 'deg', factor: 1 },
  ankleEversionDeg: { name: 'ankle eversion change', unit: 'deg', factor: 1 },
  footRollDeg: { name: 'foot roll', unit: 'deg', factor: 1 },
};

/**
 * A person's recorded motion under simulated sensors: every mounting on either leg stands, moves to
 * and fro through the recording for a minute, calibrates itself on that, and is then scored.
 */
export function mocapFigures(trial: MocapTrial, options: MocapOptions): Figure[] {
  const played = playedTrial(trial, options);
  const { scores, uncalibrated, lastWords } = scoresOf(played, options, false);
  const runs = scores.length + uncalibrated;
  const uncalibratedFigure: Figure = {
    metric: 'runs not calibrated',
    value: uncalibrated,
    unit: 'runs',
    target: null,
    note: uncalibrated === 0 ? `of ${runs}` : `of ${runs}; last asked: ${lastWords}`,
  };
  if (scores.length === 0) return [uncalibratedFigure];
  return [
    uncalibratedFigure,
    ...options.measures.flatMap((measure) =>
      measureFigures(measure, scores, options.targets[measure]),
    ),
    ...(options.reps ? repFigures(scores) : []),
    ...(options.measuredAxes ? measuredFigures(scoresOf(played, options, true).scores) : []),
  ];
}

/** A trial as it is played. */
export interface Played {
  readonly trial: MocapTrial;
  /** The standing row. */
  readonly row: number;
  readonly subject: MocapSubject;
  readonly playback: Playback;
  readonly body: (timeS: number) => BodyPose;
}

export function playedTrial(
  trial: MocapTrial,
  { reps, heelRises }: Pick<MocapOptions, 'reps' | 'heelRises'>,
): Played {
  const row = standingRow(trial, reps);
  const subject = subjectOf(trial, row);
  const { rows, rateHz } = trial;
  const standingS = STANDING_S + (heelRises ? HEEL_RISES_END_S : 0);
  const playback = new Playback(rows, rateHz, row, standingS, standingS + PLAYED_S);
  const recorded = mocapBody(trial, playback);
  const body = heelRises ? withHeelRises(recorded) : recorded;
  return { trial, row, subject, playback, body };
}

function scoresOf(
  { trial, row, subject, playback, body }: Played,
  options: MocapOptions,
  isMeasured: boolean,
): { scores: RunScore[]; uncalibrated: number; lastWords: string } {
  const scores: RunScore[] = [];
  let uncalibrated = 0;
  let lastWords = '';
  for (const side of SIDES) {
    const truth = mocapTruth(trial, subject, row, side);
    const windows = calibrationWindows(options.calibrationReps, truth, playback);
    for (let seed = 1; seed <= options.mountings; seed++) {
      const measured = isMeasured
        ? readWithError(measurableAxes(trial, row, subject, side), new Random(seed, `read ${side}`))
        : null;
      const run = runWorn(body, playback, subject, side, seed, windows, measured);
      const score = scoreRun(run, truth, playback);
      if (score !== null) scores.push(score);
      else {
        uncalibrated++;
        lastWords = run.instruction;
      }
    }
  }
  return { scores, uncalibrated, lastWords };
}

/** As a goniometer and a thumb on the condyles would tell it. */
function readWithError(axes: Required<MeasuredLeg>, random: Random): MeasuredLeg {
  return {
    thighLeanDeg: axes.thighLeanDeg + LEAN_READING_SD_DEG * random.gaussian(),
    shankLeanDeg: axes.shankLeanDeg + LEAN_READING_SD_DEG * random.gaussian(),
    condylesInwardDeg: axes.condylesInwardDeg + PALPATION_SD_DEG * random.gaussian(),
  };
}

function measuredFigures(scores: readonly RunScore[]): Figure[] {
  return (['kneeValgusDeg', 'kneeInternalRotationDeg'] as const).map((measure) => {
    const { name, unit, factor } = SHOWN[measure];
    return {
      metric: `${name}, lean and condyles measured, median`,
      value:
        factor *
        finitePercentile(
          scores.map(({ rmse }) => rmse[measure]),
          50,
        ),
      unit,
      target: null,
      note: `read with errors of ${LEAN_READING_SD_DEG}° and ${PALPATION_SD_DEG}°`,
    };
  });
}

export function calibrationWindows(
  reps: number | null,
  truth: LegTruth,
  playback: Playback,
): CalibrationWindows | null {
  if (reps === null) return null;
  const played = playedReps(truth, playback);
  const endS = (played[reps - 1].to + played[reps].from) / 2;
  return {
    method: 'givenWindows',
    standing: {
      fromUs: hubTimeUs(playback.standingS - STANDING_S + STANDING_FROM_S),
      toUs: hubTimeUs(playback.standingS - GUARD_S),
    },
    functional: { fromUs: hubTimeUs(playback.standingS), toUs: hubTimeUs(endS) },
  };
}

function measureFigures(
  measure: ScoredMeasure,
  scores: readonly RunScore[],
  target: number | undefined,
): Figure[] {
  const { name, unit, factor } = SHOWN[measure];
  const values = scores.map((score) =>
    measure === 'valgusChangeDeg' ? score.valgusChangeDeg : score.rmse[measure],
  );
  const at = (p: number): number => factor * finitePercentile(values, p);
  const median: Figure = {
    metric: `${name}, median`,
    value: at(50),
    unit,
    target: target === undefined ? null : factor * target,
  };
  if (Number.isNaN(at(50))) return [{ ...median, note: 'the product does not state it' }];
  const figures = [median, { metric: `${name}, p90`, value: at(90), unit, target: null }];
  const held = measure === 'valgusChangeDeg' ? [] : scores.map(({ coverage }) => coverage[measure]);
  const stated = held.filter(Number.isFinite);
  if (stated.length === 0) return figures;
  const note = 'frames whose 95 % interval holds the truth';
  return [
    ...figures,
    { metric: `coverage of ${name}`, value: mean(stated), unit: '%', target: null, note },
  ];
}

function repFigures(scores: readonly RunScore[]): Figure[] {
  const matches = scores.map(({ reps }) => reps);
  const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);
  const errorsS = matches.flatMap((match) => match.errorsS.map(Math.abs));
  return [
    {
      metric: 'reps missed or invented',
      value: sum(matches.map(({ wrong }) => wrong)),
      unit: 'reps',
      target: null,
      note: `of ${sum(matches.map(({ trueReps }) => trueReps))}`,
    },
    {
      metric: 'deepest instant, median error',
      value: 1000 * finitePercentile(errorsS, 50),
      unit: 'ms',
      target: null,
    },
  ];
}
