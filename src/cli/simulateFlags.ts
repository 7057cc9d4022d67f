import type { Placement } from '../model/placement.ts';
import type { SquatOptions } from '../simulator/squatOptions.ts';

/** What the command line of `simulate squat` gave. */
export interface SimulateFlags {
  readonly output: string;
  readonly reps: number;
  readonly fppa?: number[];
  readonly kneeValgus?: number[];
  readonly side: SquatOptions['affectedSide'];
  readonly thighTilt: number;
  readonly shankTilt: number;
  readonly toeOut: number;
  readonly height: number;
  readonly rate: number;
  readonly seed: number;
  readonly mountingSeed?: number;
  readonly noise: SquatOptions['noise'];
  readonly sensors: Placement[];
  readonly subject: string;
  readonly stored: boolean;
}
