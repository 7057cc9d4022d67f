import { RAD_PER_DEG } from '../../geometry/angles.ts';
import type { Impact } from '../impact.ts';
import { type LegPosture, type ProjectedPosture, UPRIGHT } from '../legPosture.ts';
import { otherSide } from '../otherSide.ts';
import type { Person } from '../person.ts';
import { postureBetween } from '../postureMath.ts';
import { legHeightM, planOneLeg } from './oneLegPlan.ts';
import { OneLegScript } from './oneLegScript.ts';
import { repEvents } from './repEvents.ts';
import { inOrderOfTime } from './simulatedEvent.ts';
import { type SingleLegOptions, singleLegOptions } from './singleLegOptions.ts';
import { type Task, type TaskSession, type TaskStart, taskSession } from './taskSession.ts';
import { workingPeak } from './workingPeak.ts';

const REST_S = 3;
const END_DEG = 8;
/** The free foot behind the body; deeper reps bend that leg towards the second of them. */
const LIFTED: ProjectedPosture = { ...UPRIGHT, shankTiltDeg: 35, thighTiltDeg: 25 };
const BENT: ProjectedPosture = { ...UPRIGHT, shankTiltDeg: 80, thighTiltDeg: 70 };
/** The free foot keeps at least so far off the floor at the turning point, metres. */
const CLEARANCE_M = 0.06;
/** From there the toes reach the floor. */
const TOES_DOWN_DEG = -35;
const TAP = { amplitudeG: 2.5, frequencyHz: 25, decayS: 0.015 };

/**
 * Simulates single-leg squats; deterministic in its options.
 * @throws RangeError that names an option out of its range.
 */
export function simulateSingleLegSession(
  given: Partial<SingleLegOptions> = {},
): TaskSession<SingleLegOptions> {
  const options = singleLegOptions(given);
  return taskSession(options, (start) => singleLegTask(start, options));
}

export function singleLegTask(start: TaskStart, options: SingleLegOptions): Task {
  const plan = planOneLeg(start, options, LIFTED, (rep) => {
    const standing = workingPeak(start.person, options, options, rep);
    const free = freeLeg(start.person, options, standing);
    return { standing, free, freeFootPitchDeg: rep < options.toeTouches ? TOES_DOWN_DEG : 0 };
  });
  const script = new OneLegScript(start, plan, options.toeOutDeg);
  const flexionDegAt = (timeS: number) => script.kneeFlexionDegAt(timeS);
  const rule = { side: options.side, endDeg: END_DEG };
  const timings = plan.reps.map(({ timing }) => timing);
  const taps = timings.slice(0, options.toeTouches).map(
    ({ startS, descentS }): Impact => ({
      timeS: startS + descentS,
      side: otherSide(options.side),
      ...TAP,
    }),
  );
  return {
    script,
    durationS: plan.endS + REST_S,
    events: inOrderOfTime([
      ...timings.flatMap((timing) => repEvents(flexionDegAt, timing, rule)),
      ...taps.map(({ timeS, side }) => ({ timeS, type: 'touchDown' as const, side })),
    ]),
    impacts: taps,
  };
}

/** The free leg bent until its foot clears the floor under a hip that has come down. */
function freeLeg(
  person: Person,
  options: SingleLegOptions,
  standing: LegPosture,
): ProjectedPosture {
  const { side, pelvisDropDeg } = options;
  const free = otherSide(side);
  const dropM = person.hipWidthM * Math.sin(Math.max(0, pelvisDropDeg) * RAD_PER_DEG);
  const roomM = legHeightM(standing, side, options, person) - dropM - CLEARANCE_M;
  for (let share = 0; share < 1; share += 0.05) {
    const posture = postureBetween(LIFTED, BENT, share);
    if (legHeightM(posture, free, options, person) <= roomM) return posture;
  }
  return BENT;
}
