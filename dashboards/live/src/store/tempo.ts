import type { Rep, RepPhase } from '../../../../src/model/movement.ts';
import { NO_VALUE } from './formatValue.ts';

/** How long each part of a rep takes, seconds; null of a part that has not begun. */
export interface Tempo {
  readonly downS: number | null;
  readonly holdS: number | null;
  readonly upS: number | null;
}

const NONE: Tempo = { downS: null, holdS: null, upS: null };

const PART_OF = { descent: 'downS', bottom: 'holdS', ascent: 'upS' } as const;

/** Times the parts of the rep that is under way by the phases the hub tells. */
export class TempoClock {
  #past: Tempo = NONE;
  #phase: RepPhase = 'standing';
  #sinceUs = 0;

  phase(timeUs: number, phase: RepPhase): void {
    // Someone may go down again before coming up, and has then begun anew.
    this.#past = phase === 'descent' ? NONE : this.at(timeUs);
    this.#phase = phase;
    this.#sinceUs = timeUs;
  }

  clear(): void {
    this.#past = NONE;
    this.#phase = 'standing';
  }

  /** Whether a rep is under way. */
  get isRunning(): boolean {
    return this.#phase !== 'standing';
  }

  at(timeUs: number): Tempo {
    if (this.#phase === 'standing') return this.#past;
    const part = PART_OF[this.#phase];
    const before = this.#past[part] ?? 0;
    return { ...this.#past, [part]: before + Math.max(0, timeUs - this.#sinceUs) / 1e6 };
  }
}

export function tempoOfRep({ eccentricS, holdS, concentricS }: Rep): Tempo {
  return { downS: eccentricS, holdS, upS: concentricS };
}

/** `Down 1.8 s, hold 0.3 s, up – s`: what has not begun keeps its place. */
export function tempoText({ downS, holdS, upS }: Tempo): string {
  const [down, hold, up] = [downS, holdS, upS].map((s) => s?.toFixed(1) ?? NO_VALUE);
  return `Down ${down} s, hold ${hold} s, up ${up} s`;
}
