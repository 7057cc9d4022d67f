import type { Side } from '../../model/placement.ts';
import { Random } from '../random.ts';
import { wearingSeed } from '../sessionOptions.ts';
import { jointPeak } from '../squatPeaks.ts';
import { afterPause, layReps } from '../tempo.ts';
import { type HingeOptions, hingeOptions } from './hingeOptions.ts';
import { type HingeRep, HingeScript } from './hingeScript.ts';
import { repEvents } from './repEvents.ts';
import { type Task, type TaskSession, type TaskStart, taskSession } from './taskSession.ts';

const REST_S = 3;
const END_DEG = 10;

/**
 * Simulates hinges, the movement of a deadlift; deterministic in its options.
 * @throws RangeError that names an option out of its range.
 */
export function simulateHingeSession(given: Partial<HingeOptions> = {}): TaskSession<HingeOptions> {
  const options = hingeOptions(given);
  return taskSession(options, (start) => hingeTask(start, options));
}

export function hingeTask(start: TaskStart, options: HingeOptions): Task {
  const { person, startS, sway } = start;
  const random = new Random(wearingSeed(options), 'hinge');
  const timings = layReps(random, startS, options.reps, options.tempo);
  const { kneeValgusDeg, affectedSide, pelvisTiltDeg } = options;
  const bottomOf = (rep: number, side: Side) => {
    const isAffected = affectedSide === 'both' || affectedSide === side;
    const valgusDeg = isAffected ? kneeValgusDeg[rep % kneeValgusDeg.length] : 0;
    return jointPeak(valgusDeg, options, person.coupling[side]);
  };
  const reps = timings.map(
    (timing, i): HingeRep => ({
      timing,
      bottom: { right: bottomOf(i, 'right'), left: bottomOf(i, 'left') },
      pelvisTiltDeg,
    }),
  );
  const script = new HingeScript(sway, reps);
  const flexionDegAt = (timeS: number) => script.kneeFlexionDegAt(timeS);
  const rule = { side: null, endDeg: END_DEG };
  return {
    script,
    durationS: afterPause(timings[timings.length - 1]) + REST_S,
    events: timings.flatMap((timing) => repEvents(flexionDegAt, timing, rule)),
    impacts: [],
  };
}
