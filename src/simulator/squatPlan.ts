import { SIDES, type Side } from '../model/placement.ts';
import type { BodyTurn } from './bodyTurn.ts';
import { type LegPosture, UPRIGHT } from './legPosture.ts';
import type { Person } from './person.ts';
import { Random } from './random.ts';
import { type SessionOptions, wearingSeed } from './sessionOptions.ts';
import type { SquatOptions } from './squatOptions.ts';
import { jointPeak, projectedPeak, type SquatDepth, unloadedPeak } from './squatPeaks.ts';
import { endOf, type SquatTiming } from './squatProfile.ts';
import { askedDepth, type Tempo, varyDepth, varyTiming } from './squatVariation.ts';
import { afterPause, bottomOf, drawTiming } from './tempo.ts';

type LegAngles = Readonly<Record<Side, number>>;

/** What each leg is asked to show at the peak of a rep, degrees. */
export interface RequestedPeak {
  readonly measure: 'fppaDeg' | 'kneeValgusDeg';
  readonly deg: LegAngles;
}

/** One rep of the script; seconds from the start of the motion. */
export interface SimulatedRep {
  readonly startS: number;
  /** Middle of the hold. */
  readonly bottomS: number;
  readonly endS: number;
  readonly requested: RequestedPeak;
}

/** One bend of both legs out of standing and back. */
export interface Movement extends SquatTiming {
  readonly peak: Readonly<Record<Side, LegPosture>>;
  /** At the peak, + inward. */
  readonly footRollDeg: LegAngles;
  /** The leg whose foot is off the floor meanwhile; absent where none is. */
  readonly lifted?: Side;
}

/** Stand, easy squats to calibrate on, stand, a set of reps, stand. */
export interface SquatPlan {
  /** Calibration first, then the set, in order of time. */
  readonly movements: readonly Movement[];
  readonly reps: readonly SimulatedRep[];
  /** Start of the set, and end of the standing after it. */
  readonly setStartS: number;
  /** Turns on the spot between sets. */
  readonly turns: readonly BodyTurn[];
  readonly durationS: number;
}

const CALIBRATION = {
  depth: { shankTiltDeg: 25, thighTiltDeg: 50 },
  tempo: { descentS: 1.3, holdS: 0.4, ascentS: 1.3, pauseS: 0.6 },
};
const REP_TEMPO: Tempo = { descentS: 1.5, holdS: 0.4, ascentS: 1.2, pauseS: 0.8 };
/** Quiet standing between calibration and set, and after the set. */
const REST_S = 3;
const TURN_S = 3;

export function planSquats(person: Person, options: SquatOptions): SquatPlan {
  const random = new Random(wearingSeed(options), 'plan');
  const tempos = new Random(wearingSeed(options), 'tempo');
  const movements: Movement[] = [];
  const reps: SimulatedRep[] = [];
  let nowS = options.standingS;

  if (options.liftRightKnee) {
    const lift = kneeLift(nowS);
    movements.push(lift);
    nowS = endOf(lift) + options.standingS;
  }
  for (let i = 0; i < options.calibrationReps; i++) {
    const timing = varyTiming(random, nowS, CALIBRATION.tempo);
    const depth = varyDepth(random, CALIBRATION.depth);
    const peak = bothLegs((side) => calibrationPeak(person, options, i, depth, side));
    movements.push({ ...timing, peak, footRollDeg: bothLegs(() => 0) });
    nowS = afterPause(timing);
  }
  if (options.calibrationReps > 0) nowS += REST_S;

  const setStartS = nowS;
  const footRollDeg = onAffectedLegs(options, options.footRollDeg);
  const turns: BodyTurn[] = [];
  for (let set = 0; set < options.sets; set++) {
    if (set > 0) nowS = betweenSets(turns, nowS, options.turnBetweenSetsDeg);
    for (let i = 0; i < options.reps; i++) {
      const timing = options.tempo
        ? drawTiming(tempos, nowS, options.tempo)
        : varyTiming(random, nowS, REP_TEMPO);
      const depth = options.depthsDeg
        ? askedDepth(options, options.depthsDeg[i % options.depthsDeg.length])
        : varyDepth(random, options);
      const requested = requestedAt(options, i);
      const peak = bothLegs((side) => peakOf(person, options, requested, depth, side));
      movements.push({ ...timing, peak, footRollDeg });
      reps.push({
        startS: timing.startS,
        bottomS: bottomOf(timing),
        endS: endOf(timing),
        requested,
      });
      nowS = afterPause(timing);
    }
  }
  return { movements, reps, setStartS, turns, durationS: nowS + REST_S };
}

/** Quiet standing, a turn on the spot if there is one, quiet standing; gives the time after it. */
function betweenSets(turns: BodyTurn[], nowS: number, turnDeg: number): number {
  if (turnDeg === 0) return nowS + REST_S;
  const startS = nowS + REST_S;
  turns.push({ startS, endS: startS + TURN_S, turnDeg });
  return startS + TURN_S + REST_S;
}

function calibrationPeak(
  person: Person,
  options: SessionOptions,
  rep: number,
  depth: SquatDepth,
  side: Side,
): LegPosture {
  const coupling = person.coupling[side];
  const { calibrationFppaDeg: fppa, calibrationValgusDeg: valgus } = options;
  if (valgus) return jointPeak(valgus[rep % valgus.length], depth, coupling);
  return fppa
    ? projectedPeak(fppa[rep % fppa.length], depth, options.toeOutDeg[side], coupling, side)
    : unloadedPeak(depth, coupling);
}

/** The right knee up in front, its shank hanging, the left leg standing. */
function kneeLift(startS: number): Movement {
  const lifted = { ...UPRIGHT, thighTiltDeg: 60, shankTiltDeg: -10 };
  return {
    startS,
    descentS: 0.9,
    holdS: 0.4,
    ascentS: 0.9,
    peak: { right: lifted, left: UPRIGHT },
    footRollDeg: bothLegs(() => 0),
    lifted: 'right',
  };
}

function peakOf(
  person: Person,
  options: SquatOptions,
  { measure, deg }: RequestedPeak,
  depth: SquatDepth,
  side: Side,
): LegPosture {
  const coupling = person.coupling[side];
  return measure === 'kneeValgusDeg'
    ? jointPeak(deg[side], depth, coupling)
    : projectedPeak(deg[side], depth, options.toeOutDeg[side], coupling, side);
}

function requestedAt(options: SquatOptions, rep: number): RequestedPeak {
  const list = options.kneeValgusDeg ?? options.fppaDeg;
  return {
    measure: options.kneeValgusDeg ? 'kneeValgusDeg' : 'fppaDeg',
    deg: onAffectedLegs(options, list[rep % list.length]),
  };
}

function onAffectedLegs(options: SquatOptions, valueDeg: number): LegAngles {
  return bothLegs((side) =>
    options.affectedSide === 'both' || options.affectedSide === side ? valueDeg : 0,
  );
}

function bothLegs<T>(make: (side: Side) => T): Record<Side, T> {
  const [right, left] = SIDES;
  return { right: make(right), left: make(left) };
}
