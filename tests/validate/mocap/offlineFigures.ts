import { SIDES } from '../../../src/model/placement.ts';
import type { Figure } from '../../tools/figures/row.ts';
import { finitePercentile } from '../statistics.ts';
import { calibrationWindows, playedTrial, type ScoredMeasure, SHOWN } from './mocapFigures.ts';
import type { MocapTrial } from './mocapTrial.ts';
import { mocapTruth } from './mocapTruth.ts';
import { type RunScore, scoreRun } from './runScore.ts';
import { runWorn, runWornOffline } from './wornRun.ts';

export interface OfflineOptions {
  readonly mountings: number;
  readonly calibrationReps: number;
  readonly measures: readonly ScoredMeasure[];
}

/** What the offline pass makes of a trial of squats, beside what the live one makes of the same mountings. */
export async function offlineFigures(
  trial: MocapTrial,
  { mountings, calibrationReps, measures }: OfflineOptions,
): Promise<Figure[]> {
  const played = playedTrial(trial, { reps: true, heelRises: true });
  const { row, subject, playback, body } = played;
  const live: (RunScore | null)[] = [];
  const offline: (RunScore | null)[] = [];
  for (const side of SIDES) {
    const truth = mocapTruth(trial, subject, row, side);
    const windows = calibrationWindows(calibrationReps, truth, playback);
    for (let seed = 1; seed <= mountings; seed++) {
      const given = [body, playback, subject, side, seed, windows, null] as const;
      live.push(scoreRun(runWorn(...given), truth, playback));
      offline.push(scoreRun(await runWornOffline(...given), truth, playback));
    }
  }
  return measures.map((measure): Figure => {
    const { name, unit, factor } = SHOWN[measure];
    const median = (scores: readonly (RunScore | null)[]): number =>
      factor *
      finitePercentile(
        scores.map((score) => figureValue(score, measure)),
        50,
      );
    return {
      metric: `${name}, offline, median`,
      value: median(offline),
      unit,
      target: null,
      note: `live on the same ${live.length} mountings ${median(live).toFixed(2)}`,
    };
  });
}

function figureValue(score: RunScore | null, measure: ScoredMeasure): number {
  if (score === null) return Number.NaN;
  return measure === 'valgusChangeDeg' ? score.valgusChangeDeg : score.rmse[measure];
}
