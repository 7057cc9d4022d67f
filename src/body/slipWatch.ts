import type { LegCalibration } from '../model/calibration.ts';
import { type Placement, placementOf, type Side } from '../model/placement.ts';
import type { SensorId } from '../model/sensor.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { restsInStandingAlone } from '../model/task.ts';
import { mean } from '../signal/statistics.ts';
import { FlexionAxisPerRep, type RepAxis } from './flexionAxisPerRep.ts';
import type { RelativeHeadingEstimate } from './legHeadings.ts';
import { LOST_AFTER_S } from './quietUpright.ts';
import type { SensorState } from './sensorState.ts';
import { othersStand, type StandResidual, standResiduals } from './standResiduals.ts';
import { type StandTilt, StandTilts } from './standTilts.ts';

/** So many tellings of a stand in a row say it before it is believed. */
const STAND_TELLINGS = 2;
/** And this many take it back: two seconds of standing. */
const STAND_TELLINGS_BACK = 4;
/** Share of its limit below which a stand agrees again. */
const AGREES = 0.6;
/**
 * Turn of one sensor's axis against the other's from one bend to the next, degrees, and what must
 * be left of it in the one after: stands pull the relative heading towards the new pose.
 */
const AXIS_TURN_DEG = 4;
const AXIS_REMAINS_DEG = 2;
/** The bends before that it is held against. */
const AXES_KEPT = 4;
/** A relative heading that was lost is known again at so many times its error before. */
const AS_SURE = 1.1;
/** A stand of the other leg counts for this long, s. */
const STAND_HOLDS_S = 1;

const NO_SLIPS: readonly Slip[] = [];

/** A sensor that was found to have moved on its segment. */
export interface Slip {
  readonly placement: Placement;
  readonly sensorId: SensorId;
}

/** The sensors of one leg, and what was seen of them. */
interface WatchedLeg {
  readonly leg: LegCalibration;
  readonly tilts: StandTilts;
  readonly axes: FlexionAxisPerRep;
  readonly learnt: RepAxis[];
  stand: StandTilt | null;
  standAgeFrames: number;
  /** Whether the last frame had both sensors of it. */
  present: boolean;
  told: boolean;
  /** Frames in a row without both sensors of it. */
  missingFrames: number;
  /** Error of the relative heading in the last frame, 1 sd. */
  headingSdRad: number;
  /** What it has to come back to since the heading was lost; null while it is known. */
  awaitedSdRad: number | null;
  badStands: number;
  goodStands: number;
  /** Turn of the axis in the last bend, where that was a jump, and which sensor's. */
  jump: { readonly turnDeg: number; readonly segment: 'thigh' | 'shank' } | null;
  slippedInStand: boolean;
  slippedAboutAxis: boolean;
}

/**
 * Notices sensors that moved on their segments since the calibration: by the vertical in quiet
 * stands of both legs, and by the axis of the knee over repetitions. A slip holds until
 * stands agree again for long enough; one about the long axis, which stands cannot tell, until the
 * next calibration.
 */
export class SlipWatch {
  readonly #legs = new Map<Side, WatchedLeg>();
  readonly #holdFrames: number;
  readonly #lostAfterFrames: number;
  readonly #judgesStands: boolean;

  constructor(
    legs: readonly LegCalibration[],
    { frameRateHz: rateHz, task }: Pick<PipelineSettings, 'frameRateHz' | 'task'>,
  ) {
    // Of a leg worn alone nobody can say whether it stands, where it may also rest bent or in front.
    this.#judgesStands = legs.length > 1 || restsInStandingAlone(task);
    this.#holdFrames = Math.round(STAND_HOLDS_S * rateHz);
    this.#lostAfterFrames = Math.round(LOST_AFTER_S * rateHz);
    for (const leg of legs) {
      this.#legs.set(leg.side, {
        leg,
        tilts: new StandTilts(leg, rateHz),
        axes: new FlexionAxisPerRep(leg, rateHz),
        learnt: [],
        stand: null,
        standAgeFrames: 0,
        present: false,
        told: false,
        missingFrames: 0,
        headingSdRad: Number.POSITIVE_INFINITY,
        awaitedSdRad: null,
        badStands: 0,
        goodStands: 0,
        jump: null,
        slippedInStand: false,
        slippedAboutAxis: false,
      });
    }
  }

  /** Whether a sensor of this leg moved. */
  slipped(side: Side): boolean {
    const watched = this.#legs.get(side);
    return watched !== undefined && (watched.slippedInStand || watched.slippedAboutAxis);
  }

  /** A frame of the calibration movement: its axes are what later ones are held against. */
  learn(
    side: Side,
    thigh: SensorState,
    shank: SensorState,
    relativeHeadingRad: number,
    kneeFlexionDeg: number,
  ): void {
    const watched = this.#legs.get(side);
    const axis = watched?.axes.step(thigh, shank, relativeHeadingRad, kneeFlexionDeg);
    if (watched && axis) watched.learnt.push(axis);
  }

  /**
   * A frame of a calibrated leg.
   * @param relativeHeading of the shank's earth frame in the thigh's
   * @returns the sensor that was just found to have moved
   */
  step(
    side: Side,
    thigh: SensorState,
    shank: SensorState,
    relativeHeading: Pick<RelativeHeadingEstimate, 'headingRad' | 'sigmaRad'>,
    kneeFlexionDeg: number,
  ): Slip | null {
    const watched = this.#legs.get(side);
    if (!watched) return null;
    const tilt = watched.tilts.step(thigh, shank);
    watched.standAgeFrames++;
    watched.present = true;
    watched.missingFrames = 0;
    if (tilt) {
      watched.stand = tilt;
      watched.standAgeFrames = 0;
      watched.told = true;
    }
    if (!isHeadingKnown(watched, relativeHeading.sigmaRad)) {
      watched.axes.interrupt();
      return null;
    }
    const axis = watched.axes.step(thigh, shank, relativeHeading.headingRad, kneeFlexionDeg);
    return axis === null ? null : judgeAxis(watched, axis);
  }

  /** After all legs of a frame. @returns the sensors that a stand just showed to have moved */
  judgeStands(): readonly Slip[] {
    if (!this.#judgesStands || !this.#isTold()) return NO_SLIPS;
    const told = [...this.#legs.values()].filter((watched) => watched.told);
    const standing = [...this.#legs.values()].filter(
      ({ stand, standAgeFrames }) => stand !== null && standAgeFrames <= this.#holdFrames,
    );
    const stands = standing.flatMap(({ leg, stand }) => (stand ? [{ side: leg.side, stand }] : []));
    const residuals = standResiduals(stands);
    const [worst] = residuals;
    const isOneMoving = [...this.#legs.values()].some(
      (watched) => watched.present && !standing.includes(watched),
    );
    const isOtherPosture = worst.share > 1 && (isOneMoving || !othersStand(stands, worst));
    const slips: Slip[] = [];
    for (const watched of told) {
      watched.told = false;
      if (isOtherPosture) watched.badStands = 0;
      else {
        const slip = judgeStand(watched, worst, residuals);
        if (slip) slips.push(slip);
      }
    }
    return slips;
  }

  /** Whether a stand came with this frame, which few bring. */
  #isTold(): boolean {
    for (const watched of this.#legs.values()) if (watched.told) return true;
    return false;
  }

  /** A frame without this leg. */
  interrupt(side: Side): void {
    const watched = this.#legs.get(side);
    if (!watched) return;
    watched.present = false;
    watched.tilts.interrupt();
    watched.axes.interrupt();
    if (++watched.missingFrames !== this.#lostAfterFrames) return;
    watched.awaitedSdRad ??= watched.headingSdRad;
    watched.jump = null;
  }
}

/**
 * A heading that was lost comes back over many bends, and turns the axis that a bend seems to have by as much
 * as a slip would. As sure as before, later bends are held against those from then on.
 */
function isHeadingKnown(watched: WatchedLeg, sdRad: number): boolean {
  if (watched.awaitedSdRad !== null) {
    if (sdRad > AS_SURE * watched.awaitedSdRad) return false;
    watched.awaitedSdRad = null;
    watched.learnt.length = 0;
  }
  watched.headingSdRad = sdRad;
  return true;
}

/** @param worst of all sensors: the one that moved makes the others look off too */
function judgeStand(
  watched: WatchedLeg,
  worst: StandResidual,
  residuals: readonly StandResidual[],
): Slip | null {
  const { side } = watched.leg;
  const own = residuals.filter((residual) => residual.side === side);
  const isBad = worst.side === side && worst.share > 1;
  watched.badStands = isBad ? watched.badStands + 1 : 0;
  watched.goodStands = own.every(({ share }) => share < AGREES) ? watched.goodStands + 1 : 0;
  if (watched.goodStands >= STAND_TELLINGS_BACK) watched.slippedInStand = false;
  if (watched.badStands < STAND_TELLINGS || watched.slippedInStand) return null;
  watched.slippedInStand = true;
  return slipOf(watched.leg, worst.segment);
}

function judgeAxis(watched: WatchedLeg, axis: RepAxis): Slip | null {
  const { learnt, jump } = watched;
  if (learnt.length === 0) {
    learnt.push(axis);
    return null;
  }
  const thighDeg = axis.thighDeg - mean(learnt.map((each) => each.thighDeg));
  const shankDeg = axis.shankDeg - mean(learnt.map((each) => each.shankDeg));
  const turnDeg = thighDeg - shankDeg;
  if (jump !== null && turnDeg * Math.sign(jump.turnDeg) > AXIS_REMAINS_DEG) {
    watched.jump = null;
    if (watched.slippedAboutAxis) return null;
    watched.slippedAboutAxis = true;
    return slipOf(watched.leg, jump.segment);
  }
  if (Math.abs(turnDeg) > AXIS_TURN_DEG) {
    const segment = Math.abs(thighDeg) > Math.abs(shankDeg) ? 'thigh' : 'shank';
    watched.jump = { turnDeg, segment };
    return null;
  }
  watched.jump = null;
  learnt.push(axis);
  if (learnt.length > AXES_KEPT) learnt.shift();
  return null;
}

function slipOf(leg: LegCalibration, segment: 'thigh' | 'shank'): Slip {
  return { placement: placementOf(leg.side, segment), sensorId: leg[segment].sensorId };
}
