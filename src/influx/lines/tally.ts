import { z } from 'zod';
import type { RecordedContent } from '../../recording/channelDecoders.ts';

/** What has been counted of a recording. */
export const tallyState = z.object({
  frames: z.number(),
  reps: z.number(),
  samplesLost: z.number(),
  sets: z.number(),
  trials: z.number(),
  isTrialOpen: z.boolean(),
  /** The latest instant told of; null before the first. */
  lastUs: z.number().nullable(),
});

type TallyState = z.infer<typeof tallyState>;

const NOTHING: TallyState = {
  frames: 0,
  reps: 0,
  samplesLost: 0,
  sets: 0,
  trials: 0,
  isTrialOpen: false,
  lastUs: null,
};

/** Counts what the line at the end of a session tells, and numbers its trials and sets. */
export class Tally {
  readonly #counted: TallyState;

  constructor(state: TallyState = NOTHING) {
    this.#counted = { ...state };
  }

  get state(): TallyState {
    return { ...this.#counted };
  }

  /** @param content told before its lines are made */
  add(content: RecordedContent): void {
    const counted = this.#counted;
    switch (content.kind) {
      case 'frame':
        counted.frames += 1;
        this.#reach(content.frame.arrivalUs);
        return;
      case 'event': {
        const { event } = content;
        if (event.type === 'rep') counted.reps += 1;
        if (event.type === 'samplesLost') counted.samplesLost += event.count;
        if (event.type === 'samplesRefilled') counted.samplesLost -= event.count;
        this.#reach(event.timeUs);
        return;
      }
      case 'input': {
        const { input } = content;
        if (input.type === 'newSet') counted.sets += 1;
        if (input.type === 'trialStart') counted.trials += 1;
        // An end without a trial changes nothing, and a start in a trial begins the next one.
        if (input.type === 'trialStart') counted.isTrialOpen = true;
        this.#reach(input.timeUs);
        return;
      }
      default:
        return;
    }
  }

  /** Ends the open trial; its number, null where none is open. */
  endTrial(): number | null {
    if (!this.#counted.isTrialOpen) return null;
    this.#counted.isTrialOpen = false;
    return this.#counted.trials;
  }

  #reach(timeUs: number): void {
    this.#counted.lastUs = Math.max(this.#counted.lastUs ?? timeUs, timeUs);
  }
}
