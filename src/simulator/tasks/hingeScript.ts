import type { Side } from '../../model/placement.ts';
import { type LegPosture, postureOnTheWay, UPRIGHT } from '../legPosture.ts';
import type { MotionScript } from '../motionScript.ts';
import { kneeFlexionOf } from '../postureMath.ts';
import { endOf, squatProfile } from '../squatProfile.ts';
import type { StandingSway } from '../sway.ts';
import type { RepTiming } from '../tempo.ts';

export interface HingeRep {
  readonly timing: RepTiming;
  readonly bottom: Readonly<Record<Side, LegPosture>>;
  /** Forward, beyond what the thighs bring with them. */
  readonly pelvisTiltDeg: number;
}

/** Hinges over both planted feet. */
export class HingeScript implements MotionScript {
  private readonly sway: StandingSway;
  private readonly reps: readonly HingeRep[];

  constructor(sway: StandingSway, reps: readonly HingeRep[]) {
    this.sway = sway;
    this.reps = reps;
  }

  postureAt(timeS: number, side: Side): LegPosture {
    const rep = this.repAt(timeS);
    const share = rep ? squatProfile(rep.timing, timeS) : 0;
    const sway = this.sway.at(timeS, side, 1 - share);
    return postureOnTheWay(rep ? rep.bottom[side] : UPRIGHT, share, sway);
  }

  /** Mean of both legs. */
  kneeFlexionDegAt(timeS: number): number {
    const of = (side: Side) => kneeFlexionOf(this.postureAt(timeS, side), side);
    return (of('right') + of('left')) / 2;
  }

  footRollDegAt(): number {
    return 0;
  }

  pelvisTiltDegAt(timeS: number): number {
    const rep = this.repAt(timeS);
    return rep ? rep.pelvisTiltDeg * squatProfile(rep.timing, timeS) : 0;
  }

  private repAt(timeS: number): HingeRep | undefined {
    return this.reps.find(({ timing }) => timeS >= timing.startS && timeS < endOf(timing));
  }
}
