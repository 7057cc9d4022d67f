import { RAD_PER_DEG, wrapAngle } from '../../geometry/angles.ts';
import { quatToMatrix } from '../../geometry/quaternion.ts';
import { column, type Mat3, multiply, rotationZ } from '../../geometry/rotation.ts';
import { add, norm, normalize, type Vec3 } from '../../geometry/vector.ts';
import type { AttachedAlignment } from '../../model/calibration.ts';
import { hasFlag } from '../../model/quality.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { SensorState } from '../sensorState.ts';
import { forwardHeading, standingFrame } from './attachedFrame.ts';
import { AttachedHeading } from './attachedHeading.ts';
import type { AttachedState } from './attachedState.ts';
import { sensorForward, type TipLimits, tipDirection } from './tipDirection.ts';

const QUIET_RADPS = 10 * RAD_PER_DEG;
const STAND_S = 1;
const PAUSE_S = 0.3;
/** How differently the segment is turned against the leg from one stand, or pause, to the next. */
const STAND_SD_RAD = 5 * RAD_PER_DEG;
const PAUSE_SD_RAD = 8 * RAD_PER_DEG;
/** Of a stand that is the zero by definition. */
const ZERO_SD_RAD = 1 * RAD_PER_DEG;
/** Beyond this gap the filter of a sensor has not bridged what it missed. */
const LOST_AFTER_S = 1;
/** Sway is no turn: while a stand goes on the heading follows slowly. */
const FOLLOW_PER_S = 2;

/** How a leg stands at one frame, from its thigh and shank alone. */
export interface LegRest {
  /** It stands upright and hardly turns. */
  readonly quiet: boolean;
  /** Heading of the segment's forward direction in the thigh's earth if it stands as zeroed, rad. */
  readonly forwardRad: number;
}

/** What is known of how a sensor sits on its segment. */
interface Zero {
  readonly sensorId: SensorId;
  readonly frame: Mat3;
  readonly directionSdRad: number | null;
  /** How many verticals there were when it was zeroed. */
  readonly seen: number;
}

/**
 * A foot or the pelvis with a sensor on it, beside a calibrated leg. It needs nothing but a
 * quiet stand: that zeroes it, and each later one tells its heading against the leg anew. So a
 * sensor that comes late, or that was another before, is zeroed at the next stand.
 */
export class AttachedSegment {
  readonly #rateHz: number;
  readonly #limits: TipLimits;
  #zero: Zero | null = null;
  #heading: AttachedHeading | null = null;
  /** The calibration came first: the sensor may be put on later. */
  #isExpected = false;
  #worn: AttachedState['verticals'] | null = null;
  #quietFrames = 0;
  #missingFrames = 0;
  #force: Vec3 = [0, 0, 0];
  /** How much otherwise than zeroed this stand is. */
  #turned = 0;

  /** @param ageS time between the calibration standing and the first frame, s */
  constructor(
    rateHz: number,
    limits: TipLimits,
    alignment: AttachedAlignment | undefined,
    legForwardRad: number,
    ageS: number,
  ) {
    this.#rateHz = rateHz;
    this.#limits = limits;
    if (!alignment) return;
    const frame = quatToMatrix(alignment.segmentToSensor);
    this.#zero = {
      sensorId: alignment.sensorId,
      frame,
      directionSdRad: alignment.directionSdRad,
      seen: 0,
    };
    const headingRad = legForwardRad - alignment.forwardRad;
    this.#heading = new AttachedHeading(headingRad, alignment.headingSdRad, ageS);
    this.#isExpected = true;
  }

  /** One standard deviation of its heading against the leg, rad; ∞ before it is zeroed. */
  get headingSdRad(): number {
    return this.#heading?.sigmaRad ?? Number.POSITIVE_INFINITY;
  }

  /** One standard deviation of its forward direction within the sensor, rad; ∞ is unknown. */
  get directionSdRad(): number {
    return this.#zero?.directionSdRad ?? Number.POSITIVE_INFINITY;
  }

  /**
   * One frame.
   * @returns segment to the earth of the thigh's sensor; null where nothing is worn, nothing was
   *   delivered, or no quiet stand has zeroed it yet
   */
  step(worn: AttachedState | null, rest: LegRest): Mat3 | null {
    this.#wears(worn);
    this.#heading?.step(1 / this.#rateHz);
    const state = worn?.state;
    if (!state) {
      this.#miss();
      return null;
    }
    this.#missingFrames = 0;
    const toOwnEarth = quatToMatrix(state.orientation);
    this.#rest(worn, state, toOwnEarth, rest);
    if (!this.#zero || !this.#heading) return null;
    return multiply(rotationZ(this.#heading.headingRad), toOwnEarth, this.#zero.frame);
  }

  /** The leg itself has no frame: its thigh may turn meanwhile. */
  interrupt(): void {
    this.#miss();
  }

  #wears(worn: AttachedState | null): void {
    const verticals = worn?.verticals ?? null;
    if (verticals === this.#worn) return;
    const isExpected = this.#isExpected && worn?.sensorId === this.#zero?.sensorId;
    this.#worn = verticals;
    this.#quietFrames = 0;
    this.#isExpected = false;
    if (isExpected && worn && this.#zero) {
      this.#zero = { ...this.#zero, seen: worn.seen };
      return;
    }
    // One that was taken off may sit otherwise when it comes back.
    this.#zero = null;
    this.#heading = null;
  }

  #miss(): void {
    this.#quietFrames = 0;
    if (++this.#missingFrames === Math.round(LOST_AFTER_S * this.#rateHz)) this.#heading?.lose();
  }

  #rest(worn: AttachedState, state: SensorState, toOwnEarth: Mat3, rest: LegRest): void {
    const settled = !hasFlag(state.quality, 'settling') && !hasFlag(state.quality, 'clipped');
    if (!rest.quiet || !settled || norm(state.angularRate) >= QUIET_RADPS) {
      this.#quietFrames = 0;
      return;
    }
    if (this.#quietFrames === 0) this.#force = [0, 0, 0];
    this.#quietFrames++;
    this.#force = add(this.#force, state.acceleration);
    const stood = Math.round(STAND_S * this.#rateHz);
    if (this.#quietFrames === stood) this.#stand(worn);
    if (!this.#zero) return;
    const headingRad = rest.forwardRad - forwardHeading(toOwnEarth, this.#zero.frame);
    this.#heading ??= new AttachedHeading(headingRad, ZERO_SD_RAD);
    const heading = this.#heading;
    if (this.#quietFrames === Math.round(PAUSE_S * this.#rateHz)) {
      heading.stood(headingRad, PAUSE_SD_RAD);
    } else if (this.#quietFrames === stood) {
      heading.stood(headingRad, STAND_SD_RAD);
      this.#turned = wrapAngle(headingRad - heading.headingRad);
    } else if (this.#quietFrames > stood) {
      heading.follow(headingRad - this.#turned, FOLLOW_PER_S / this.#rateHz);
    }
  }

  /** A second of standing: zeroes what is not, and turns x to where the segment was seen to tip. */
  #stand({ sensorId, verticals, seen }: AttachedState): void {
    const before = this.#zero;
    const up = before ? column(before.frame, 1) : normalize(this.#force);
    if (before && before.directionSdRad !== null) return;
    const zeroedAt = before?.seen ?? seen;
    const from = this.#limits.before ? 0 : zeroedAt;
    const found = tipDirection(verticals.since(from), up, this.#limits);
    if (before && !found) return;
    this.#zero = {
      sensorId,
      frame: standingFrame(up, found?.forward ?? sensorForward(up)),
      directionSdRad: found?.sdRad ?? null,
      seen: zeroedAt,
    };
    this.#heading = null;
  }
}
