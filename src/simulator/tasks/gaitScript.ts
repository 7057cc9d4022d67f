import type { Vec3 } from '../../geometry/vector.ts';
import type { Side } from '../../model/placement.ts';
import { type LegPosture, postureOnTheWay } from '../legPosture.ts';
import { legReach } from '../legReach.ts';
import type { MotionScript } from '../motionScript.ts';
import { quinticStep } from '../quinticStep.ts';
import { legHeadingRad } from '../squatPeaks.ts';
import { carried, footPitchDeg, gaitAngles, soleFlat } from './gaitCycle.ts';
import type { GaitOptions } from './gaitOptions.ts';
import type { TaskStart } from './taskSession.ts';

/** Strides over which the walk begins, and ends. */
export const RAMP_STRIDES = 2;

/**
 * Walking on a treadmill: the hips keep their place over the belt and at the height that the
 * carrying leg gives them, the ankles hang from them. The right leg begins its cycle at the start,
 * the left one half a cycle later.
 */
export class GaitScript implements MotionScript {
  private readonly start: TaskStart;
  private readonly options: GaitOptions;
  /** End of the walk. */
  readonly endS: number;

  constructor(start: TaskStart, options: GaitOptions) {
    this.start = start;
    this.options = options;
    this.endS = start.startS + (options.strides + 2 * RAMP_STRIDES) * options.strideS;
  }

  postureAt(timeS: number, side: Side): LegPosture {
    const share = this.share(timeS);
    const { thighTiltDeg, kneeFlexionDeg, stanceShape } = gaitAngles(this.phase(timeS, side));
    const { internalRotationAt90Deg } = this.start.person.coupling[side];
    const walking: LegPosture = {
      drive: 'joint',
      shankTiltDeg: kneeFlexionDeg - thighTiltDeg,
      shankLeanDeg: 0,
      shankAxialDeg: 0,
      knee: {
        kneeFlexionDeg,
        kneeValgusDeg: this.options.kneeValgusDeg * stanceShape,
        kneeInternalRotationDeg: (internalRotationAt90Deg * kneeFlexionDeg) / 90,
      },
    };
    return postureOnTheWay(walking, share, this.start.sway.at(timeS, side, 1 - share));
  }

  footRollDegAt(): number {
    return 0;
  }

  footPitchDegAt(timeS: number, side: Side): number {
    return this.share(timeS) * footPitchDeg(this.phase(timeS, side));
  }

  ankleOffsetAt(timeS: number, side: Side): Vec3 {
    const share = this.share(timeS);
    if (share === 0) return [0, 0, 0];
    const right = this.reach(timeS, 'right');
    const left = this.reach(timeS, 'left');
    const own = side === 'right' ? right : left;
    const onRight = carried(this.phase(timeS, 'right'));
    const hipM = onRight * right[1] + (1 - onRight) * left[1];
    return [-share * own[0], share * (hipM - own[1]), -share * own[2]];
  }

  footPlantedAt(timeS: number, side: Side): boolean {
    return this.share(timeS) === 0 || soleFlat(this.phase(timeS, side));
  }

  private reach(timeS: number, side: Side): Vec3 {
    const heading = legHeadingRad(this.options.toeOutDeg[side], side);
    return legReach(this.postureAt(timeS, side), heading, side, this.start.person);
  }

  private phase(timeS: number, side: Side): number {
    const phase = (timeS - this.start.startS) / this.options.strideS;
    return side === 'right' ? phase : phase + 0.5;
  }

  /** 0 standing, 1 at full stride. */
  private share(timeS: number): number {
    const rampS = RAMP_STRIDES * this.options.strideS;
    return (
      quinticStep((timeS - this.start.startS) / rampS) -
      quinticStep((timeS - this.endS + rampS) / rampS)
    );
  }
}
