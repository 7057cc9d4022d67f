import { Random } from '../random.ts';
import { wearingSeed } from '../sessionOptions.ts';
import { type KneeToWallOptions, kneeToWallOptions } from './kneeToWallOptions.ts';
import { repEvents } from './repEvents.ts';
import { inOrderOfTime, type SimulatedEvent } from './simulatedEvent.ts';
import { planSplit } from './splitPlan.ts';
import { HEEL_UP_SHARE, SplitScript, type SplitStance } from './splitScript.ts';
import { type Task, type TaskSession, type TaskStart, taskSession } from './taskSession.ts';
import { workingPeak } from './workingPeak.ts';

const REST_S = 3;
const PAUSE_S = 1.5;
const END_DEG = 10;
/** A short split stance, both heels of it near the floor. */
const FRONT = { shankTiltDeg: -2, thighTiltDeg: 20 };
const FORWARD_THIGH_TILT_DEG = 25;
const REAR = { flexionDeg: 25, pitchDeg: -10, forwardPitchDeg: -30 };

/**
 * Simulates the weight-bearing lunge, knee to the wall; deterministic in its options.
 * @throws RangeError that names an option out of its range.
 */
export function simulateKneeToWallSession(
  given: Partial<KneeToWallOptions> = {},
): TaskSession<KneeToWallOptions> {
  const options = kneeToWallOptions(given);
  return taskSession(options, (start) => kneeToWallTask(start, options));
}

export function kneeToWallTask(start: TaskStart, options: KneeToWallOptions): Task {
  const stances = planTrials(start, options);
  const script = new SplitScript(start, stances, options.toeOutDeg);
  const flexionDegAt = (timeS: number) => script.kneeFlexionDegAt(timeS);
  return {
    script,
    durationS: stances[stances.length - 1].endS + REST_S,
    events: stances.flatMap(({ reps, side }) =>
      reps.flatMap(({ timing, frontPitchDeg }) => {
        const told = repEvents(flexionDegAt, timing, { side, endDeg: END_DEG });
        if (frontPitchDeg === 0) return told;
        const timeS = timing.startS + HEEL_UP_SHARE * timing.descentS;
        const heelUp: SimulatedEvent = { timeS, type: 'heelUp', side };
        return inOrderOfTime([...told, heelUp]);
      }),
    ),
    impacts: [],
  };
}

function planTrials({ startS, person }: TaskStart, options: KneeToWallOptions): SplitStance[] {
  const random = new Random(wearingSeed(options), 'knee to wall');
  const stances: SplitStance[] = [];
  let nowS = startS;
  for (const side of options.sides) {
    const inLine = { side, toeOutDeg: options.toeOutDeg, fppaDeg: [0], kneeValgusDeg: null };
    const forward = {
      shankTiltDeg: options.shankTiltDeg[side],
      thighTiltDeg: FORWARD_THIGH_TILT_DEG,
    };
    const posture = {
      side,
      front: workingPeak(person, inLine, FRONT, 0),
      rearFlexionDeg: REAR.flexionDeg,
      rearPitchDeg: REAR.pitchDeg,
    };
    const stance = planSplit(nowS, person, options, random, posture, {
      reps: options.trials,
      tempo: options.tempo,
      unrest: { at: 'start', deg: options.unrestDeg },
      turnOf: () => ({
        front: workingPeak(person, inLine, forward, 0),
        rearPitchDeg: REAR.forwardPitchDeg,
        frontPitchDeg: -options.heelUpDeg,
      }),
    });
    stances.push(stance);
    nowS = stance.endS + PAUSE_S;
  }
  return stances;
}
