import { signal } from '@preact/signals';
import type { Cue } from '../../../../src/model/movement.ts';
import { Preference } from '../store/preferences.ts';
import { inLineTone, renderTone, type Tone, toneOf, VOLUMES } from './cueTone.ts';
import { soundedAtMs } from './soundedAt.ts';

/**
 * `blocked`: wanted, and the browser wants a touch of the page first, as after each reload;
 * `none`: this browser makes no sound.
 */
export type SoundState = 'off' | 'on' | 'blocked' | 'none';

/** Between the tones of the test, s: heard as two. */
const TEST_GAP_S = 0.35;

/** What a browser takes for a touch of the page. */
const TOUCHES = ['pointerup', 'keydown'] as const;

/** Plays cues where the person at this screen turned sound on; browsers allow it only from a touch. */
export class CueSound {
  readonly state = signal<SoundState>('AudioContext' in globalThis ? 'off' : 'none');
  readonly volume = new Preference('cueVolume', VOLUMES);
  readonly #wanted = new Preference('cueSound', ['off', 'on']);
  #context: AudioContext | null = null;

  /** Where sound was on at the last visit it comes back, by itself or with the next touch. */
  start(): void {
    for (const touch of TOUCHES) document.addEventListener(touch, this.#touched);
    if (this.#wanted.value.peek() !== 'on' || this.state.peek() === 'none') return;
    this.state.value = 'blocked';
    // Without a touch so far the browser would only complain.
    if (navigator.userActivation?.hasBeenActive) void this.#open();
  }

  stop(): void {
    for (const touch of TOUCHES) document.removeEventListener(touch, this.#touched);
    void this.#context?.close();
    this.#context = null;
  }

  async turnOn(): Promise<void> {
    if (this.state.peek() === 'none') return;
    this.#wanted.set('on');
    await this.#open();
  }

  turnOff(): void {
    this.#wanted.set('off');
    this.#tell();
  }

  async toggle(): Promise<void> {
    if (this.state.peek() === 'on') this.turnOff();
    else await this.turnOn();
  }

  /**
   * @returns when the tone leaves the loudspeaker, on the clock of `performance.now()`; null where
   * no sound is made
   */
  play(cue: Pick<Cue, 'side' | 'intensity'>): number | null {
    return this.#play(toneOf(cue, this.volume.value.peek()), 0);
  }

  /** The soft tone after a rep in line. */
  praise(): void {
    this.#play(inLineTone(this.volume.value.peek()), 0);
  }

  /** The left leg's tone, then the right one's, as loud as a cue. */
  test(): void {
    const volume = this.volume.value.peek();
    this.#play(toneOf({ side: 'left', intensity: 0.5 }, volume), 0);
    this.#play(toneOf({ side: 'right', intensity: 0.5 }, volume), TEST_GAP_S);
  }

  #play(tone: Tone, afterS: number): number | null {
    const context = this.#context;
    // What is scheduled on a clock that stands would sound all at once when it goes on.
    if (this.state.peek() !== 'on' || context?.state !== 'running') return null;
    const onsetS = context.currentTime + afterS;
    renderTone(context, tone, onsetS);
    return soundedAtMs(onsetS, {
      currentS: context.currentTime,
      nowMs: performance.now(),
      outputLatencyS: context.outputLatency,
      stamp: context.getOutputTimestamp?.() ?? {},
    });
  }

  readonly #touched = (): void => {
    if (this.state.peek() === 'blocked') void this.#open();
  };

  async #open(): Promise<void> {
    if (!this.#context) {
      this.#context = new AudioContext({ latencyHint: 'interactive' });
      // A telephone call, or the system, may take the sound away at any time.
      this.#context.addEventListener('statechange', () => this.#tell());
    }
    this.#tell();
    try {
      await this.#context.resume();
    } catch {
      // A context that was closed meanwhile stays as it is told below.
    }
    this.#tell();
  }

  #tell(): void {
    const heard = this.#context?.state === 'running' ? 'on' : 'blocked';
    this.state.value = this.#wanted.value.peek() === 'on' ? heard : 'off';
  }
}
