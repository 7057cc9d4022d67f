import { RAD_PER_DEG, wrapAngle } from '../../geometry/angles.ts';
import { type Quat, quatToMatrix } from '../../geometry/quaternion.ts';
import { apply, column, type Mat3, multiply, rotationZ } from '../../geometry/rotation.ts';
import type { LegCalibration, TimeWindow } from '../../model/calibration.ts';
import { sideSign } from '../../model/placement.ts';
import type { SubjectSettings } from '../../model/settings.ts';
import { finiteStretches, zeroLagLowPass } from '../../signal/zeroLag.ts';
import { HEADING_S } from '../calibration/calibrateLeg.ts';
import { turnMatrix } from '../calibration/couplingRefinement.ts';
import { standingForwardRad, standingRelativeRad } from '../calibration/segmentFrames.ts';
import { kneeAngles } from '../jointAngles.ts';
import { isQuietUpright, LOST_AFTER_S, REST_ROTATION_SD_RAD } from '../quietUpright.ts';
import { LOST_SD } from '../relativeHeading.ts';
import type { HeadingColumn } from './headingColumn.ts';
import type { LegTrack } from './legTrack.ts';
import { type LinkSeries, linkSeries } from './linkSeries.ts';
import { type QuietStretch, quietStretches } from './quietStretches.ts';
import { relativeColumn, type ToldHeading } from './relativeColumn.ts';
import { type StandingHeading, smoothLegHeading } from './smoothLegHeading.ts';

/** Frames missing for this long at most are bridged where flexion is smoothed, s. */
const BRIDGED_S = 0.2;

/** The headings of a leg per frame, judged by what came before and after it. */
export interface TwoSidedHeadings {
  /** Of the shank's earth frame in the thigh's. */
  readonly relative: HeadingColumn;
  /** Of the subject's forward direction in the thigh's earth frame. */
  readonly leg: HeadingColumn;
  /** Knee flexion low-passed without lag, degrees; NaN in frames without states. */
  readonly flexionDeg: Float64Array;
}

export interface CalibratedTrack {
  readonly track: LegTrack;
  readonly calibration: LegCalibration;
  /** Where the calibration stood and moved. */
  readonly standing: TimeWindow;
  readonly movement: TimeWindow;
  readonly subject: SubjectSettings;
  /** Of the low-pass of the flexion. */
  readonly flexionCutoffHz: number;
}

/** Headings of one leg over all frames of a track. */
export function twoSidedHeadings(leg: CalibratedTrack): TwoSidedHeadings {
  return new Smoothing(leg).run();
}

/** Attitudes of both sensors in all frames, and what follows from them step by step. */
class Smoothing {
  readonly #leg: CalibratedTrack;
  readonly #thighFrame: Mat3;
  readonly #shankFrame: Mat3;
  readonly #count: number;
  readonly #timesS: Float64Array;
  /** Four elements a frame; NaN where there are no states. */
  readonly #thigh: Float64Array;
  readonly #shank: Float64Array;
  readonly #quiet: Uint8Array;

  constructor(leg: CalibratedTrack) {
    const { track, calibration } = leg;
    const n = track.timesUs.length;
    this.#leg = leg;
    this.#count = n;
    this.#thighFrame = quatToMatrix(calibration.thigh.segmentToSensor);
    this.#shankFrame = quatToMatrix(calibration.shank.segmentToSensor);
    // From the first frame on, for the microseconds since 1970 leave few digits for a difference.
    this.#timesS = track.timesUs.map((timeUs) => (timeUs - track.timesUs[0]) / 1e6);
    this.#thigh = new Float64Array(4 * n).fill(Number.NaN);
    this.#shank = new Float64Array(4 * n).fill(Number.NaN);
    this.#quiet = new Uint8Array(n);
  }

  run(): TwoSidedHeadings {
    const { track, calibration } = this.#leg;
    const link = this.#readStates();
    const stretches = quietStretches(track, this.#quiet);
    const lost = this.#lostFrames();
    const relative = this.#relative(link, stretches, lost);
    const leg = smoothLegHeading({
      timesS: this.#timesS,
      standing: this.#standing(stretches, relative),
      lostS: lost.map((frame) => this.#timesS[frame]),
      stanceAt: (frame) => this.#stance(frame, relative),
    });
    const refinement = turnMatrix(calibration.refinementDeg[0], calibration.refinementDeg[1]);
    return { relative, leg, flexionDeg: this.#flexion(relative, refinement) };
  }

  #readStates(): LinkSeries {
    const { track, calibration } = this.#leg;
    const thighLong = column(this.#thighFrame, 1);
    const shankLong = column(this.#shankFrame, 1);
    const { thigh, shank } = calibration;
    return linkSeries(track, thigh.leverArmM, shank.leverArmM, (frame, states) => {
      if (states === null) return;
      this.#thigh.set(states.thigh.orientation, 4 * frame);
      this.#shank.set(states.shank.orientation, 4 * frame);
      const thighUp = apply(quatToMatrix(states.thigh.orientation), thighLong)[2];
      const shankUp = apply(quatToMatrix(states.shank.orientation), shankLong)[2];
      this.#quiet[frame] = Number(isQuietUpright(states.thigh, states.shank, thighUp, shankUp));
    });
  }

  /** Frames that follow on more than a second without both sensors. */
  #lostFrames(): number[] {
    const found: number[] = [];
    let last = -1;
    for (let i = 0; i < this.#count; i++) {
      if (!this.#has(i)) continue;
      if (last >= 0 && this.#timesS[i] - this.#timesS[last] > LOST_AFTER_S) found.push(i);
      last = i;
    }
    return found;
  }

  #relative(
    link: LinkSeries,
    stretches: readonly QuietStretch[],
    lost: readonly number[],
  ): HeadingColumn {
    const { track, calibration } = this.#leg;
    // However long a stand, it is one way to stand.
    const rests = stretches.filter(
      ({ kind, from }, i) => kind === 'pause' || stretches[i - 1]?.end !== from,
    );
    const told: ToldHeading[] = rests.map((rest) => ({
      frame: rest.from,
      headingRad: this.#restHeading(rest),
      sdRad: REST_ROTATION_SD_RAD[rest.kind],
    }));
    told.push({
      frame: this.#calibrationFrame(),
      headingRad: calibration.relativeHeadingRad,
      sdRad: calibration.relativeHeadingSdRad,
    });
    told.sort((a, b) => a.frame - b.frame);
    return relativeColumn({
      track,
      timesS: this.#timesS,
      link,
      told,
      lost,
      startRad: calibration.relativeHeadingRad,
      startSdRad: LOST_SD,
    });
  }

  /** The middle of what the heading of the calibration was found in; the last frame at the latest. */
  #calibrationFrame(): number {
    const { track, movement } = this.#leg;
    const toUs = Math.min(movement.toUs, movement.fromUs + HEADING_S * 1e6);
    const middleUs = (movement.fromUs + toUs) / 2;
    const found = track.timesUs.findIndex((timeUs) => timeUs >= middleUs);
    return found < 0 ? this.#count - 1 : found;
  }

  /** The relative heading at which the knee would be turned as in the calibration standing. */
  #restHeading({ from, end }: QuietStretch): number {
    return meanAngle(from, end, (i) =>
      standingRelativeRad(
        this.#attitude(this.#thigh, i),
        this.#attitude(this.#shank, i),
        this.#thighFrame,
        this.#shankFrame,
      ),
    );
  }

  /** What the quiet stretches, or else the calibration, say of the subject's heading. */
  #standing(stretches: readonly QuietStretch[], relative: HeadingColumn): StandingHeading[] {
    const found = stretches.map(({ kind, from, end, pieces }): StandingHeading => {
      const headingRad = meanAngle(from, end, (i) => this.#stance(i, relative));
      const timeS = (this.#timesS[from] + this.#timesS[end - 1]) / 2;
      return { kind, timeS, headingRad, pieces };
    });
    const { track, standing, calibration } = this.#leg;
    const [fromS, toS] = [standing.fromUs, standing.toUs].map(
      (timeUs) => (timeUs - track.timesUs[0]) / 1e6,
    );
    if (found.some(({ kind, timeS }) => kind === 'stand' && timeS >= fromS && timeS <= toS)) {
      return found;
    }
    found.push({
      kind: 'stand',
      timeS: (fromS + toS) / 2,
      headingRad: calibration.legForwardRad + this.#toeOutRad,
      pieces: 1,
    });
    return found.sort((a, b) => a.timeS - b.timeS);
  }

  /** The subject's heading if this frame were the calibration stance; NaN without states. */
  #stance(frame: number, relative: HeadingColumn): number {
    const thighToEarth = this.#attitude(this.#thigh, frame);
    const shankToEarth = this.#shankInThighEarth(frame, relative);
    const forward = standingForwardRad(
      thighToEarth,
      shankToEarth,
      this.#thighFrame,
      this.#shankFrame,
    );
    return forward + this.#toeOutRad;
  }

  #flexion(relative: HeadingColumn, refinement: Mat3): Float64Array {
    const { track, calibration, flexionCutoffHz } = this.#leg;
    const flexion = new Float64Array(this.#count).fill(Number.NaN);
    for (let i = 0; i < this.#count; i++) {
      if (!this.#has(i)) continue;
      const thigh = multiply(this.#attitude(this.#thigh, i), this.#thighFrame, refinement);
      const shank = multiply(this.#shankInThighEarth(i, relative), this.#shankFrame, refinement);
      flexion[i] = kneeAngles(thigh, shank, calibration.side).kneeFlexionDeg;
    }
    const smooth = bridged(flexion, this.#timesS);
    for (const [from, end] of finiteStretches(smooth)) {
      zeroLagLowPass(smooth, flexionCutoffHz, track.rateHz, from, end);
    }
    for (let i = 0; i < this.#count; i++) if (Number.isNaN(flexion[i])) smooth[i] = Number.NaN;
    return smooth;
  }

  #shankInThighEarth(frame: number, relative: HeadingColumn): Mat3 {
    return multiply(rotationZ(relative.headingRad[frame]), this.#attitude(this.#shank, frame));
  }

  #attitude(attitudes: Float64Array, frame: number): Mat3 {
    const at = 4 * frame;
    const q: Quat = [attitudes[at], attitudes[at + 1], attitudes[at + 2], attitudes[at + 3]];
    return quatToMatrix(q);
  }

  #has(frame: number): boolean {
    return !Number.isNaN(this.#thigh[4 * frame]);
  }

  /** From the leg's forward direction to the subject's, about the vertical. */
  get #toeOutRad(): number {
    const { calibration, subject } = this.#leg;
    const { side } = calibration;
    return sideSign(side) * subject.toeOutDeg[side] * RAD_PER_DEG;
  }
}

/** Straight lines across short gaps. */
function bridged(values: Float64Array, timesS: Float64Array): Float64Array {
  const out = values.slice();
  let last = -1;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    if (last >= 0 && i > last + 1 && timesS[i] - timesS[last] <= BRIDGED_S) {
      for (let k = last + 1; k < i; k++) {
        const u = (timesS[k] - timesS[last]) / (timesS[i] - timesS[last]);
        out[k] = values[last] + u * (values[i] - values[last]);
      }
    }
    last = i;
  }
  return out;
}

function meanAngle(from: number, end: number, at: (frame: number) => number): number {
  const first = at(from);
  let sum = 0;
  for (let i = from; i < end; i++) sum += wrapAngle(at(i) - first);
  return first + sum / (end - from);
}
