import type { BandWord } from './movement.ts';
import type { Side } from './placement.ts';

/** What is marked of a recording on the bar of its replay; positions are seconds from its start. */
export type ReplayMark =
  | RepMark
  | {
      /** A landing or a hold is over, or walking begins. */
      readonly kind: 'landing' | 'hold' | 'walk';
      readonly atS: number;
      /** Where it begins. */
      readonly fromS: number;
      /** In its set. */
      readonly number: number;
    }
  | {
      readonly kind: 'cue';
      readonly atS: number;
      readonly side: Side | 'both';
      readonly words: string;
    }
  | { readonly kind: 'marker'; readonly atS: number; readonly label: string }
  | {
      readonly kind: 'trial';
      readonly atS: number;
      /** null where it has no end, so far. */
      readonly toS: number | null;
      /** In its recording. */
      readonly number: number;
      /** Empty where nobody gave one. */
      readonly name: string;
    }
  /** What was said of an instant, or of a stretch, afterwards. */
  | {
      readonly kind: 'note';
      readonly atS: number;
      readonly toS: number | null;
      readonly label: string;
    };

export interface RepMark {
  readonly kind: 'rep';
  /** Where it was counted, a moment after its end. */
  readonly atS: number;
  readonly fromS: number;
  readonly toS: number;
  /** In its set. */
  readonly number: number;
  /** Of the leg that is further in; null where neither can be told. */
  readonly band: BandWord | null;
  /** False where the data under it were not sound. */
  readonly counted: boolean;
}

export type ReplayMarkKind = ReplayMark['kind'];
