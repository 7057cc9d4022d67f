import { SIDES } from '../../model/placement.ts';
import type { TruthLeg } from '../../model/truth.ts';
import { BodyMotion } from '../bodyMotion.ts';
import type { BodyPose } from '../bodyPose.ts';
import type { Impact } from '../impact.ts';
import type { ImuFeed } from '../imuFeed.ts';
import { legTruth } from '../legTruth.ts';
import type { MotionScript } from '../motionScript.ts';
import { makePerson, type Person } from '../person.ts';
import { Random } from '../random.ts';
import { type SessionOptions, wearingSeed } from '../sessionOptions.ts';
import { DEFAULT_SQUAT_OPTIONS } from '../squatOptions.ts';
import { planSquats } from '../squatPlan.ts';
import { SquatScript } from '../squatScript.ts';
import { StandingSway } from '../sway.ts';
import { wearSensors } from '../wearSensors.ts';
import { followedBy } from './followedBy.ts';
import type { SimulatedEvent } from './simulatedEvent.ts';

/** A task as what the legs do from its start on; before it and after it the person stands. */
export interface Task {
  readonly script: MotionScript;
  /** Of the whole session, seconds. */
  readonly durationS: number;
  readonly events: readonly SimulatedEvent[];
  readonly impacts: readonly Impact[];
}

/** Where a task begins, and who does it. */
export interface TaskStart {
  readonly startS: number;
  readonly person: Person;
  readonly sway: StandingSway;
}

/** A person doing a task with sensors on, and the truth about it. */
export interface TaskSession<O extends SessionOptions> {
  /** One per placement of the options, in their order. */
  readonly feeds: readonly ImuFeed[];
  /** Where the bones are, metres and rotations to the world. */
  bonesAt(timeS: number): BodyPose;
  /** Both legs, right first, at any time in seconds from the start of the motion. */
  truthAt(timeS: number): readonly TruthLeg[];
  /** End of the standing after the task; feeds and truth go on beyond it. */
  readonly durationS: number;
  /** In order of time. */
  readonly events: readonly SimulatedEvent[];
  readonly person: Person;
  /** All options in force, the defaults filled in. */
  readonly options: O;
}

/** Standing and easy squats to calibrate on, as before a set of squats, then the task. */
export function taskSession<O extends SessionOptions>(
  options: O,
  plan: (start: TaskStart) => Task,
): TaskSession<O> {
  const { toeOutDeg } = options;
  const seed = wearingSeed(options);
  const person = makePerson(options.seed, options.heightM);
  const before = planSquats(person, { ...DEFAULT_SQUAT_OPTIONS, ...options, reps: 0 });
  const sway = new StandingSway(new Random(seed, 'sway'), options.swayDeg);
  const startS = before.setStartS;
  const { script, durationS, events, impacts } = plan({ startS, person, sway });
  const whole = followedBy(new SquatScript(before, sway, null), script, startS);
  const motion = new BodyMotion(person, toeOutDeg, whole);
  return {
    feeds: wearSensors((timeS) => motion.poseAt(timeS), person, options, impacts),
    bonesAt: (timeS) => motion.poseAt(timeS),
    truthAt: (timeS) => {
      const pose = motion.poseAt(timeS);
      return SIDES.map((side) => {
        const truth = legTruth(pose, person, toeOutDeg[side], side);
        return whole.footPlantedAt?.(timeS, side) === false ? notPlanted(truth) : truth;
      });
    },
    durationS,
    events,
    person,
    options,
  };
}

/** The angle that holds of a planted sole alone is not there without one. */
function notPlanted(leg: TruthLeg): TruthLeg {
  return { ...leg, measures: { ...leg.measures, ankleEversionPlantedDeg: Number.NaN } };
}
