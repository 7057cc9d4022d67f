import { Random } from '../random.ts';
import { wearingSeed } from '../sessionOptions.ts';
import { jointPeak } from '../squatPeaks.ts';
import type { TempoRange } from '../tempo.ts';
import { type HalfKneelingOptions, halfKneelingOptions } from './halfKneelingOptions.ts';
import type { SimulatedEvent } from './simulatedEvent.ts';
import { planSplit } from './splitPlan.ts';
import { SplitScript, type SplitStance } from './splitScript.ts';
import { type Task, type TaskSession, type TaskStart, taskSession } from './taskSession.ts';

const REST_S = 3;
const PAUSE_S = 1.5;
/** Upright in split stance, long enough a step that the rear thigh hangs upright in the end. */
const STANDING = { shankTiltDeg: -20, thighTiltDeg: 32 };
/** The front thigh a little below level: the rear knee is then on the floor. */
const KNEELING = { shankTiltDeg: 0, thighTiltDeg: 91 };
const REAR = { flexionDeg: 20, pitchDeg: -35, kneelingPitchDeg: -55 };

/**
 * Simulates half-kneeling holds; deterministic in its options.
 * @throws RangeError that names an option out of its range.
 */
export function simulateHalfKneelingSession(
  given: Partial<HalfKneelingOptions> = {},
): TaskSession<HalfKneelingOptions> {
  const options = halfKneelingOptions(given);
  return taskSession(options, (start) => halfKneelingTask(start, options));
}

export function halfKneelingTask(start: TaskStart, options: HalfKneelingOptions): Task {
  const stances = planHolds(start, options);
  return {
    script: new SplitScript(start, stances, options.toeOutDeg),
    durationS: stances[stances.length - 1].endS + REST_S,
    events: stances.flatMap(({ reps: [{ timing }], side }): SimulatedEvent[] => {
      const kneelsS = timing.startS + timing.descentS;
      return [
        { timeS: kneelsS, type: 'holdStart', side },
        { timeS: kneelsS + timing.holdS, type: 'holdEnd', side },
      ];
    }),
    impacts: [],
  };
}

function planHolds({ startS, person }: TaskStart, options: HalfKneelingOptions): SplitStance[] {
  const { side, holds, holdS, unrestDeg } = options;
  const coupling = person.coupling[side];
  const random = new Random(wearingSeed(options), 'half kneeling');
  const posture = {
    side,
    front: jointPeak(0, STANDING, coupling),
    rearFlexionDeg: REAR.flexionDeg,
    rearPitchDeg: REAR.pitchDeg,
  };
  const tempo: TempoRange = {
    descentS: [2.2, 2.8],
    holdS: [holdS, holdS],
    ascentS: [1.8, 2.2],
    pauseS: [0.8, 1],
  };
  const stances: SplitStance[] = [];
  let nowS = startS;
  for (let i = 0; i < holds; i++) {
    const stance = planSplit(nowS, person, options, random, posture, {
      reps: 1,
      tempo,
      unrest: { at: 'bottom', deg: unrestDeg },
      turnOf: () => ({
        front: jointPeak(0, KNEELING, coupling),
        rearPitchDeg: REAR.kneelingPitchDeg,
        frontPitchDeg: 0,
      }),
    });
    stances.push(stance);
    nowS = stance.endS + PAUSE_S;
  }
  return stances;
}
