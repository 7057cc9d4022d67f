import type { Calibration } from '../../model/calibration.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { Rep } from '../../model/movement.ts';
import { SetCounter } from '../../movement/setCounter.ts';
import type { CueSummary, FaultSummary, SetSummary } from './recordingSummary.ts';

/** Counts calibrations, reps, cues and faults. */
export class MovementTally {
  readonly calibrations: Calibration[] = [];
  readonly faults: FaultSummary[] = [];
  readonly #counter = new SetCounter();
  readonly #sets: { reps: number; counted: number; cued: number }[] = [];
  readonly #heldBack = new Map<string, number>();
  #cues = 0;

  event(event: PipelineEvent): void {
    switch (event.type) {
      case 'calibration':
        this.calibrations.push(event.calibration);
        break;
      case 'rep':
        this.#rep(event.rep);
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

  get cues(): CueSummary {
    return { given: this.#cues, heldBack: Object.fromEntries(this.#heldBack) };
  }

  #rep(rep: Rep): void {
    const index = this.#counter.of(rep) - 1;
    this.#sets[index] ??= { reps: 0, counted: 0, cued: 0 };
    const set = this.#sets[index];
    set.reps++;
    if (rep.counted) set.counted++;
    if (rep.cued) set.cued++;
  }
}
