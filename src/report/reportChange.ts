import type { FigureKey, FigureSide } from './figures/figureKinds.ts';

/** What can be said of a difference between two recordings. */
export type ChangeVerdict =
  /** Larger than what two measurements of the same thing differ by. */
  | 'changed'
  /** Not larger than that: it may be nothing. */
  | 'within'
  /** Nobody knows yet how much this figure differs by itself. */
  | 'unknown'
  /** Fewer than five valid ones on one side of the comparison. */
  | 'tooFew';

export interface FigureChange {
  readonly key: FigureKey;
  readonly side: FigureSide;
  readonly earlier: number;
  readonly now: number;
  readonly nEarlier: number;
  readonly nNow: number;
  /** Now less earlier. */
  readonly difference: number;
  /** Minimal detectable change, 95 %, the sensors put on anew; null where none is known. */
  readonly mdc95: number | null;
  readonly mdcFrom: 'site' | 'default' | null;
  readonly verdict: ChangeVerdict;
}

export interface ReportChange {
  readonly earlier: {
    readonly id: string;
    readonly subject: string;
    readonly startedUs: number;
    readonly software: string;
    readonly method: 'live' | 'offline';
  };
  readonly figures: readonly FigureChange[];
  /** What else differs between the two, one sentence each. */
  readonly cautions: readonly string[];
}
