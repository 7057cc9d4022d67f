import { SIDES } from '../model/placement.ts';
import type { TruthLeg } from '../model/truth.ts';
import { BodyMotion } from './bodyMotion.ts';
import { ImuErrors, NOMINAL_IMU } from './imuErrors.ts';
import type { ImuFeed } from './imuFeed.ts';
import { legTruth } from './legTruth.ts';
import { FaultyMount, wornAt } from './mountFaults.ts';
import { makePerson, type Person } from './person.ts';
import { Random } from './random.ts';
import { sensorMount } from './sensorMount.ts';
import { SimulatedImu } from './simulatedImu.ts';
import { type SquatOptions, squatOptions } from './squatOptions.ts';
import { planSquats, type SimulatedRep } from './squatPlan.ts';
import { SquatScript } from './squatScript.ts';
import { StandVariation } from './standVariation.ts';
import { StencilCache } from './stencilCache.ts';
import { StandingSway } from './sway.ts';

/** A person squatting with sensors on, and the truth about it. */
export interface SquatSession {
  /** One per placement of the options, in their order. */
  readonly feeds: readonly ImuFeed[];
  /** Both legs, right first, at any time in seconds from the start of the motion. */
  truthAt(timeS: number): readonly TruthLeg[];
  /** End of the standing after the first set; feeds and truth go on beyond it. */
  readonly durationS: number;
  /** Reps of the first set, seconds from the start of the motion. */
  readonly reps: readonly SimulatedRep[];
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
  const { seed, rateHz, toeOutDeg } = options;
  const person = makePerson(seed, options.heightM);
  const plan = planSquats(person, options);
  const repeats = options.repeat && plan.reps.length > 0;
  const repeatPeriodS = repeats ? plan.durationS - plan.setStartS : null;
  const sway = new StandingSway(new Random(seed, 'sway'), options.swayDeg);
  const stands = new StandVariation(new Random(seed, 'stands'), plan, options.standVariationDeg);
  const script = new SquatScript(plan, sway, repeatPeriodS, stands);
  const motion = new BodyMotion(person, toeOutDeg, script);
  const stencils = new StencilCache((timeS) => motion.poseAt(timeS));
  const feeds = options.placements.map((placement) => {
    const at = wornAt(placement, options.mountFaults);
    const mount = sensorMount(at, person, options.mounting, seed);
    const errorsAt = (hz: number) =>
      new ImuErrors(NOMINAL_IMU, hz, new Random(seed, `errors ${placement}`));
    return new SimulatedImu({
      placement,
      rateHz,
      motion: stencils,
      mount,
      worn: { at, mount: new FaultyMount(mount, at, options.mountFaults) },
      errorsAt: options.noise === 'nominal' ? errorsAt : null,
    });
  });
  return {
    feeds,
    truthAt: (timeS) => {
      const pose = motion.poseAt(timeS);
      return SIDES.map((side) => legTruth(pose, person, toeOutDeg[side], side));
    },
    durationS: plan.durationS,
    reps: plan.reps,
    repeatPeriodS,
    person,
    options,
  };
}
