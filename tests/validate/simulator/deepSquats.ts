import type { PipelineInput } from '../../../src/model/events.ts';
import { SIDES } from '../../../src/model/placement.ts';
import { BodyMotion } from '../../../src/simulator/bodyMotion.ts';
import { legTruth } from '../../../src/simulator/legTruth.ts';
import { makePerson } from '../../../src/simulator/person.ts';
import { Random } from '../../../src/simulator/random.ts';
import { squatOptions } from '../../../src/simulator/squatOptions.ts';
import { jointPeak } from '../../../src/simulator/squatPeaks.ts';
import { planSquats } from '../../../src/simulator/squatPlan.ts';
import { SquatScript } from '../../../src/simulator/squatScript.ts';
import { StandingSway } from '../../../src/simulator/sway.ts';
import { wearSensors } from '../../../src/simulator/wearSensors.ts';
import { settingsFor } from './settingsFor.ts';
import { inputsOf, secondsOf, wholeRun } from './simulatedFrames.ts';

/** Deeper than `simulate squat` goes: the thigh passes the level by 20°. */
const DEPTH = { shankTiltDeg: 35, thighTiltDeg: 110 } as const;
/** The gates of the projection angle, and how far an estimated tilt may be off. */
const GATE_THIGH_DEG = 65;
const GATE_SHANK_DEG = 60;
const MARGIN_DEG = 2;

export interface GateOracle {
  /** Of the frames with the thigh 2° beyond the gate, those in which a projection angle is stated. */
  readonly statedBeyondPercent: number;
  /** Of the frames 2° within the gates, those in which it is. */
  readonly statedWithinPercent: number;
  /** Of all frames, those with a finite medial deviation. */
  readonly deviationPercent: number;
  readonly deepestThighDeg: number;
}

/** O17: squats from standing to 110° of thigh, through the product. */
export function gateOracle(seed: number): GateOracle {
  const { inputs, settings, truthAt } = deepSession(seed);
  let beyond = 0;
  let statedBeyond = 0;
  let within = 0;
  let statedWithin = 0;
  let all = 0;
  let finite = 0;
  let deepestThighDeg = 0;
  for (const { timeUs, legs } of wholeRun(inputs, settings).frames) {
    if (legs.every(({ measures }) => Number.isNaN(measures.kneeFlexionDeg))) continue;
    const truths = truthAt(secondsOf(timeUs));
    for (const { side, measures } of legs) {
      const truth = truths.find((leg) => leg.side === side)?.measures;
      if (truth === undefined) continue;
      const isStated = Number.isFinite(measures.fppaDeg) ? 1 : 0;
      all++;
      finite += Number.isFinite(measures.kneeMedialDeviationM) ? 1 : 0;
      deepestThighDeg = Math.max(deepestThighDeg, truth.thighTiltDeg);
      if (truth.thighTiltDeg > GATE_THIGH_DEG + MARGIN_DEG) {
        beyond++;
        statedBeyond += isStated;
      } else if (
        truth.thighTiltDeg < GATE_THIGH_DEG - MARGIN_DEG &&
        truth.shankTiltDeg < GATE_SHANK_DEG - MARGIN_DEG
      ) {
        within++;
        statedWithin += isStated;
      }
    }
  }
  return {
    statedBeyondPercent: (100 * statedBeyond) / beyond,
    statedWithinPercent: (100 * statedWithin) / within,
    deviationPercent: (100 * finite) / all,
    deepestThighDeg,
  };
}

function deepSession(seed: number) {
  const options = squatOptions({ seed, reps: 2 });
  const person = makePerson(seed, options.heightM);
  const plan = planSquats(person, options);
  const movements = plan.movements.map((movement) => {
    if (movement.startS < plan.setStartS) return movement;
    const peak = {
      right: jointPeak(0, DEPTH, person.coupling.right),
      left: jointPeak(0, DEPTH, person.coupling.left),
    };
    return { ...movement, peak };
  });
  const sway = new StandingSway(new Random(seed, 'sway'), options.swayDeg);
  const motion = new BodyMotion(
    person,
    options.toeOutDeg,
    new SquatScript({ ...plan, movements }, sway, null),
  );
  const feeds = wearSensors((timeS) => motion.poseAt(timeS), person, options);
  const inputs: Iterable<PipelineInput> = inputsOf({ feeds, durationS: plan.durationS });
  return {
    inputs,
    settings: settingsFor({ person, options }),
    truthAt: (timeS: number) => {
      const pose = motion.poseAt(timeS);
      return SIDES.map((side) => legTruth(pose, person, options.toeOutDeg[side], side));
    },
  };
}
