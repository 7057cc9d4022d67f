import { signal } from '@preact/signals';
import type { Cue } from '../../../../src/model/movement.ts';
import { renderTone, toneOf } from './cueTone.ts';

/** `blocked`: the browser has not let the page make sound yet. */
export type SoundState = 'off' | 'on' | 'blocked';

/** Plays cues once a person has turned sound on; browsers allow it only from a click. */
export class CueSound {
  readonly state = signal<SoundState>('off');
  #context: AudioContext | null = null;

  async turnOn(): Promise<void> {
    this.#context ??= new AudioContext({ latencyHint: 'interactive' });
    await this.#context.resume();
    this.state.value = this.#context.state === 'running' ? 'on' : 'blocked';
  }

  turnOff(): void {
    this.state.value = 'off';
  }

  play(cue: Cue): void {
    if (this.state.peek() !== 'on' || !this.#context) return;
    renderTone(this.#context, toneOf(cue), this.#context.currentTime);
  }
}
