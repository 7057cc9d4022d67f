import { DEG_PER_RAD, RAD_PER_DEG } from '../../geometry/angles.ts';
import { otherSide } from '../otherSide.ts';
import { Random } from '../random.ts';
import { reachingLeg } from '../reachingLeg.ts';
import { wearingSeed } from '../sessionOptions.ts';
import { legHeadingRad } from '../squatPeaks.ts';
import { afterPause, layReps } from '../tempo.ts';
import { repEvents } from './repEvents.ts';
import { requireBox } from './requireBox.ts';
import { CALM_S, STEP_S } from './stepping.ts';
import { type StepUpOptions, stepUpOptions } from './stepUpOptions.ts';
import { LOADED_SHARE, type StepUpPlan, StepUpScript } from './stepUpScript.ts';
import { type Task, type TaskSession, type TaskStart, taskSession } from './taskSession.ts';
import { workingPeak, workingStart } from './workingPeak.ts';

const REST_S = 3;
const SETTLE_S = 1;
const END_DEG = 10;
/** The shank of the leading leg leans forward so far on the box. */
const SHANK_TILT_DEG = 12;
/** Of the height: onto a higher box the thigh would have to be above level. */
const HIGHEST_BOX_SHARE = 0.195;
/** The trailing leg on the floor: nearly straight, its hip a little ahead of the foot. */
const TRAIL = { flexionDeg: 8, aheadDeg: 2 };

/**
 * Simulates step-ups; deterministic in its options.
 * @throws RangeError that names an option out of its range.
 */
export function simulateStepUpSession(
  given: Partial<StepUpOptions> = {},
): TaskSession<StepUpOptions> {
  const options = stepUpOptions(given);
  return taskSession(options, (start) => stepUpTask(start, options));
}

export function stepUpTask(start: TaskStart, options: StepUpOptions): Task {
  const plan = planStepUps(start, options);
  const script = new StepUpScript(start, plan, options.toeOutDeg);
  const flexionDegAt = (timeS: number) => script.kneeFlexionDegAt(timeS);
  const rule = { side: options.side, endDeg: END_DEG };
  return {
    script,
    durationS: plan.endS + REST_S,
    events: plan.reps.flatMap(({ timing }) => repEvents(flexionDegAt, timing, rule)),
    impacts: [],
  };
}

function planStepUps({ startS, person }: TaskStart, options: StepUpOptions): StepUpPlan {
  requireBox(options.boxHeightM, HIGHEST_BOX_SHARE, person);
  const { side, boxHeightM, toeOutDeg } = options;
  const { shankLengthM, thighLengthM } = person;
  const rear = otherSide(side);
  const legM = legLengthM(shankLengthM, thighLengthM, TRAIL.flexionDeg);
  const hipM = legM * Math.cos(TRAIL.aheadDeg * RAD_PER_DEG);
  const kneeAboveM = hipM - boxHeightM - shankLengthM * Math.cos(SHANK_TILT_DEG * RAD_PER_DEG);
  const depth = {
    shankTiltDeg: SHANK_TILT_DEG,
    thighTiltDeg: Math.acos(kneeAboveM / thighLengthM) * DEG_PER_RAD,
  };
  const loaded = {
    shankTiltDeg: (1 - LOADED_SHARE) * depth.shankTiltDeg,
    thighTiltDeg: (1 - LOADED_SHARE) * depth.thighTiltDeg,
  };
  const random = new Random(wearingSeed(options), 'step up');
  const firstS = startS + CALM_S + STEP_S + SETTLE_S;
  const timings = layReps(random, firstS, options.reps, options.tempo);
  return {
    startS,
    endS: afterPause(timings[timings.length - 1]) + STEP_S + CALM_S,
    side,
    lead: workingStart(person, options, depth),
    trail: reachingLeg(
      [legM * Math.sin(TRAIL.aheadDeg * RAD_PER_DEG), hipM, 0],
      legHeadingRad(toeOutDeg[rear], rear),
      rear,
      person,
    ),
    reps: timings.map((timing, i) => ({
      timing,
      loaded: workingPeak(person, options, loaded, i),
    })),
  };
}

/** From ankle to hip of a leg so bent, metres. */
function legLengthM(shankM: number, thighM: number, flexionDeg: number): number {
  const cosine = Math.cos(flexionDeg * RAD_PER_DEG);
  return Math.sqrt(shankM ** 2 + thighM ** 2 + 2 * shankM * thighM * cosine);
}
