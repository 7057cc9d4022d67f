import { secondsFrom } from '../tables/column.ts';
import type { Happening } from '../tables/eventTable.ts';
import { jsonText } from './sidecars.ts';
import { tsvTable } from './tsv.ts';

interface BidsEvent {
  readonly onsetS: number;
  /** null where it has no end. */
  readonly durationS: number | null;
  readonly trialType: 'rep' | 'marker' | 'cue';
  readonly value: number | null;
  readonly side: string | null;
  readonly counted: boolean | null;
  readonly label: string | null;
}

const COLUMNS = ['onset', 'duration', 'trial_type', 'value', 'side', 'counted', 'label'];

export const EVENTS_JSON = jsonText({
  onset: { Description: 'seconds from acq_time, as the latency of the files of motion' },
  trial_type: {
    Description: 'what happened',
    Levels: {
      rep: 'a repetition, from its beginning to its end',
      marker: 'a mark that a person set',
      cue: 'a cue sounded',
    },
  },
  value: { Description: 'number of the repetition in its set' },
  side: { Description: 'leg that was cued: right, left or both' },
  counted: { Description: 'true where the data of every leg were ok throughout the repetition' },
  label: { Description: 'text of the marker, words of the cue' },
});

/** Repetitions, markers and cues of a recording; few enough to be held. */
export class BidsEvents {
  readonly #startedUs: number;
  readonly #events: BidsEvent[] = [];

  constructor(startedUs: number) {
    this.#startedUs = startedUs;
  }

  add(event: Happening): void {
    const none = { value: null, side: null, counted: null, label: null };
    const onsetS = secondsFrom(this.#startedUs, event.timeUs);
    if (event.type === 'marker') {
      const { label } = event;
      this.#events.push({ ...none, onsetS, durationS: 0, trialType: 'marker', label });
    } else if (event.type === 'cueOn') {
      const { side, words } = event.cue;
      this.#events.push({ ...none, onsetS, durationS: null, trialType: 'cue', side, label: words });
    } else if (event.type === 'rep') {
      const { startUs, endUs, number, counted } = event.rep;
      this.#events.push({
        ...none,
        onsetS: secondsFrom(this.#startedUs, startUs),
        durationS: (endUs - startUs) / 1e6,
        trialType: 'rep',
        value: number,
        counted,
      });
    }
  }

  /** A repetition is told at its end, but stands where it began. */
  tsv(): string {
    const inOrder = this.#events.toSorted((a, b) => a.onsetS - b.onsetS);
    return tsvTable(
      COLUMNS,
      inOrder.map((event) => [
        event.onsetS,
        event.durationS,
        event.trialType,
        event.value,
        event.side,
        event.counted,
        event.label,
      ]),
    );
  }
}
