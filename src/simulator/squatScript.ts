import { SIDES, type Side } from '../model/placement.ts';
import { type LegPosture, postureOnTheWay } from './legPosture.ts';
import type { Person } from './person.ts';
import { Random } from './random.ts';
import type { SquatOptions } from './squatOptions.ts';
import { jointPeak, projectedPeak, type SquatDepth, unloadedPeak } from './squatPeaks.ts';
import { type SquatTiming, squatProfile } from './squatProfile.ts';
import { StandingSway } from './sway.ts';

/** One rep of the script; seconds from the start of the motion. */
export interface SimulatedRep {
  readonly startS: number;
  /** Middle of the hold. */
  readonly bottomS: number;
  readonly endS: number;
  /** What each leg was asked to show at the peak; one of the two, the other is null. */
  readonly requestedFppaDeg: Readonly<Record<Side, number>> | null;
  readonly requestedKneeValgusDeg: Readonly<Record<Side, number>> | null;
}

interface Movement extends SquatTiming {
  readonly peak: Readonly<Record<Side, LegPosture>>;
  readonly footRollDeg: Readonly<Record<Side, number>>;
}

const CALIBRATION = {
  depth: { shankTiltDeg: 25, thighTiltDeg: 50 },
  timing: { descentS: 1.3, holdS: 0.4, ascentS: 1.3 },
  pauseS: 0.6,
};
const REP = { timing: { descentS: 1.5, holdS: 0.4, ascentS: 1.2 }, pauseS: 0.8 };
/** Quiet standing between calibration and set, and after the set. */
const REST_S = 3;
/** Tempo and depth of each movement differ by up to this share from the script's. */
const VARIATION = 0.05;

/**
 * Stand, calibrate, stand, a set of squats, stand: the posture of both legs as a function of
 * time, twice continuously differentiable, so exact inertial signals can be had at any instant.
 */
export class SquatScript {
  /** End of the standing after the first set; the script goes on beyond it. */
  readonly durationS: number;
  /** Reps of the first set. */
  readonly reps: readonly SimulatedRep[];
  /** From a rep to the same one of the next set, seconds; null when the set is not repeated. */
  readonly repeatPeriodS: number | null;
  private readonly movements: readonly Movement[];
  private readonly sway: StandingSway;

  constructor(person: Person, options: SquatOptions) {
    const random = new Random(options.seed, 'script');
    const movements: Movement[] = [];
    let nowS = options.standingS;
    const perform = (base: typeof REP, depth: SquatDepth, peaks: PeaksOf, roll: LegAngles) => {
      const tempo = vary(random);
      const deep = vary(random);
      const timing: SquatTiming = {
        startS: nowS,
        descentS: base.timing.descentS * tempo,
        holdS: base.timing.holdS * tempo,
        ascentS: base.timing.ascentS * tempo,
      };
      const varied = {
        shankTiltDeg: depth.shankTiltDeg * deep,
        thighTiltDeg: depth.thighTiltDeg * deep,
      };
      movements.push({ ...timing, peak: peaks(varied), footRollDeg: roll });
      nowS = endOf(timing) + base.pauseS * tempo;
      return timing;
    };

    for (let i = 0; i < options.calibrationReps; i++) {
      perform(CALIBRATION, CALIBRATION.depth, unloadedPeaks(person), NEITHER_LEG);
    }
    if (options.calibrationReps > 0) nowS += REST_S;
    const loopStartS = nowS;

    const reps: SimulatedRep[] = [];
    for (let i = 0; i < options.reps; i++) {
      const wanted = wantedAt(options, i);
      const peaks = peaksOf(person, options, wanted);
      const roll = onAffectedLegs(options, options.footRollDeg);
      reps.push({ ...repTimes(perform(REP, options, peaks, roll)), ...wanted });
    }
    this.movements = movements;
    this.reps = reps;
    this.durationS = nowS + REST_S;
    this.repeatPeriodS = options.repeat && options.reps > 0 ? this.durationS - loopStartS : null;
    this.sway = new StandingSway(new Random(options.seed, 'sway'), options.swayDeg);
  }

  postureAt(timeS: number, side: Side): LegPosture {
    const scriptS = this.withinFirstPass(timeS);
    const movement = this.movementAt(scriptS);
    if (!movement) return postureOnTheWay(UPRIGHT, 0, this.sway.at(timeS, side, 1));
    const share = squatProfile(movement, scriptS);
    // Sway fades on the way down, so that the peak shows exactly what was asked of it.
    return postureOnTheWay(movement.peak[side], share, this.sway.at(timeS, side, 1 - share));
  }

  footRollDegAt(timeS: number, side: Side): number {
    const scriptS = this.withinFirstPass(timeS);
    const movement = this.movementAt(scriptS);
    return movement ? movement.footRollDeg[side] * squatProfile(movement, scriptS) : 0;
  }

  private withinFirstPass(timeS: number): number {
    if (this.repeatPeriodS === null || timeS < this.durationS) return timeS;
    const loopStartS = this.durationS - this.repeatPeriodS;
    return loopStartS + ((timeS - loopStartS) % this.repeatPeriodS);
  }

  /** The last movement begun by `scriptS`, if it is not over. */
  private movementAt(scriptS: number): Movement | undefined {
    let low = 0;
    let high = this.movements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.movements[middle].startS <= scriptS) low = middle + 1;
      else high = middle;
    }
    const begun = this.movements[low - 1];
    return begun && scriptS < endOf(begun) ? begun : undefined;
  }
}

type LegAngles = Readonly<Record<Side, number>>;
type PeaksOf = (depth: SquatDepth) => Readonly<Record<Side, LegPosture>>;
type Wanted = Pick<SimulatedRep, 'requestedFppaDeg' | 'requestedKneeValgusDeg'>;

const NEITHER_LEG: LegAngles = { right: 0, left: 0 };
const UPRIGHT: LegPosture = {
  drive: 'projection',
  shankTiltDeg: 0,
  thighTiltDeg: 0,
  shankLeanDeg: 0,
  thighLeanDeg: 0,
  shankAxialDeg: 0,
  thighAxialDeg: 0,
};

function vary(random: Random): number {
  return random.uniform(1 - VARIATION, 1 + VARIATION);
}

function endOf(timing: SquatTiming): number {
  return timing.startS + timing.descentS + timing.holdS + timing.ascentS;
}

function repTimes(timing: SquatTiming) {
  return {
    startS: timing.startS,
    bottomS: timing.startS + timing.descentS + timing.holdS / 2,
    endS: endOf(timing),
  };
}

function bothLegs<T>(make: (side: Side) => T): Record<Side, T> {
  const [right, left] = SIDES;
  return { right: make(right), left: make(left) };
}

function onAffectedLegs(options: SquatOptions, valueDeg: number): LegAngles {
  return bothLegs((side) =>
    options.affectedSide === 'both' || options.affectedSide === side ? valueDeg : 0,
  );
}

function wantedAt(options: SquatOptions, rep: number): Wanted {
  const list = options.kneeValgusDeg ?? options.fppaDeg;
  const angles = onAffectedLegs(options, list[rep % list.length]);
  return options.kneeValgusDeg
    ? { requestedFppaDeg: null, requestedKneeValgusDeg: angles }
    : { requestedFppaDeg: angles, requestedKneeValgusDeg: null };
}

function unloadedPeaks(person: Person): PeaksOf {
  return (depth) => bothLegs((side) => unloadedPeak(depth, person.coupling[side]));
}

function peaksOf(person: Person, options: SquatOptions, wanted: Wanted): PeaksOf {
  const { requestedFppaDeg: fppa, requestedKneeValgusDeg: valgus } = wanted;
  return (depth) =>
    bothLegs((side) => {
      const coupling = person.coupling[side];
      if (valgus) return jointPeak(valgus[side], depth, coupling);
      return projectedPeak(fppa?.[side] ?? 0, depth, options.toeOutDeg[side], coupling, side);
    });
}
