import { DEFAULT_THRESHOLDS, headlineOf } from '../../src/movement/thresholds.ts';
import { eventsOf, type RecordedSession } from './recordedSession.ts';
import { type TrueRep, trueReps } from './trueReps.ts';

/** The bound on the RMSE of the headline: nearer to the threshold than that, either is right. */
export const CUE_MARGIN_CM = 1.5;

export interface RepCheck {
  readonly simulated: number;
  /** Simulated reps with exactly one counted rep event of theirs. */
  readonly counted: number;
  /** Rep events that belong to no simulated rep. */
  readonly invented: number;
}

export function checkReps(session: RecordedSession): RepCheck {
  const reps = trueReps(session);
  const events = eventsOf(session, 'rep');
  const within = (rep: TrueRep) =>
    events.filter(({ rep: { bottomUs } }) => bottomUs >= rep.startUs && bottomUs <= rep.endUs);
  const told = reps.filter(({ isTold }) => isTold).map(within);
  return {
    simulated: told.length,
    counted: told.filter((found) => found.length === 1 && found[0].rep.counted).length,
    invented: events.length - reps.flatMap(within).length,
  };
}

export interface CueCheck {
  /** Reps beyond the threshold by the margin, without the first after calibration. */
  readonly expected: number;
  /** Those of them with a cue. */
  readonly given: number;
  /** Reps that stay below by the margin, and those of them with a cue. */
  readonly silent: number;
  readonly wrong: number;
  /** Cues outside of any rep. */
  readonly stray: number;
  /** Whether the first rep after calibration was due a cue, got none, and an event says why. */
  readonly firstSuppressed: boolean;
}

export function checkCues(session: RecordedSession): CueCheck {
  const { settings } = session.metadata;
  const { bandEdges } = headlineOf(settings.task, DEFAULT_THRESHOLDS);
  const thresholdCm = bandEdges[settings.cue.fromBand - 1];
  const cues = eventsOf(session, 'cueOn');
  const isIn = (rep: TrueRep, timeUs: number) => timeUs >= rep.startUs && timeUs <= rep.endUs;
  const isCued = (rep: TrueRep) => cues.some(({ timeUs }) => isIn(rep, timeUs));
  const [first, ...reps] = trueReps(session);
  const told = reps.filter(({ isTold }) => isTold);
  const mustHave = told.filter(({ heldCm }) => heldCm >= thresholdCm + CUE_MARGIN_CM);
  const mustNot = told.filter(({ peakCm }) => peakCm <= thresholdCm - CUE_MARGIN_CM);
  return {
    expected: mustHave.length,
    given: mustHave.filter(isCued).length,
    silent: mustNot.length,
    wrong: mustNot.filter(isCued).length,
    stray: cues.filter(({ timeUs }) => ![first, ...reps].some((rep) => isIn(rep, timeUs))).length,
    firstSuppressed:
      first.heldCm >= thresholdCm + CUE_MARGIN_CM &&
      !isCued(first) &&
      eventsOf(session, 'cueSuppressed').some(
        ({ timeUs, reason }) => isIn(first, timeUs) && reason === 'first rep after calibration',
      ),
  };
}
