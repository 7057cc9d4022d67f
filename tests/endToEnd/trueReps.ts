import type { TruthFrame } from '../../src/model/truth.ts';
import { calibratedUs, type RecordedSession } from './recordedSession.ts';

/** A squat the simulated person did, from its truth alone. */
export interface TrueRep {
  readonly startUs: number;
  readonly endUs: number;
  /** False when the recording ends too soon after it to tell of it. */
  readonly isTold: boolean;
  /** Headline of the worse leg at its largest, cm. */
  readonly peakCm: number;
  /** The largest headline of a leg that lasted for `HELD_US`, cm. */
  readonly heldCm: number;
}

/** A knee bent further than this is on its way. */
const BENT_DEG = 15;
/** Shallower bends are no squat. */
const SQUAT_DEG = 40;
/** The cue waits 80 to 120 ms by its rule; what lasts this long it must not miss. */
const HELD_US = 200_000;
/** A rep is told of when the stand after it has lasted 0.1 s. */
const TOLD_AFTER_US = 500_000;
/** Squats begun after calibration, in order. */
export function trueReps(session: RecordedSession): TrueRep[] {
  const fromUs = calibratedUs(session);
  const lastUs = session.truth[session.truth.length - 1].timeUs;
  const reps: TrueRep[] = [];
  let bent: TruthFrame[] = [];
  let wasStraight = false;
  const close = () => {
    if (Math.max(0, ...bent.map(flexionDeg)) >= SQUAT_DEG) reps.push(repOf(bent, lastUs));
    bent = [];
  };
  for (const truth of session.truth) {
    if (truth.timeUs <= fromUs) continue;
    if (flexionDeg(truth) <= BENT_DEG) {
      close();
      wasStraight = true;
    } else if (wasStraight) {
      bent.push(truth);
    }
  }
  close();
  return reps;
}

function repOf(frames: readonly TruthFrame[], lastUs: number): TrueRep {
  const [right, left] = [0, 1].map((leg) =>
    frames.map(({ legs }) => legs[leg].measures.kneeMedialDeviationM * 100),
  );
  const times = frames.map(({ timeUs }) => timeUs);
  const endUs = times[times.length - 1];
  return {
    startUs: times[0],
    endUs,
    isTold: endUs + TOLD_AFTER_US <= lastUs,
    peakCm: Math.max(...right, ...left),
    heldCm: Math.max(held(times, right), held(times, left)),
  };
}

/** The largest value that the series stayed at or above for `HELD_US`. */
function held(times: readonly number[], values: readonly number[]): number {
  return Math.max(
    ...times.map((fromUs, i) => {
      const end = times.findIndex((timeUs) => timeUs >= fromUs + HELD_US);
      return end < 0 ? Number.NEGATIVE_INFINITY : Math.min(...values.slice(i, end + 1));
    }),
  );
}

function flexionDeg({ legs }: TruthFrame): number {
  return legs.reduce((sum, { measures }) => sum + measures.kneeFlexionDeg, 0) / legs.length;
}
