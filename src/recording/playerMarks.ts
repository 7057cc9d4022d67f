import type { Playable } from './playable.ts';

/** For the scrub bar: where a rep ended or a cue began, seconds from the start. */
export interface PlayerMark {
  readonly kind: 'rep' | 'cue';
  readonly atS: number;
}

/** Reps and cues of what is played, as far as it is there. */
export function marksOf({ startUs, happenings }: Playable): PlayerMark[] {
  const atS = (timeUs: number) => Math.max(0, (timeUs - startUs) / 1e6);
  return happenings.flatMap((happening): PlayerMark[] => {
    if (happening.kind !== 'event') return [];
    const { event } = happening;
    if (event.type === 'rep') return [{ kind: 'rep', atS: atS(event.timeUs) }];
    if (event.type === 'cueOn') return [{ kind: 'cue', atS: atS(event.timeUs) }];
    return [];
  });
}
