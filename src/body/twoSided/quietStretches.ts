import { PAUSE_S, STAND_S } from '../legHeading.ts';
import { follows, type LegTrack } from './legTrack.ts';

/** A person begins to move before it is seen, and still sways when it is over, s. */
const EDGE_S = 0.2;
/** A longer stand counts as several, for the attitudes drift in it, s. */
const PIECE_S = 2;

/** Frames in which a leg stood quietly, from `from` to before `end`. */
export interface QuietStretch {
  readonly kind: 'stand' | 'pause';
  readonly from: number;
  readonly end: number;
  /** Into how many the stand it belongs to was cut. */
  readonly pieces: number;
}

/** Stands and pauses by the rules of `LegHeading`, seen from behind: without its first second of waiting. */
export function quietStretches(track: LegTrack, quiet: Uint8Array): QuietStretch[] {
  const { rateHz } = track;
  const found: QuietStretch[] = [];
  let from = -1;
  for (let i = 0; i <= quiet.length; i++) {
    const goesOn = i < quiet.length && quiet[i] === 1 && (from < 0 || follows(track, i));
    if (goesOn && from < 0) from = i;
    if (goesOn || from < 0) continue;
    found.push(...stretchesIn(from, i, rateHz));
    from = i < quiet.length && quiet[i] === 1 ? i : -1;
  }
  return found;
}

function stretchesIn(from: number, end: number, rateHz: number): QuietStretch[] {
  const seconds = (end - from) / rateHz;
  if (seconds < PAUSE_S) return [];
  if (seconds < STAND_S) return [{ kind: 'pause', from, end, pieces: 1 }];
  const edge = Math.round(EDGE_S * rateHz);
  const first = from + edge;
  const count = end - edge - first;
  const pieces = Math.max(1, Math.round(count / (PIECE_S * rateHz)));
  return Array.from(
    { length: pieces },
    (_, k): QuietStretch => ({
      kind: 'stand',
      from: first + Math.floor((k * count) / pieces),
      end: first + Math.floor(((k + 1) * count) / pieces),
      pieces,
    }),
  );
}
