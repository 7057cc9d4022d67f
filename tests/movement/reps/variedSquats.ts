import type { PipelineEvent } from '../../../src/model/events.ts';
import type { Rep, RepRejection } from '../../../src/model/movement.ts';
import { SIDES, type Side } from '../../../src/model/placement.ts';
import type { PipelineSettings } from '../../../src/model/settings.ts';
import { Pipeline } from '../../../src/pipeline/pipeline.ts';
import type { Person } from '../../../src/simulator/person.ts';
import { Random } from '../../../src/simulator/random.ts';
import {
  DEFAULT_SESSION_OPTIONS,
  type SessionOptions,
} from '../../../src/simulator/sessionOptions.ts';
import { projectedPeak } from '../../../src/simulator/squatPeaks.ts';
import type { Movement } from '../../../src/simulator/squatPlan.ts';
import { endOf } from '../../../src/simulator/squatProfile.ts';
import { SquatScript } from '../../../src/simulator/squatScript.ts';
import { type TaskSession, taskSession } from '../../../src/simulator/tasks/taskSession.ts';
import { settingsFor } from '../../validate/simulator/settingsFor.ts';
import { inputsOf, secondsOf } from '../../validate/simulator/simulatedFrames.ts';

/** What varies from bend to bend, each drawn evenly; seconds, degrees. */
export interface Variety {
  readonly count: number;
  readonly peakDeg: readonly [number, number];
  readonly descentS: readonly [number, number];
  readonly holdS: readonly [number, number];
  readonly ascentS: readonly [number, number];
  /** Standing after each bend. */
  readonly pauseS: readonly [number, number];
  readonly fppaDeg: readonly [number, number];
}

/** As in the specification's own simulation, in sets and one by one. */
export const VARIED: Variety = {
  count: 40,
  peakDeg: [48, 117],
  descentS: [0.5, 3.5],
  holdS: [0, 1],
  ascentS: [0.5, 2],
  pauseS: [0.2, 2],
  fppaDeg: [-5, 15],
};

/** Bends that no rep is. */
export const DIPS: Variety = { ...VARIED, peakDeg: [5, 33] };

export interface VariedSession extends TaskSession<SessionOptions> {
  readonly movements: readonly Movement[];
}

/** Squats of great variety after a calibration; deterministic in seed and variety. */
export function variedSquats(
  variety: Variety,
  given: Partial<SessionOptions> & { readonly seed: number },
): VariedSession {
  const options = { ...DEFAULT_SESSION_OPTIONS, ...given };
  let movements: readonly Movement[] = [];
  const session = taskSession(options, ({ startS, person, sway }) => {
    movements = bends(variety, options, person, startS);
    const durationS = endOf(movements[movements.length - 1]) + 3;
    const plan = { movements, reps: [], setStartS: startS, turns: [], durationS };
    return { script: new SquatScript(plan, sway, null), durationS, events: [], impacts: [] };
  });
  return { ...session, movements };
}

function bends(
  { count, peakDeg, descentS, holdS, ascentS, pauseS, fppaDeg }: Variety,
  { seed, toeOutDeg }: SessionOptions,
  person: Person,
  startS: number,
): Movement[] {
  const random = new Random(seed, 'variety');
  let nowS = startS;
  return Array.from({ length: count }, () => {
    const flexionDeg = random.uniform(...peakDeg);
    const fppa = random.uniform(...fppaDeg);
    const depth = { shankTiltDeg: flexionDeg / 3, thighTiltDeg: (2 * flexionDeg) / 3 };
    const peakOf = (side: Side) =>
      projectedPeak(fppa, depth, toeOutDeg[side], person.coupling[side], side);
    const movement: Movement = {
      startS: nowS,
      descentS: random.uniform(...descentS),
      holdS: random.uniform(...holdS),
      ascentS: random.uniform(...ascentS),
      peak: { right: peakOf('right'), left: peakOf('left') },
      footRollDeg: { right: 0, left: 0 },
    };
    nowS = endOf(movement) + random.uniform(...pauseS);
    return movement;
  });
}

export interface PlayedReps {
  readonly reps: readonly Rep[];
  readonly rejections: readonly RepRejection[];
}

/** What the product makes of it, live. */
export function playedReps(
  session: TaskSession<SessionOptions>,
  given: Partial<PipelineSettings> = {},
): PlayedReps {
  const pipeline = new Pipeline({ ...settingsFor(session as never), ...given });
  const events: PipelineEvent[] = [];
  for (const input of inputsOf(session)) events.push(...pipeline.push(input).events);
  return {
    reps: events.flatMap((event) => (event.type === 'rep' ? [event.rep] : [])),
    rejections: events.flatMap((event) => (event.type === 'repRejected' ? [event.rejection] : [])),
  };
}

/** Errors of a set in which every bend is a rep. */
export interface FoundReps {
  readonly truly: number;
  readonly missed: number;
  readonly invented: number;
  /** Found less true, s; the true onset is at 5°, the end where the knee is straight again by the rule. */
  readonly onsetS: readonly number[];
  readonly endS: readonly number[];
}

export function foundReps(session: VariedSession, reps: readonly Rep[]): FoundReps {
  const meanAt = (timeS: number): number =>
    session
      .truthAt(timeS)
      .reduce((sum, { measures }) => sum + measures.kneeFlexionDeg / SIDES.length, 0);
  const onsetS: number[] = [];
  const endS: number[] = [];
  let missed = 0;
  for (const movement of session.movements) {
    const bottomS = movement.startS + movement.descentS + movement.holdS / 2;
    const overS = endOf(movement);
    const own = reps.filter(({ bottomUs }) => {
      const atS = secondsOf(bottomUs);
      return atS > movement.startS && atS < overS;
    });
    if (own.length === 0) {
      missed++;
      continue;
    }
    const peak = meanAt(bottomS);
    onsetS.push(secondsOf(own[0].startUs) - crossingS(meanAt, movement.startS, bottomS, 5));
    const straight = Math.max(10, 0.15 * peak);
    endS.push(secondsOf(own[0].endUs) - crossingS(meanAt, overS, bottomS, straight));
  }
  const truly = session.movements.length;
  return { truly, missed, invented: reps.length - (truly - missed), onsetS, endS };
}

/** When flexion passes `deg` between an upright instant and the bottom. */
function crossingS(
  flexionAt: (timeS: number) => number,
  uprightS: number,
  bottomS: number,
  deg: number,
): number {
  let above = bottomS;
  let below = uprightS;
  for (let i = 0; i < 30; i++) {
    const middle = (above + below) / 2;
    if (flexionAt(middle) > deg) above = middle;
    else below = middle;
  }
  return above;
}
