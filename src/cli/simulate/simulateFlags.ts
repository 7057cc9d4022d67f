import type { AssessmentId } from '../../model/assessment.ts';
import type { Placement, Side } from '../../model/placement.ts';
import type { SessionOptions } from '../../simulator/sessionOptions.ts';
import type { SquatOptions } from '../../simulator/squatOptions.ts';
import type { HingeOptions } from '../../simulator/tasks/hingeOptions.ts';
import type { LandingValgus } from '../../simulator/tasks/landingOptions.ts';
import type { StepDownOptions } from '../../simulator/tasks/stepDownOptions.ts';

/** What the command line of every simulated task gave. */
export interface SimulateFlags {
  readonly output: string;
  readonly toeOut: number;
  readonly height: number;
  readonly rate: number;
  readonly seed: number;
  readonly mountingSeed?: number;
  readonly noise: SessionOptions['noise'];
  readonly sensors: Placement[];
  readonly softTissue: number;
  readonly strapTurn: number;
  readonly calibrationFppa?: number[];
  readonly magnetometer?: boolean;
  readonly magneticDisturbance: number;
  readonly subject: string;
  /** Microseconds since the Unix epoch. */
  readonly started: number;
  readonly assessment?: AssessmentId;
  readonly stored: boolean;
}

export interface SquatFlags extends SimulateFlags {
  readonly reps: number;
  readonly sets: number;
  readonly turn: number;
  readonly fppa?: number[];
  readonly kneeValgus?: number[];
  readonly side: SquatOptions['affectedSide'];
  readonly thighTilt: number;
  readonly shankTilt: number;
  readonly depths?: number[];
}

export interface LandingFlags extends SimulateFlags {
  readonly landings: number;
  readonly jump: number;
  readonly valgus: LandingValgus[];
  readonly side: SquatOptions['affectedSide'];
}

export interface GaitFlags extends SimulateFlags {
  readonly strides: number;
  readonly stride: number;
  readonly kneeValgus: number;
}

export interface BalanceFlags extends SimulateFlags {
  readonly stance: 'left' | 'right';
  readonly holds: number;
  readonly hold: number;
  readonly unrest: number;
  readonly touchDowns: number;
}

export interface RepTaskFlags extends SimulateFlags {
  readonly side: Side;
  readonly reps: number;
  readonly fppa?: number[];
  readonly kneeValgus?: number[];
}

export interface OneLegFlags {
  readonly stanceFlexion: number;
  readonly unrest: number;
  readonly wobble: number;
  readonly pelvisDrop: number;
}

export interface SingleLegFlags extends RepTaskFlags, OneLegFlags {
  readonly toeTouches: number;
  readonly thighTilt: number;
  readonly shankTilt: number;
}

export interface StepDownFlags extends RepTaskFlags, OneLegFlags {
  readonly direction: StepDownOptions['direction'];
  readonly box: number;
}

export interface StepUpFlags extends RepTaskFlags {
  readonly box: number;
}

export interface LungeFlags extends RepTaskFlags {
  readonly thighTilt: number;
  readonly shankTilt: number;
  readonly stepping?: boolean;
}

export interface HingeFlags extends SimulateFlags {
  readonly reps: number;
  readonly thighTilt: number;
  readonly shankTilt: number;
  readonly pelvisTilt: number;
  readonly kneeValgus?: number[];
  readonly side: HingeOptions['affectedSide'];
}

export interface HalfKneelingFlags extends SimulateFlags {
  readonly side: Side;
  readonly holds: number;
  readonly hold: number;
  readonly unrest: number;
}

export interface KneeToWallFlags extends SimulateFlags {
  readonly side: Side | 'both';
  readonly trials: number;
  readonly rightTilt: number;
  readonly leftTilt: number;
  readonly heelUp: number;
}
