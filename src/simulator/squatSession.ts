import { SIDES } from '../model/placement.ts';
import type { TruthLeg } from '../model/truth.ts';
import { BodyMotion } from './bodyMotion.ts';
import { type BodyTurn, turnBody } from './bodyTurn.ts';
import type { ImuFeed } from './imuFeed.ts';
import { legTruth } from './legTruth.ts';
import { makePerson, type Person } from './person.ts';
import { kneeFlexionOf } from './postureMath.ts';
import { Random } from './random.ts';
import { wearingSeed } from './sessionOptions.ts';
import { type SquatOptions, squatOptions } from './squatOptions.ts';
import { planSquats, type SimulatedRep, type SquatPlan } from './squatPlan.ts';
import { SquatScript } from './squatScript.ts';
import { StandVariation } from './standVariation.ts';
import { StandingSway } from './sway.ts';
import { repEvents } from './tasks/repEvents.ts';
import type { SimulatedEvent } from './tasks/simulatedEvent.ts';
import { wearSensors } from './wearSensors.ts';

/** A person squatting with sensors on, and the truth about it. */
export interface SquatSession {
  /** One per placement of the options, in their order. */
  readonly feeds: readonly ImuFeed[];
  /**
   * Both legs, right first, at any time in seconds from the start of the motion: of the bones, and
   * for a subject who faces X, so that a turn between sets changes nothing.
   */
  truthAt(timeS: number): readonly TruthLeg[];
  /** End of the standing after the first set; feeds and truth go on beyond it. */
  readonly durationS: number;
  /** Reps of all sets that are not repeated, seconds from the start of the motion. */
  readonly reps: readonly SimulatedRep[];
  /** What is true of those reps, in order of time: flexion is the mean of both legs. */
  readonly events: readonly SimulatedEvent[];
  /** Turns on the spot between sets. */
  readonly turns: readonly BodyTurn[];
  /** Seconds from a rep to the same one of the next set; null when the set is done once. */
  readonly repeatPeriodS: number | null;
  readonly person: Person;
  /** All options in force, the defaults filled in. */
  readonly options: SquatOptions;
}

/**
 * Simulates standing, easy squats to calibrate on, and a set of squats; deterministic in its
 * options.
 * @throws RangeError that names an option out of its range.
 */
export function simulateSquatSession(given: Partial<SquatOptions> = {}): SquatSession {
  const options = squatOptions(given);
  const { toeOutDeg } = options;
  const person = makePerson(options.seed, options.heightM);
  const seed = wearingSeed(options);
  const plan = planSquats(person, options);
  const repeats = options.repeat && plan.reps.length > 0;
  const repeatPeriodS = repeats ? plan.durationS - plan.setStartS : null;
  const sway = new StandingSway(new Random(seed, 'sway'), options.swayDeg);
  const stands = new StandVariation(new Random(seed, 'stands'), plan, options.standVariationDeg);
  const script = new SquatScript(plan, sway, repeatPeriodS, stands);
  const motion = new BodyMotion(person, toeOutDeg, script);
  const feeds = wearSensors(
    turnBody((timeS) => motion.poseAt(timeS), plan.turns),
    person,
    options,
    [],
    options.mountFaults,
  );
  return {
    feeds,
    truthAt: (timeS) => {
      const pose = motion.poseAt(timeS);
      return SIDES.map((side) => legTruth(pose, person, toeOutDeg[side], side));
    },
    durationS: plan.durationS,
    reps: plan.reps,
    events: eventsOf(script, plan),
    turns: plan.turns,
    repeatPeriodS,
    person,
    options,
  };
}

/** Of a mean of both legs a rep ends within this of standing. */
const END_DEG = 10;

function eventsOf(script: SquatScript, { movements, setStartS }: SquatPlan): SimulatedEvent[] {
  const flexionDegAt = (timeS: number) =>
    SIDES.reduce((sum, side) => sum + kneeFlexionOf(script.postureAt(timeS, side), side) / 2, 0);
  return movements
    .filter(({ startS }) => startS >= setStartS)
    .flatMap((timing) => repEvents(flexionDegAt, timing, { side: null, endDeg: END_DEG }));
}
