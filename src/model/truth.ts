import type { LegMeasures, SegmentOrientation } from './bodyFrame.ts';
import type { Side } from './placement.ts';

/** What a simulator knows and no sensor does; recorded beside the signals to measure against. */
export interface TruthLeg {
  readonly side: Side;
  /** Same names and signs as a body frame; NaN where the simulator does not model it. */
  readonly measures: LegMeasures;
  readonly thigh: SegmentOrientation;
  readonly shank: SegmentOrientation;
}

export interface TruthFrame {
  /** Instant on the hub's clock, microseconds since the Unix epoch. */
  readonly timeUs: number;
  readonly legs: readonly TruthLeg[];
}

/** The leg that a repetition is told of; null for both. */
export type TruthRepSide = Side | null;

/** What happens in a simulated movement, apart from its time. */
export type TruthHappening =
  /** Walking: the foot comes down, or leaves the floor; the minima of the shank's clean rate. */
  | { readonly type: 'initialContact' | 'toeOff'; readonly side: Side }
  /** Both feet carry nothing from here on. */
  | { readonly type: 'takeOff' }
  | {
      readonly type: 'landing';
      /** Time since nothing was carried any more, s. */
      readonly flightS: number;
      /** g t² / 8 of that time; null after a drop, which is no jump. */
      readonly jumpHeightM: number | null;
    }
  /** Standing on the leg of `side`: the other foot leaves the floor, its ankle 6 cm up, or comes back. */
  | { readonly type: 'holdStart' | 'holdEnd'; readonly side: Side }
  /** The lifted foot, which is that of `side`, touches the floor. */
  | { readonly type: 'touchDown'; readonly side: Side }
  /**
   * A repetition by the rule of detectors: knee flexion, for both legs their mean, has left that of
   * its start by 5°, or is back within the task's 8 or 10°, or 15 % of the way if that is more.
   */
  | { readonly type: 'repStart' | 'repEnd'; readonly side: TruthRepSide }
  | {
      /** Middle of the rest at the turning point: the deepest, of a step-up the highest. */
      readonly type: 'repBottom';
      readonly side: TruthRepSide;
      /** There, and where the repetition began. */
      readonly kneeFlexionDeg: number;
      readonly startFlexionDeg: number;
    }
  /** The script itself begins to move for a repetition, or rests again: always outside the two above. */
  | { readonly type: 'moveStart' | 'moveEnd'; readonly side: TruthRepSide }
  /** The heel of the swinging leg, which is that of `side`, touches the floor. */
  | { readonly type: 'heelTouch'; readonly side: Side }
  /** The heel of a foot that should stay flat leaves the floor. */
  | { readonly type: 'heelUp'; readonly side: Side };

/** Something that happened, at an instant on the hub's clock, microseconds since the Unix epoch. */
export type TruthEvent = { readonly timeUs: number } & TruthHappening;
