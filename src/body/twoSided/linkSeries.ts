import { quatRotate } from '../../geometry/quaternion.ts';
import { norm, type Vec3 } from '../../geometry/vector.ts';
import { finiteStretches, zeroLagLowPass } from '../../signal/zeroLag.ts';
import {
  angularAcceleration,
  evidenceOf,
  IMPACT_HOLD_S,
  IMPACT_MPS2,
  jointSpecificForce,
  LINK_CUTOFF_HZ,
} from '../calibration/linkAcceleration.ts';
import type { SensorState } from '../sensorState.ts';
import { follows, type LegStatePair, type LegTrack } from './legTrack.ts';

/** A filter without lag carries an impact as far ahead of it as behind, s. */
const IMPACT_AHEAD_S = 0.05;

/** What the acceleration of the knee centre says of the relative heading, per frame. */
export interface LinkSeries {
  /** Weighted cosine and sine; 0 where nothing is said. */
  readonly c: Float64Array;
  readonly s: Float64Array;
  readonly power: Float64Array;
}

/**
 * Evidence of link acceleration at the instant it belongs to: angular acceleration by a centred
 * stencil, horizontal accelerations low-passed without lag.
 * @param thighArm, shankArm joint centre to sensor, metres, sensor axes
 * @param see is shown every frame's states once, in order
 */
export function linkSeries(
  track: LegTrack,
  thighArm: Vec3,
  shankArm: Vec3,
  see: (frame: number, states: LegStatePair | null) => void,
): LinkSeries {
  const n = track.timesUs.length;
  const h = [0, 1, 2, 3].map(() => new Float64Array(n).fill(Number.NaN));
  const gated = new Uint8Array(n);
  const ahead = Math.round(IMPACT_AHEAD_S * track.rateHz);
  const behind = Math.round(IMPACT_HOLD_S * track.rateHz);
  // The last five frames, as far as they follow on one another.
  const window: LegStatePair[] = [];
  const reckon = (centre: number): void => {
    const frame = lastFrame - (window.length - 1 - centre);
    const thigh = horizontalForce(window, centre, 'thigh', thighArm, track.rateHz);
    const shank = horizontalForce(window, centre, 'shank', shankArm, track.rateHz);
    h[0][frame] = thigh[0];
    h[1][frame] = thigh[1];
    h[2][frame] = shank[0];
    h[3][frame] = shank[1];
  };
  let lastFrame = -1;
  const endRun = (): void => {
    // The last but one has neighbours on both sides still, only fewer.
    if (window.length >= 3) reckon(window.length - 2);
    window.length = 0;
  };
  for (let i = 0; i < n; i++) {
    const states = track.statesAt(i);
    see(i, states);
    if (states === null || (i > 0 && !follows(track, i))) endRun();
    if (states === null) continue;
    if (isImpact(states)) gated.fill(1, Math.max(0, i - ahead), Math.min(n, i + behind));
    window.push(states);
    lastFrame = i;
    if (window.length === 3) reckon(1);
    else if (window.length === 5) reckon(2);
    if (window.length === 5) window.shift();
  }
  endRun();
  for (const column of h) {
    for (const [from, end] of finiteStretches(column)) {
      zeroLagLowPass(column, LINK_CUTOFF_HZ, track.rateHz, from, end);
    }
  }
  return evidenceSeries(h, gated);
}

function evidenceSeries(h: readonly Float64Array[], gated: Uint8Array): LinkSeries {
  const n = gated.length;
  const series = { c: new Float64Array(n), s: new Float64Array(n), power: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    if (gated[i] === 1 || Number.isNaN(h[0][i])) continue;
    const evidence = evidenceOf(h[0][i], h[1][i], h[2][i], h[3][i]);
    series.c[i] = evidence.c;
    series.s[i] = evidence.s;
    series.power[i] = evidence.power;
  }
  return series;
}

function horizontalForce(
  window: readonly LegStatePair[],
  centre: number,
  segment: keyof LegStatePair,
  arm: Vec3,
  rateHz: number,
): Vec3 {
  const at = window[centre][segment];
  const before = window[centre - 1][segment];
  const after = window[centre + 1][segment];
  const near = angularAcceleration(before, after, rateHz);
  const isWide = centre >= 2 && centre + 2 < window.length;
  const acceleration = isWide
    ? fourthOrder(
        near,
        angularAcceleration(window[centre - 2][segment], window[centre + 2][segment], rateHz / 2),
      )
    : near;
  return quatRotate(at.orientation, jointSpecificForce(at, acceleration, arm));
}

/** The five-point stencil from central differences over one and over two steps. */
function fourthOrder(one: Vec3, two: Vec3): Vec3 {
  return [(4 * one[0] - two[0]) / 3, (4 * one[1] - two[1]) / 3, (4 * one[2] - two[2]) / 3];
}

function isImpact({ thigh, shank }: { thigh: SensorState; shank: SensorState }): boolean {
  return norm(thigh.acceleration) > IMPACT_MPS2 || norm(shank.acceleration) > IMPACT_MPS2;
}
