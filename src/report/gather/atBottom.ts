import type { BodyFrame, LegMeasure } from '../../model/bodyFrame.ts';
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
  const near = frames.filter(({ timeUs }) => Math.abs(timeUs - bottomUs) <= HALF_WINDOW_US);
  const value = meanOf(near, side, measure);
  if (value === null) return null;
  const sdMeasure = SD_OF[measure];
  return { value, sd: sdMeasure ? meanOf(near, side, sdMeasure) : null };
}

function meanOf(frames: readonly BodyFrame[], side: Side, measure: LegMeasure): number | null {
  let sum = 0;
  let stated = 0;
  for (const { legs } of frames) {
    const value = legs.find((leg) => leg.side === side)?.measures[measure];
    if (value === undefined || !Number.isFinite(value)) continue;
    sum += value;
    stated++;
  }
  return stated === 0 ? null : sum / stated;
}
