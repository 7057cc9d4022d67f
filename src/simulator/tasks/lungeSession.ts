import { Random } from '../random.ts';
import { wearingSeed } from '../sessionOptions.ts';
import { type LungeOptions, lungeOptions } from './lungeOptions.ts';
import { repEvents } from './repEvents.ts';
import { planSplit } from './splitPlan.ts';
import { SplitScript, type SplitStance } from './splitScript.ts';
import { type Task, type TaskSession, type TaskStart, taskSession } from './taskSession.ts';
import { workingPeak, workingStart } from './workingPeak.ts';

const REST_S = 3;
const PAUSE_S = 1;
const END_DEG = 10;
/** Upright in split stance: the hip behind the front foot, the rear knee a little bent. */
const FRONT = { shankTiltDeg: -16, thighTiltDeg: 28 };
const REAR = { flexionDeg: 25, pitchDeg: -35, bottomPitchDeg: -55 };

/**
 * Simulates lunges and split squats; deterministic in its options.
 * @throws RangeError that names an option out of its range.
 */
export function simulateLungeSession(given: Partial<LungeOptions> = {}): TaskSession<LungeOptions> {
  const options = lungeOptions(given);
  return taskSession(options, (start) => lungeTask(start, options));
}

export function lungeTask(start: TaskStart, options: LungeOptions): Task {
  const stances = planLunges(start, options);
  const script = new SplitScript(start, stances, options.toeOutDeg);
  const flexionDegAt = (timeS: number) => script.kneeFlexionDegAt(timeS);
  const rule = { side: options.side, endDeg: END_DEG };
  const reps = stances.flatMap((stance) => stance.reps);
  return {
    script,
    durationS: stances[stances.length - 1].endS + REST_S,
    events: reps.flatMap(({ timing }) => repEvents(flexionDegAt, timing, rule)),
    impacts: [],
  };
}

function planLunges({ startS, person }: TaskStart, options: LungeOptions): SplitStance[] {
  const { side, reps, tempo, stepEachRep, unrestDeg } = options;
  const random = new Random(wearingSeed(options), 'lunge');
  const posture = {
    side,
    front: workingStart(person, options, FRONT),
    rearFlexionDeg: REAR.flexionDeg,
    rearPitchDeg: REAR.pitchDeg,
  };
  const stances: SplitStance[] = [];
  const each = stepEachRep ? 1 : reps;
  let nowS = startS;
  for (let first = 0; first < reps; first += each) {
    const stance = planSplit(nowS, person, options, random, posture, {
      reps: each,
      tempo,
      unrest: { at: 'start', deg: unrestDeg },
      turnOf: (rep) => ({
        front: workingPeak(person, options, options, first + rep),
        rearPitchDeg: REAR.bottomPitchDeg,
        frontPitchDeg: 0,
      }),
    });
    stances.push(stance);
    nowS = stance.endS + PAUSE_S;
  }
  return stances;
}
