import { RAD_PER_DEG } from '../../geometry/angles.ts';
import type { Impact } from '../impact.ts';
import { type LegPosture, type ProjectedPosture, UPRIGHT } from '../legPosture.ts';
import { otherSide } from '../otherSide.ts';
import type { Person } from '../person.ts';
import { Random } from '../random.ts';
import { wearingSeed } from '../sessionOptions.ts';
import type { RepTiming } from '../tempo.ts';
import { bentBy, legHeightM, planOneLeg } from './oneLegPlan.ts';
import { OneLegScript } from './oneLegScript.ts';
import { repEvents } from './repEvents.ts';
import { requireBox } from './requireBox.ts';
import { inOrderOfTime } from './simulatedEvent.ts';
import { type StepDownOptions, stepDownOptions } from './stepDownOptions.ts';
import { type Task, type TaskSession, type TaskStart, taskSession } from './taskSession.ts';
import { workingPeak } from './workingPeak.ts';

const REST_S = 3;
const END_DEG = 8;
/** More than any box asks of a knee, degrees. */
const MOST_FLEXION_DEG = 130;
const TOES_UP_DEG = 15;
/** Of the height: from a higher box no standing leg lets the other heel down to the floor. */
const HIGHEST_BOX_SHARE = 0.165;

/** The free leg over the edge of the box, and reaching for the floor. */
const FREE: Readonly<
  Record<StepDownOptions['direction'], { lifted: ProjectedPosture; reaching: ProjectedPosture }>
> = {
  lateral: {
    lifted: { ...UPRIGHT, thighTiltDeg: 22, thighLeanDeg: -8, shankLeanDeg: 8 },
    reaching: {
      ...UPRIGHT,
      thighTiltDeg: 8,
      shankTiltDeg: -4,
      thighLeanDeg: -10,
      shankLeanDeg: 10,
    },
  },
  forward: {
    lifted: { ...UPRIGHT, thighTiltDeg: 26, shankTiltDeg: -6 },
    reaching: { ...UPRIGHT, thighTiltDeg: 20, shankTiltDeg: -16 },
  },
};

/**
 * Simulates step-downs; deterministic in its options. The person stands on the box from the
 * beginning, calibration and all.
 * @throws RangeError that names an option out of its range.
 */
export function simulateStepDownSession(
  given: Partial<StepDownOptions> = {},
): TaskSession<StepDownOptions> {
  const options = stepDownOptions(given);
  return taskSession(options, (start) => stepDownTask(start, options));
}

export function stepDownTask(start: TaskStart, options: StepDownOptions): Task {
  requireBox(options.boxHeightM, HIGHEST_BOX_SHARE, start.person);
  const { lifted, reaching } = FREE[options.direction];
  const plan = planOneLeg(start, options, lifted, (rep) => ({
    standing: downToTheFloor(start.person, options, reaching, rep),
    free: reaching,
    freeFootPitchDeg: TOES_UP_DEG,
  }));
  const script = new OneLegScript(start, plan, options.toeOutDeg);
  const timings = plan.reps.map(({ timing }) => timing);
  const impacts = touchesOf(timings, options);
  const flexionDegAt = (timeS: number) => script.kneeFlexionDegAt(timeS);
  const rule = { side: options.side, endDeg: END_DEG };
  return {
    script,
    durationS: plan.endS + REST_S,
    events: inOrderOfTime([
      ...timings.flatMap((timing) => repEvents(flexionDegAt, timing, rule)),
      ...impacts.map(({ timeS, side }) => ({ timeS, type: 'heelTouch' as const, side })),
    ]),
    impacts,
  };
}

/** The standing leg bent until the heel of the reaching one is on the floor. */
function downToTheFloor(
  person: Person,
  options: StepDownOptions,
  reaching: ProjectedPosture,
  rep: number,
): LegPosture {
  const { side, boxHeightM, pelvisDropDeg } = options;
  const bent = (flexionDeg: number) => workingPeak(person, options, bentBy(flexionDeg), rep);
  const dropM = person.hipWidthM * Math.sin(pelvisDropDeg * RAD_PER_DEG);
  const heightM = legHeightM(reaching, otherSide(side), options, person) + dropM - boxHeightM;
  let [straight, deepest] = [0, MOST_FLEXION_DEG];
  for (let i = 0; i < 40; i++) {
    const middle = (straight + deepest) / 2;
    if (legHeightM(bent(middle), side, options, person) > heightM) straight = middle;
    else deepest = middle;
  }
  return bent(deepest);
}

/** The heel comes to rest on the floor and is felt there: a tap, no landing. */
function touchesOf(timings: readonly RepTiming[], options: StepDownOptions): Impact[] {
  const random = new Random(wearingSeed(options), 'heel touches');
  return timings.map(({ startS, descentS }) => ({
    timeS: startS + descentS,
    side: otherSide(options.side),
    amplitudeG: random.uniform(1, 2),
    frequencyHz: random.uniform(20, 30),
    decayS: 0.015,
  }));
}
