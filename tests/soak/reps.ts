import type { Task } from '../../src/model/task.ts';
import { percentile } from '../../src/signal/statistics.ts';
import {
  playedReps,
  type RepScore,
  scoreReps,
  sumOf,
  trueReps,
} from '../movement/reps/playedReps.ts';
import { dips, VARIED_TASKS, variedSquats } from '../movement/reps/variedSessions.ts';
import type { Results } from './results.ts';

const SESSIONS = 60;
const SQUATS_EACH = 40;
const DIP_SESSIONS = 20;
const DIPS_EACH = 40;
const TASK_SESSIONS = 24;
const TASK_REPS_EACH = 10;
/** Acceptance of the movement specification. */
const LEAST_FOUND_PCT = 99.5;
const MOST_INVENTED_PCT = 0.5;
const TIME_S = 0.15;

/** Reps of great variety under sensors with noise: which are found, when, and what is taken for one. */
export async function soakReps(results: Results): Promise<void> {
  const squats: RepScore[] = [];
  for (let seed = 1; seed <= SESSIONS; seed++) {
    const session = variedSquats(seed, SQUATS_EACH);
    squats.push(scoreReps(trueReps(session), playedReps(session, 'bilateralSquat').reps));
  }
  judge('squats', sumOf(squats), results);

  let taken = 0;
  for (let seed = 1; seed <= DIP_SESSIONS; seed++) {
    taken += playedReps(dips(seed, DIPS_EACH), 'bilateralSquat').reps.length;
  }
  results.told('dips: done', DIP_SESSIONS * DIPS_EACH, '1');
  results.exactly('dips: taken for reps', taken, 0);

  for (const [task, sessionOf] of Object.entries(VARIED_TASKS)) {
    const scores: RepScore[] = [];
    for (let seed = 1; seed <= TASK_SESSIONS; seed++) {
      const session = sessionOf(seed, TASK_REPS_EACH);
      scores.push(scoreReps(trueReps(session), playedReps(session, task as Task).reps));
    }
    judge(task, sumOf(scores), results);
  }
}

function judge(name: string, score: RepScore, results: Results): void {
  const { done, missed, invented, onsetS, endS } = score;
  results.told(`${name}: done`, done, '1');
  results.within(`${name}: found`, (100 * (done - missed)) / done, LEAST_FOUND_PCT, 100, '%');
  results.atMost(`${name}: invented`, (100 * invented) / done, MOST_INVENTED_PCT, 'per 100');
  for (const [what, errorsS] of [
    ['onset', onsetS],
    ['end', endS],
  ] as const) {
    results.told(`${name}: ${what}, median error`, 1000 * percentile(errorsS, 50), 'ms');
    results.atMost(
      `${name}: ${what}, largest error`,
      1000 * Math.max(...errorsS.map(Math.abs)),
      1000 * TIME_S,
      'ms',
    );
  }
}
