import type { PipelineEvent } from '../model/events.ts';
import { BAND_WORDS, type BandWord, type Rep } from '../model/movement.ts';
import type { ReplayMark } from '../model/replayMark.ts';
import { type Trial, trialAfter } from '../model/trial.ts';
import type { Playable } from './playable.ts';

/** Strides of one leg further apart than this belong to two walks, µs. */
const WALK_PAUSE_US = 5e6;

/** What is to be seen on the scrub bar of what is played, as far as it is there, in its order. */
export function marksOf({ startUs, happenings }: Playable): ReplayMark[] {
  const marks: ReplayMark[] = [];
  const atS = (timeUs: number) => Math.max(0, (timeUs - startUs) / 1e6);
  let trial: Trial | null = null;
  let trialAt = -1;
  let walkedUs = Number.NEGATIVE_INFINITY;
  for (const happening of happenings) {
    if (happening.kind === 'event') {
      const { event } = happening;
      if (event.type === 'stride') {
        const { initialContactUs, nextContactUs, number } = event.stride;
        if (initialContactUs - walkedUs > WALK_PAUSE_US) {
          const fromS = atS(initialContactUs);
          marks.push({ kind: 'walk', atS: fromS, fromS, number });
        }
        walkedUs = nextContactUs;
      } else {
        const mark = markOf(event, atS);
        if (mark !== null) marks.push(mark);
      }
      continue;
    }
    const { input } = happening;
    if (input.type === 'marker') {
      marks.push({ kind: 'marker', atS: atS(input.timeUs), label: input.label });
    }
    const next = trialAfter(trial, input);
    if (next === null || next === trial) continue;
    const { number, name, startUs: fromUs, endUs } = next;
    const toS = endUs === null ? null : atS(endUs);
    if (number !== trial?.number) trialAt = marks.length;
    trial = next;
    marks[trialAt] = { kind: 'trial', atS: atS(fromUs), toS, number, name };
  }
  return marks;
}

function markOf(event: PipelineEvent, atS: (timeUs: number) => number): ReplayMark | null {
  const at = { atS: atS(event.timeUs) };
  switch (event.type) {
    case 'rep': {
      const { number, startUs, endUs, counted } = event.rep;
      const span = { fromS: atS(startUs), toS: atS(endUs) };
      return { kind: 'rep', ...at, ...span, number, band: worseBand(event.rep), counted };
    }
    case 'landing': {
      const { number, initialContactUs } = event.landing;
      return { kind: 'landing', ...at, fromS: atS(initialContactUs), number };
    }
    case 'hold':
      return { kind: 'hold', ...at, fromS: atS(event.hold.startUs), number: event.hold.number };
    case 'cueOn':
      return { kind: 'cue', ...at, side: event.cue.side, words: event.cue.words };
    default:
      return null;
  }
}

/** Of the leg that is further in; of one leg alone where the other cannot be told. */
function worseBand({ legs }: Rep): BandWord | null {
  const bands = legs.map(({ band }) => (band === null ? -1 : BAND_WORDS.indexOf(band)));
  return BAND_WORDS[Math.max(-1, ...bands)] ?? null;
}
