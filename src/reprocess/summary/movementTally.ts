import type { Calibration } from '../../model/calibration.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { GaitSummary, Stride } from '../../model/gait.ts';
import type { Hold, HoldSummary } from '../../model/hold.ts';
import type { Rep } from '../../model/movement.ts';
import { summariseGait } from '../../movement/gait/summariseGait.ts';
import { holdsInShort } from '../../movement/holds/summariseHolds.ts';
import { SetCounter } from '../../movement/setCounter.ts';
import type { CueSummary, FaultSummary, SetSummary, SoundTally } from './recordingSummary.ts';

/** Counts calibrations, reps, landings, strides, holds, cues and faults. */
export class MovementTally {
  readonly calibrations: Calibration[] = [];
  readonly faults: FaultSummary[] = [];
  readonly #counter = new SetCounter();
  readonly #sets: { reps: number; counted: number; cued: number }[] = [];
  readonly #heldBack = new Map<string, number>();
  /** In order. */
  readonly reps: Rep[] = [];
  readonly #strides: Stride[] = [];
  readonly #holds: Hold[] = [];
  readonly #landings = { all: 0, sound: 0 };
  #cues = 0;

  event(event: PipelineEvent): void {
    switch (event.type) {
      case 'calibration':
        this.calibrations.push(event.calibration);
        break;
      case 'rep':
        this.#rep(event.rep);
        break;
      case 'landing':
        this.#landings.all++;
        if (event.landing.counted) this.#landings.sound++;
        break;
      case 'stride':
        this.#strides.push(event.stride);
        break;
      case 'hold':
        this.#holds.push(event.hold);
        break;
      case 'cueOn':
        this.#cues++;
        break;
      case 'cueSuppressed':
        this.#heldBack.set(event.reason, (this.#heldBack.get(event.reason) ?? 0) + 1);
        break;
      case 'fault': {
        const { timeUs, sensorId, sentence } = event;
        this.faults.push({ timeUs, sensorId, sentence });
      }
    }
  }

  get sets(): readonly SetSummary[] {
    return this.#sets;
  }

  get landings(): SoundTally {
    return this.#landings;
  }

  get strides(): SoundTally {
    const sound = this.#strides.filter(({ quality }) => quality === 'ok').length;
    return { all: this.#strides.length, sound };
  }

  get gait(): GaitSummary | null {
    return summariseGait(this.#strides);
  }

  get holds(): HoldSummary[] {
    return holdsInShort(this.#holds);
  }

  get cues(): CueSummary {
    return { given: this.#cues, heldBack: Object.fromEntries(this.#heldBack) };
  }

  #rep(rep: Rep): void {
    this.reps.push(rep);
    const index = this.#counter.of(rep) - 1;
    this.#sets[index] ??= { reps: 0, counted: 0, cued: 0 };
    const set = this.#sets[index];
    set.reps++;
    if (rep.counted) set.counted++;
    if (rep.cued) set.cued++;
  }
}
