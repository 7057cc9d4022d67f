import type { PipelineEvent } from '../../model/events.ts';
import type { ComparedCue, CueChange, CuesChange } from './comparison.ts';
import { fieldChanges } from './fieldChanges.ts';

/** Cues of one side this far apart or less are one and the same, µs. */
const SAME_CUE_US = 500_000;

/** A cue with all that is known of it. */
export interface FullCue extends ComparedCue {
  readonly content: object;
}

/** The cues that were given, each with its end. */
export function givenCues(events: readonly PipelineEvent[]): FullCue[] {
  const ends = new Map(
    events.flatMap((event) =>
      event.type === 'cueOff' ? [[event.cue.number, event.timeUs] as const] : [],
    ),
  );
  return events.flatMap((event) => {
    if (event.type !== 'cueOn') return [];
    const { timeUs, cue } = event;
    const { side, value, threshold } = cue;
    const endUs = ends.get(cue.number) ?? null;
    const { number: _, ...told } = cue;
    return [
      { timeUs, endUs, side, value, threshold, reason: null, content: { timeUs, endUs, ...told } },
    ];
  });
}

/** The cues that were held back. */
export function heldBackCues(events: readonly PipelineEvent[]): FullCue[] {
  return events.flatMap((event) => {
    if (event.type !== 'cueSuppressed') return [];
    const { timeUs, side, reason, value = null, threshold = null } = event;
    const content = { timeUs, reason, value, threshold };
    return [{ timeUs, endUs: null, side, value, threshold, reason, content }];
  });
}

/** Cues of two recordings, each with the nearest of its side. */
export function cuesChange(
  a: readonly FullCue[],
  b: readonly FullCue[],
  headlineUnit: string,
): CuesChange {
  const free = new Set(b);
  const onlyA: ComparedCue[] = [];
  const changed: CueChange[] = [];
  let same = 0;
  for (const left of a) {
    const right = nearest(left, free);
    if (right === null) {
      onlyA.push(facts(left));
      continue;
    }
    free.delete(right);
    const changes = fieldChanges(left.content, right.content).map((change) =>
      ['value', 'threshold'].includes(change.field) ? { ...change, unit: headlineUnit } : change,
    );
    if (changes.length === 0) same++;
    else changed.push({ a: facts(left), b: facts(right), changes });
  }
  return { a: a.length, b: b.length, same, onlyA, onlyB: [...free].map(facts), changed };
}

function nearest(cue: FullCue, free: ReadonlySet<FullCue>): FullCue | null {
  let best: FullCue | null = null;
  for (const each of free) {
    if (each.side !== cue.side || apartUs(each, cue) > SAME_CUE_US) continue;
    if (best === null || apartUs(each, cue) < apartUs(best, cue)) best = each;
  }
  return best;
}

function apartUs(a: ComparedCue, b: ComparedCue): number {
  return Math.abs(a.timeUs - b.timeUs);
}

function facts({ timeUs, endUs, side, value, threshold, reason }: FullCue): ComparedCue {
  return { timeUs, endUs, side, value, threshold, reason };
}
