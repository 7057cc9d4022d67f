import { Preference } from './preferences.ts';

const SWITCH = ['on', 'off'] as const;

/**
 * How this screen shows a cue. Only what is seen is on until a person chooses otherwise: more than
 * one kind at a time is harder to follow.
 */
export class CueChoice {
  /** Words in the strip. */
  readonly shape = new Preference('cueShape', SWITCH);
  /** The strip and the edge of the leg light up. */
  readonly colour = new Preference('cueColour', SWITCH);

  get isSeen(): boolean {
    return this.shape.value.value === 'on' || this.colour.value.value === 'on';
  }
}
