import { BAND_WORDS } from '../../../../src/model/movement.ts';
import type { ReplayMark, ReplayMarkKind } from '../../../../src/model/replayMark.ts';
import type { BandIndex } from './band.ts';
import { formatClock } from './formatValue.ts';

/** What a person did, of which there is one after the other. */
type Movement = Extract<ReplayMark, { readonly fromS: number }>;

/** Said before its name: a rep that is under way is told from the one before. */
const LATE_S = 1;
/** A jump to a rep shows the person standing first. */
const LEAD_S = 0.3;

export function isMovement(mark: ReplayMark): mark is Movement {
  return 'fromS' in mark;
}

/** Where somebody who wants to see it goes, seconds from the start. */
export function startOf(mark: ReplayMark): number {
  return isMovement(mark) ? Math.max(0, mark.fromS - LEAD_S) : mark.atS;
}

/** Rank of the band of a rep; null where it has none to show. */
export function bandOf(mark: ReplayMark): BandIndex | null {
  if (mark.kind !== 'rep' || mark.band === null) return null;
  return BAND_WORDS.indexOf(mark.band) as BandIndex;
}

/** `Rep 3, in line`. */
export function markWords(mark: ReplayMark): string {
  switch (mark.kind) {
    case 'rep': {
      const band = mark.band ?? 'no angle';
      return `Rep ${mark.number}, ${band}${mark.counted ? '' : ', doubtful'}`;
    }
    case 'landing':
      return `Landing ${mark.number}`;
    case 'hold':
      return `Hold ${mark.number}`;
    case 'walk':
      return 'Walking begins';
    case 'cue':
      return `Cue, ${mark.side === 'both' ? 'both legs' : `${mark.side} leg`}: ${mark.words}`;
    case 'marker':
      return `Marker: ${mark.label}`;
    case 'trial':
      return mark.name === '' ? `Trial ${mark.number}` : `Trial ${mark.number}: ${mark.name}`;
    case 'note':
      return `Note: ${mark.label}`;
  }
}

/** `0:34 Rep 3, in line`. */
export function markLabel(mark: ReplayMark): string {
  return `${formatClock(startOf(mark))} ${markWords(mark)}`;
}

/** The movement before (−1) or after (1) a position; null where there is none. */
export function movementBeside(
  marks: readonly ReplayMark[],
  positionS: number,
  step: -1 | 1,
): Movement | null {
  const movements = marks.filter(isMovement);
  if (step === 1) return movements.find((mark) => startOf(mark) > positionS + 0.05) ?? null;
  return movements.findLast((mark) => startOf(mark) < positionS - LATE_S) ?? null;
}

/** The rep at a position, else the next one, else the last. */
export function repAt(marks: readonly ReplayMark[], positionS: number): Movement | null {
  const movements = marks.filter(isMovement);
  return movements.find(({ atS }) => atS >= positionS) ?? movements.at(-1) ?? null;
}

export const MARK_GROUPS: readonly {
  readonly name: string;
  readonly kinds: readonly ReplayMarkKind[];
}[] = [
  { name: 'Markers and notes', kinds: ['marker', 'note'] },
  { name: 'Trials', kinds: ['trial'] },
  { name: 'Movements', kinds: ['rep', 'landing', 'hold', 'walk'] },
  { name: 'Cues', kinds: ['cue'] },
];

/** `6 reps and 3 cues`, for those who do not see the marks. */
export function marksText(marks: readonly ReplayMark[]): string {
  const counted = (kind: ReplayMarkKind, one: string, more: string) => {
    const n = marks.filter((mark) => mark.kind === kind).length;
    return n === 0 ? [] : [`${n} ${n === 1 ? one : more}`];
  };
  const parts = [
    ...counted('rep', 'rep', 'reps'),
    ...counted('landing', 'landing', 'landings'),
    ...counted('hold', 'hold', 'holds'),
    ...counted('cue', 'cue', 'cues'),
    ...counted('marker', 'marker', 'markers'),
    ...counted('note', 'note', 'notes'),
    ...counted('trial', 'trial', 'trials'),
  ];
  return parts.length === 0 ? 'nothing marked' : parts.join(', ');
}
