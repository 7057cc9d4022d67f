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
  | { readonly type: 'touchDown'; readonly side: Side };

/** Something that happened, at an instant on the hub's clock, microseconds since the Unix epoch. */
export type TruthEvent = { readonly timeUs: number } & TruthHappening;
