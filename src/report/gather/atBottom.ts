import type { BodyFrame, LegFrame, LegMeasure } from '../../model/bodyFrame.ts';
import type { Side } from '../../model/placement.ts';

/** "At peak flexion" is the mean of ±50 ms about the bottom of a rep. */
const HALF_WINDOW_US = 50_000;

const SD_OF: Readonly<Partial<Record<LegMeasure, LegMeasure>>> = {
  kneeFlexionDeg: 'kneeFlexionSdDeg',
  kneeValgusDeg: 'kneeValgusSdDeg',
  fppaDeg: 'fppaSdDeg',
  kneeMedialDeviationM: 'kneeMedialDeviationSdM',
  kneeOverToeDeg: 'kneeOverToeSdDeg',
  kneeInternalRotationDeg: 'kneeInternalRotationSdDeg',
  shankLeanDeg: 'shankLeanSdDeg',
  thighLeanDeg: 'thighLeanSdDeg',
  ankleDorsiflexionDeg: 'ankleDorsiflexionSdDeg',
  ankleEversionDeg: 'ankleEversionSdDeg',
  footRollDeg: 'footRollSdDeg',
};

interface StatedValue {
  readonly value: number;
  /** One standard deviation; null where the frames state none. */
  readonly sd: number | null;
}

/** A measure at the bottom of a rep, in its own unit; null where it cannot be stated there. */
export function atBottom(
  frames: readonly BodyFrame[],
  side: Side,
  measure: LegMeasure,
  bottomUs: number,
): StatedValue | null {
  const value = meanAtBottom(frames, side, ({ measures }) => measures[measure], bottomUs);
  if (value === null) return null;
  const sdMeasure = SD_OF[measure];
  const sd = sdMeasure
    ? meanAtBottom(frames, side, ({ measures }) => measures[sdMeasure], bottomUs)
    : null;
  return { value, sd };
}

/** The same of whatever `pick` reads of the leg, without its error. */
export function meanAtBottom(
  frames: readonly BodyFrame[],
  side: Side,
  pick: (leg: LegFrame) => number,
  bottomUs: number,
): number | null {
  let sum = 0;
  let stated = 0;
  for (const { timeUs, legs } of frames) {
    if (Math.abs(timeUs - bottomUs) > HALF_WINDOW_US) continue;
    const leg = legs.find((each) => each.side === side);
    const value = leg === undefined ? Number.NaN : pick(leg);
    if (!Number.isFinite(value)) continue;
    sum += value;
    stated++;
  }
  return stated === 0 ? null : sum / stated;
}
