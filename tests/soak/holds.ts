import { SIDES } from '../../src/model/placement.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { simulateGaitSession } from '../../src/simulator/tasks/gaitSession.ts';
import { simulateLandingSession } from '../../src/simulator/tasks/landingSession.ts';
import { eventsOf, type HoldErrors, scoreHolds } from '../movement/holds/simulatedHolds.ts';
import type { Results } from './results.ts';

const SEEDS = 20;
const HOLD_S = 10;
const TIME_S = 0.2;
const RMS_DEG = 0.3;
const UNREST_DEG = { good: 1, poor: 3.5 } as const;
const TOUCH_DOWNS = [0, 1, 2];

/** Holds of many people on either leg, good and poor, with and without touches; and what is none. */
export async function soakHolds(results: Results): Promise<void> {
  const rmsDeg: Record<keyof typeof UNREST_DEG, number[]> = { good: [], poor: [] };
  for (const name of ['good', 'poor'] as const) {
    for (const touchDowns of TOUCH_DOWNS) {
      const label = `${name}, ${touchDowns} touches`;
      const errors: HoldErrors[] = [];
      let wrong = 0;
      for (const stanceSide of SIDES) {
        for (let seed = 1; seed <= SEEDS; seed++) {
          const unrestDeg = UNREST_DEG[name];
          const scored = scoreHolds({ seed, stanceSide, unrestDeg, touchDowns, holdS: HOLD_S });
          errors.push(...scored.errors);
          if (scored.wrong === '') continue;
          wrong++;
          console.log(scored.wrong);
        }
      }
      const most = (of: (each: HoldErrors) => number) =>
        Math.max(...errors.map((each) => Math.abs(of(each))));
      results.exactly(`${label}: sessions with other holds or touches`, wrong, 0);
      results.atMost(
        `${label}: start`,
        most(({ startS }) => startS),
        TIME_S,
        's',
      );
      results.atMost(
        `${label}: end`,
        most(({ endS }) => endS),
        TIME_S,
        's',
      );
      results.atMost(
        `${label}: shank lean RMS`,
        most((e) => e.leanRmsDeg),
        RMS_DEG,
        '°',
      );
      results.atMost(
        `${label}: shank tilt RMS`,
        most((e) => e.tiltRmsDeg),
        RMS_DEG,
        '°',
      );
      rmsDeg[name].push(...errors.map(({ hold }) => hold.shankLeanRmsDeg ?? Number.NaN));
    }
  }
  const gapDeg = Math.min(...rmsDeg.poor) - Math.max(...rmsDeg.good);
  results.within('shank lean RMS: least poor less largest good', gapDeg, 0.5, 10, '°');
  results.exactly('holds in squats, walking and landings', noHolds(), 0);
}

function noHolds(): number {
  let holds = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    for (const session of [
      simulateSquatSession({ seed, reps: 5 }),
      simulateGaitSession({ seed }),
      simulateLandingSession({ seed }),
    ]) {
      holds += eventsOf(session, 'balance').filter(({ type }) => type === 'hold').length;
    }
  }
  return holds;
}
